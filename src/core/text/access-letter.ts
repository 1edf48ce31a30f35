import type { LetterBlock } from '../fulfilment/letter.ts';
import type { Category } from '../fulfilment/processor.ts';
import { categorySections } from './access-letter-categories.ts';
import { recipientSections } from './access-letter-recipients.ts';
import { searchSections } from './access-letter-search.ts';
import { askedSection } from './asked-section.ts';
import { elsewhereSection } from './elsewhere-sections.ts';
import { isNothingFound } from './found-records.ts';
import {
  type AccessLetter,
  ending,
  free,
  greeting,
  heading,
  letterWords,
  list,
  paragraph,
  remedies,
} from './letter-blocks.ts';

/** AVG 15(1)(a)-(h), 15(3): which element stands in which block is in docs/letters.md. */
export function accessLetter(letter: AccessLetter): readonly LetterBlock[] {
  const words = letterWords(letter);
  const categories = [
    ...new Set(letter.counts.filter(({ count }) => count > 0).map(({ category }) => category)),
  ];
  const wants = (category: Category): boolean => categories.includes(category);
  return [
    greeting(letter, words),
    ...free('opening', letter.free.opening),
    paragraph(
      'answer',
      words('letter:answer.asked'),
      words(isNothingFound(letter) ?? 'letter:answer.found'),
      words('letter:frame.number'),
    ),
    ...askedSection(letter.questions ?? [], words),
    heading('copy', words('letter:copy.title')),
    paragraph('copy.text', words('letter:copy.text')),
    ...searchSections(letter, words),
    ...categorySections(letter, words, wants('request') ? categories : [...categories, 'request']),
    ...recipientSections(letter, words),
    // 15(1)(g)
    heading('source', words('letter:source.title')),
    paragraph(
      'source.text',
      words('letter:source.text'),
      ...(wants('payment') || wants('parcel') ? [words('letter:source.parties')] : []),
    ),
    // 15(1)(h); the policy says so (F29), and the owner has not confirmed it
    heading('automated', words('letter:automated.title')),
    paragraph('automated.text', words('letter:automated.text')),
    // 15(1)(e); AVG 20 because the policy offers it too
    heading('rights', words('letter:rights.title')),
    paragraph('rights.intro', words('letter:rights.intro')),
    list('rights.list', [
      words('letter:rights.rectification'),
      words('letter:rights.erasure'),
      words('letter:rights.restriction'),
      words('letter:rights.objection'),
      ...(wants('newsletter') ? [words('letter:rights.consent')] : []),
      words('letter:rights.portability'),
    ]),
    paragraph('rights.how', words('letter:rights.how')),
    ...elsewhereSection(letter.elsewhere, letter.language, words),
    // 15(1)(f)
    ...remedies(words),
    ...ending(letter, words),
  ];
}
