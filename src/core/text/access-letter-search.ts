import type { LetterBlock, SourceResult } from '../fulfilment/letter.ts';
import { coverageInWords } from './coverage-in-words.ts';
import { foundSection, withheldSection } from './found-records.ts';
import { type AccessLetter, heading, type LetterWords, paragraph, table } from './letter-blocks.ts';
import { sourceInWords } from './source-in-words.ts';

/** What was found per source and category (15(1)(b)), and how each source was searched (EDPB 01/2022). */
export function searchSections(letter: AccessLetter, words: LetterWords): readonly LetterBlock[] {
  const { results, shop } = letter;
  // R31: "all" only when the owner confirmed that there are no further places, and each one was searched to the end.
  const whole =
    shop.otherPlacesConfirmed &&
    results.length > 0 &&
    results.every(({ coverage }) => coverage.status === 'complete');
  return [
    ...foundSection(letter, words),
    ...withheldSection(letter, words, 'letter:withheld.text'),
    heading('searched', words('letter:searched.title')),
    paragraph('searched.how', words('letter:searched.how')),
    paragraph('searched.keys', words('letter:searched.keys')),
    table(
      'searched.table',
      [words('letter:searched.place'), words('letter:searched.result'), words('letter:searched.found')],
      results.map((result) => searchRow(letter, result)),
    ),
    paragraph('searched.whole', words(whole ? 'letter:searched.whole' : 'letter:searched.not_whole')),
    // F13: told as the policy has it; an IP address is personal data whatever the policy calls it (R20).
    paragraph('searched.automatic', words('letter:searched.automatic')),
    paragraph('searched.other_address', words('letter:searched.other_address')),
  ];
}

function searchRow(letter: AccessLetter, { source, coverage, byHand }: SourceResult): string[] {
  const found = 'found' in coverage ? String(coverage.found) : '';
  return [
    sourceInWords(letter.language, source, letter.shop),
    coverageInWords(letter.language, coverage, byHand),
    found,
  ];
}
