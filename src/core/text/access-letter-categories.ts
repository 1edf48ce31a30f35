import type { LetterBlock } from '../fulfilment/letter.ts';
import type { Category } from '../fulfilment/processor.ts';
import { dateInWords } from './date-in-words.ts';
import { type AccessLetter, heading, type LetterWords, paragraph, table } from './letter-blocks.ts';

/**
 * Purpose with ground (15(1)(a)) and term (15(1)(d)) for the categories that this person has, not for all customers
 * (EDPB 01/2022). The policy names no grounds: those of an order are AVG 6(1)(b) and, for the administration, 6(1)(c).
 */
export function categorySections(
  letter: AccessLetter,
  words: LetterWords,
  categories: readonly Category[],
): readonly LetterBlock[] {
  const name = (category: Category): string => words(`terms:categories.${category}`);
  return [
    heading('purpose', words('letter:purpose.title')),
    paragraph('purpose.intro', words('letter:purpose.intro')),
    table(
      'purpose.table',
      [words('letter:purpose.category'), words('letter:purpose.text')],
      categories.map((category) => [name(category), words(`letter:purpose.${category}`)]),
    ),
    heading('kept', words('letter:kept.title')),
    table(
      'kept.table',
      [words('letter:kept.category'), words('letter:kept.text')],
      categories.map((category) => [name(category), keptInWords(letter, words, category)]),
    ),
  ];
}

/** The general term, and for records under a legal hold the last day that it holds for this person. */
function keptInWords(letter: AccessLetter, words: LetterWords, category: Category): string {
  const general = words(`letter:kept.${category}`);
  const last = letter.results
    .flatMap(({ records }) => records.filter((record) => record.category === category))
    .flatMap(({ hold }) => (hold === null ? [] : [hold.until]))
    .sort()
    .at(-1);
  if (last === undefined) return general;
  return `${general} ${words('letter:kept.until', { date: dateInWords(letter.language, last) })}`;
}
