import type { ReplyLanguage } from '../kernel/language.ts';
import type { PackagePart } from '../kernel/package-part.ts';
import type { RenderedLetter, SourceResult } from './letter.ts';

export interface PackageAnswer {
  readonly letter: RenderedLetter;
  readonly number: string;
  readonly language: ReplyLanguage;
  readonly results: readonly SourceResult[];
  /** Files of the records in `results`, and of no others. */
  readonly files?: readonly PackageFile[];
  readonly createdAt: Date;
}

export interface PackageFile {
  readonly source: string;
  /** `ref` of its record. */
  readonly recordRef: string;
  readonly name: string;
  readonly sha256: string;
  readonly content: () => AsyncIterable<Uint8Array>;
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
  const files = namedFiles(answer);
  return [
    { name: language === 'nl' ? 'lees-mij.txt' : 'read-me.txt', kind: 'text', text: words.readMe },
    { name: language === 'nl' ? 'brief.html' : 'letter.html', kind: 'text', text: words.letterHtml },
    {
      name: language === 'nl' ? 'gegevens.json' : 'data.json',
      kind: 'json',
      value: {
        number,
        createdAt: createdAt.toISOString(),
        sources: results.map(({ source, coverage, records }) => ({ source, coverage, records })),
        ...(files.length === 0 ? {} : { files: files.map(({ content: _bytes, ...file }) => file) }),
      },
    },
    ...tables(results, words),
    ...files.map(({ file, content }) => ({ name: file, kind: 'file' as const, content })),
  ];
}

/** Each with its own place in the package. */
function namedFiles({ files = [], language }: PackageAnswer) {
  const folder = language === 'nl' ? 'bestanden' : 'files';
  const taken = new Set<string>();
  return files.map(({ source, recordRef, name, sha256, content }) => {
    const safe = name.replace(/[^\p{L}\p{N}._-]+/gu, '-').replace(/^\.+/, '');
    let file = `${folder}/${source}/${safe}`;
    for (let next = 2; taken.has(file); next += 1) file = `${folder}/${source}/${next}-${safe}`;
    taken.add(file);
    return { file, source, record: recordRef, sha256, content };
  });
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
