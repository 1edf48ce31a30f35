import type { LetterBlock, SourceResult } from '../fulfilment/letter.ts';
import { coverageInWords } from './coverage-in-words.ts';
import { type AccessLetter, heading, type LetterWords, paragraph, table } from './letter-blocks.ts';
import { sourceInWords } from './source-in-words.ts';
import { text, textIfAny } from './texts.ts';

/** What was found per source and category (15(1)(b)), and how each source was searched (EDPB 01/2022). */
export function searchSections(letter: AccessLetter, words: LetterWords): readonly LetterBlock[] {
  const { counts, results, shop } = letter;
  const rows = counts
    .filter(({ count }) => count > 0)
    .map(({ source, category, count }) => [
      sourceInWords(letter.language, source, letter.shop),
      categoryCell(letter, source, category),
      String(count),
    ]);
  const found = [
    heading('found', words('letter:found.title')),
    table(
      'found.table',
      [words('letter:found.place'), words('letter:found.category'), words('letter:found.count')],
      rows,
    ),
  ];
  // R31: "all" only when the owner confirmed that there are no further places, and each one was searched to the end.
  const whole =
    shop.otherPlacesConfirmed &&
    results.length > 0 &&
    results.every(({ coverage }) => coverage.status === 'complete');
  return [
    ...(rows.length === 0 ? [] : found),
    ...withheldSection(letter, words),
    heading('searched', words('letter:searched.title')),
    paragraph('searched.how', words('letter:searched.how')),
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

/** AVG 15(4): what concerns others is left out, not the whole refused; per source how much, and why. */
function withheldSection(
  { withheld, language, shop }: AccessLetter,
  words: LetterWords,
): readonly LetterBlock[] {
  if (withheld.length === 0) return [];
  return [
    heading('withheld', words('letter:withheld.title')),
    paragraph('withheld.text', words('letter:withheld.text')),
    table(
      'withheld.table',
      [words('letter:withheld.place'), words('letter:withheld.count'), words('letter:withheld.reason')],
      withheld.map(({ source, reason, count }) => [
        sourceInWords(language, source, shop),
        String(count),
        words(`letter:withheld.${reason}`),
      ]),
    ),
  ];
}

function searchRow(letter: AccessLetter, { source, coverage }: SourceResult): string[] {
  const found = 'found' in coverage ? String(coverage.found) : '';
  return [
    sourceInWords(letter.language, source, letter.shop),
    coverageInWords(letter.language, coverage),
    found,
  ];
}

/** The kind of data with the names of the fields that this person's records have. */
function categoryCell(letter: AccessLetter, source: string, category: string): string {
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
