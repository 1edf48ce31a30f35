import type { ReplyLanguage } from '../kernel/language.ts';
import type { PackagePart } from '../kernel/package-part.ts';
import type { RenderedLetter, SourceResult } from './letter.ts';

export interface PackageAnswer {
  readonly letter: RenderedLetter;
  readonly number: string;
  readonly language: ReplyLanguage;
  readonly results: readonly SourceResult[];
  readonly createdAt: Date;
}

/** Words of the package in the customer's language; from the locales. */
export interface PackageWords {
  readonly letterHtml: string;
  readonly readMe: string;
  readonly fieldName: (field: string) => string;
  readonly categoryName: (category: string) => string;
  readonly sourceName: (source: string) => string;
  /** A value as a person reads it. */
  readonly valueInWords: (field: string, value: string) => string;
}

/** The answer as ZIP, in words of core/text, written by platform/write-package.ts. */
export type BuildPackage = (answer: PackageAnswer) => AsyncIterable<Uint8Array>;

/** The answer in files: the letter, everything as JSON as it is stored, and in words a CSV per category (AVG 15(3), 20(1); F22). */
export function packageParts(answer: PackageAnswer, words: PackageWords): readonly PackagePart[] {
  const { results, number, language, createdAt } = answer;
  return [
    { name: language === 'nl' ? 'lees-mij.txt' : 'read-me.txt', kind: 'text', text: words.readMe },
    { name: language === 'nl' ? 'brief.html' : 'letter.html', kind: 'text', text: words.letterHtml },
    {
      name: language === 'nl' ? 'gegevens.json' : 'data.json',
      kind: 'json',
      value: { number, createdAt: createdAt.toISOString(), sources: results },
    },
    ...tables(results, words),
  ];
}

function* tables(results: readonly SourceResult[], words: PackageWords): Iterable<PackagePart> {
  const categories = new Set(results.flatMap((result) => result.records.map((record) => record.category)));
  for (const category of categories) {
    const rows = results.flatMap(({ source, records }) =>
      records.filter((record) => record.category === category).map((record) => ({ source, record })),
    );
    const fields = [...new Set(rows.flatMap(({ record }) => record.fields.map((field) => field.name)))];
    yield {
      name: `${fileName(words.categoryName(category))}.csv`,
      kind: 'table',
      head: ['source', ...fields].map((field) => words.fieldName(field)),
      rows: rows.map(({ source, record }) => [
        words.sourceName(source),
        ...fields.map((field) => {
          const value = record.fields.find((found) => found.name === field)?.value ?? '';
          return words.valueInWords(field, value);
        }),
      ]),
    };
  }
}

function fileName(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-');
}
