import type { LetterBlock } from '../fulfilment/letter.ts';
import type { OutcomeOf } from '../fulfilment/outcome/outcome.ts';
import { retentionTerm } from '../kernel/retention-terms.ts';
import { foundSection, isNothingFound, withheldSection } from './found-records.ts';
import { lengthInWords } from './length-in-words.ts';
import { heading, paragraph } from './letter-blocks.ts';
import { type Saying, typed, typedParagraph, typedTable } from './saying.ts';

type Given = OutcomeOf<'portability', 'given'>;

/** AVG 20; F22, F27: what is in, what is not and why, the form, who got it, and that nothing was erased. */
export function portabilitySections(outcome: Given, saying: Saying): readonly LetterBlock[] {
  const { words, letter } = saying;
  const nothing = isNothingFound(letter);
  // R31: of a search that left rows out nothing says "all".
  const partly = letter.results.some(({ coverage }) => coverage.status === 'partial');
  return [
    paragraph(
      'result',
      ...(nothing === undefined
        ? [words('outcome:portability.found'), ...(partly ? [] : [words('outcome:portability.promise')])]
        : [words(nothing)]),
    ),
    heading('copy', words('letter:copy.title')),
    paragraph('copy.text', words('letter:copy.text')),
    heading('format', words('outcome:portability.format_title')),
    paragraph('format.text', words('outcome:portability.format')),
    ...foundSection(letter, words).map(typed),
    ...withheldSection(letter, words, 'outcome:portability.others').map(typed),
    ...leftOutSection(outcome, saying),
    receiverParagraph(outcome, saying),
    paragraph('kept', words('outcome:portability.kept')),
  ];
}

function leftOutSection({ leftOut }: Given, { words }: Saying): readonly LetterBlock[] {
  if (leftOut.length === 0) return [];
  return [
    heading('left_out', words('outcome:portability.left_out')),
    typedTable(
      'left_out.table',
      [words('outcome:portability.what'), words('outcome:portability.why')],
      leftOut.map(({ what, why }) => [what, words(`outcome:portability.${why}`)]),
    ),
  ];
}

/** AVG 20(2): to another only after the customer confirmed who. */
function receiverParagraph(
  { to, sending, receiver, confirmedOn }: Given,
  { words, day, letter }: Saying,
): LetterBlock {
  const period = lengthInWords(letter.language, retentionTerm('transmission'));
  if (to === 'customer' || sending === null) return paragraph('to', words('outcome:portability.to_customer'));
  return typedParagraph(
    'to',
    words(`outcome:portability.${sending}`, { receiver, day: day(confirmedOn), period }),
  );
}
