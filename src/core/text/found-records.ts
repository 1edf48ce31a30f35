import type { LetterBlock } from '../fulfilment/letter.ts';
import type { Category } from '../fulfilment/processor.ts';
import { type CopyLetter, heading, type LetterWords, list, paragraph, table } from './letter-blocks.ts';
import { typed } from './saying.ts';
import { sourceInWords } from './source-in-words.ts';
import { type TextKey, text, textIfAny } from './texts.ts';

/** What the person wrote to this desk: it is always there, so it does not make "we hold data about you" true. */
const OWN: readonly Category[] = ['request', 'conversation'];

/** How to say that nothing was found: sure only when every source was searched in a way that proves it. Undefined when something was. */
export function isNothingFound({
  counts,
  results,
  withheld,
}: CopyLetter): 'letter:answer.nothing' | 'letter:answer.nothing_sure' | undefined {
  // What is about somebody else was found, but is not this person's.
  if (withheld.some(({ reason }) => reason !== 'other_person')) return undefined;
  if (counts.some(({ category, count }) => count > 0 && !OWN.includes(category))) return undefined;
  const proven =
    results.length > 0 &&
    results.every(({ coverage }) => coverage.status === 'complete' && coverage.provesAbsence);
  return proven ? 'letter:answer.nothing' : 'letter:answer.nothing_sure';
}

/** What was found per source and category (AVG 15(1)(b)); no section for nothing. */
export function foundSection(letter: CopyLetter, words: LetterWords): readonly LetterBlock[] {
  const rows = letter.counts
    .filter(({ count }) => count > 0)
    .map(({ source, category, count }) => [
      sourceInWords(letter.language, source, letter.shop),
      categoryCell(letter, source, category),
      String(count),
    ]);
  if (rows.length === 0) return [];
  return [
    heading('found', words('letter:found.title')),
    table(
      'found.table',
      [words('letter:found.place'), words('letter:found.category'), words('letter:found.count')],
      rows,
    ),
  ];
}

/** AVG 15(4), 20(4): what concerns others is left out, not the whole refused; per source how much, and why. */
export function withheldSection(
  { withheld, refused = [], language, shop }: CopyLetter,
  words: LetterWords,
  why: TextKey,
): readonly LetterBlock[] {
  if (withheld.length === 0) return [];
  return [
    heading('withheld', words('letter:withheld.title')),
    paragraph('withheld.text', words(why)),
    table(
      'withheld.table',
      [words('letter:withheld.place'), words('letter:withheld.count'), words('letter:withheld.reason')],
      withheld.map(({ source, reason, count, part = false }) => [
        sourceInWords(language, source, shop),
        String(count),
        [words(`letter:withheld.${reason}`), ...(part ? [words('letter:withheld.part')] : [])].join(' '),
      ]),
    ),
    // AVG 12(4): of what is refused as a whole, what is the matter here.
    ...(refused.length === 0
      ? []
      : [
          typed(
            list(
              'withheld.facts',
              refused.map(({ source, category, reason, facts }) =>
                words('letter:withheld.group', {
                  kind: words(`terms:categories.${category}`),
                  place: sourceInWords(language, source, shop),
                  reason: words(`letter:withheld.${reason}`),
                  facts,
                }),
              ),
            ),
          ),
        ]),
  ];
}

/** The kind of data with the names of the fields that this person's records have. */
function categoryCell(letter: CopyLetter, source: string, category: string): string {
  const { language } = letter;
  const name = textIfAny(language, `terms:categories.${category}`) ?? category;
  const fields = letter.results
    .filter((result) => result.source === source)
    .flatMap(({ records }) => records.filter((record) => record.category === category))
    .flatMap((record) => record.fields.map((field) => field.name));
  const labels = [...new Set(fields)].map((field) => textIfAny(language, `terms:fields.${field}`) ?? field);
  if (labels.length === 0) return name;
  return text(language, 'letter:found.with_fields', { category: name, fields: labels.join(', ') });
}
