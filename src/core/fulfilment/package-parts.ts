import type { ReplyLanguage } from '../kernel/language.ts';
import type { PackagePart } from '../kernel/package-part.ts';
import type { Right } from '../kernel/rights.ts';
import { type Origin, originOf } from './field-origin.ts';
import { type GivenCategory, type GivenSource, surveyOf } from './given-source.ts';
import type { RenderedLetter } from './letter.ts';
import { packageJson } from './package-json.ts';
import { PACKAGE_SCHEMA } from './package-schema.ts';
import { portableJson, portableRecords } from './portable.ts';
import { schemaOrgProperty } from './schema-org.ts';

export interface PackageAnswer {
  readonly letter: RenderedLetter;
  readonly number: string;
  readonly right: Right;
  readonly language: ReplyLanguage;
  readonly sources: readonly GivenSource[];
  /** Files of the records in `sources`, and of no others. */
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

export type PackageColumn =
  | 'field'
  | 'label'
  | 'meaning'
  | 'category'
  | 'sources'
  | 'origin'
  | 'schemaOrg'
  | 'record'
  | 'value';

/** Words of the package in the customer's language; from the locales. */
export interface PackageWords {
  readonly letterHtml: string;
  readonly readMe: string;
  readonly fieldName: (field: string) => string;
  /** What a field is about; empty for a name of the shop's own. */
  readonly meaning: (field: string) => string;
  readonly originName: (origin: Origin) => string;
  readonly columnName: (column: PackageColumn) => string;
  readonly categoryName: (category: string) => string;
  readonly sourceName: (source: string) => string;
  /** A value as a person reads it. */
  readonly valueInWords: (field: string, value: string) => string;
}

/** Words for the data alone. */
export type DataWords = Omit<PackageWords, 'letterHtml' | 'readMe'>;

/** The answer as ZIP, in words of core/text, written by platform/write-package.ts. */
export type BuildPackage = (answer: PackageAnswer) => AsyncIterable<Uint8Array>;

/** The answer in files: the letter, everything as JSON as it is stored, and in words a CSV per category (AVG 15(3), 20(1); F22). */
export async function* packageParts(answer: PackageAnswer, words: PackageWords): AsyncIterable<PackagePart> {
  const { sources, language, right } = answer;
  const named = (nl: string, en: string) => (language === 'nl' ? nl : en);
  const files = namedFiles(answer);
  const listed = files.map(({ content: _bytes, ...file }) => file);
  yield { name: named('lees-mij.txt', 'read-me.txt'), kind: 'text', text: words.readMe };
  yield { name: named('brief.html', 'letter.html'), kind: 'text', text: words.letterHtml };
  yield {
    name: named('gegevens.json', 'data.json'),
    kind: 'text',
    text: () => packageJson(answer, listed),
  };
  yield { name: 'schema.json', kind: 'text', text: `${JSON.stringify(PACKAGE_SCHEMA, null, 2)}\n` };
  const survey = await surveyOf(sources);
  yield { name: named('velden.csv', 'fields.csv'), ...fieldTable(survey, words) };
  // AVG 20(1): what another service can read; all the rest leaves as for access (F27).
  if (right === 'portability') {
    const name = named('overdraagbaar', 'portable');
    yield { name: `${name}.jsonld`, kind: 'text', text: () => portableJson(sources) };
    yield { name: `${name}.csv`, ...portableTable(sources, words) };
  }
  for (const given of survey) yield table(given, sources, words);
  for (const { file, content } of files) yield { name: file, kind: 'file', content };
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

type Table = Omit<Extract<PackagePart, { kind: 'table' }>, 'name'>;

/** Every field that stands in the package: what it is, whose it is and what another service calls it (R20). */
function fieldTable(survey: readonly GivenCategory[], words: PackageWords): Table {
  const columns = ['field', 'label', 'meaning', 'category', 'sources', 'origin', 'schemaOrg'] as const;
  const rows = survey.flatMap(({ category, fields }) =>
    [...fields].map(([field, sources]) => [
      field,
      words.fieldName(field),
      words.meaning(field),
      words.categoryName(category),
      [...sources].map((source) => words.sourceName(source)).join(', '),
      words.originName(originOf(category, field)),
      schemaOrgProperty(category, field) ?? '',
    ]),
  );
  return { kind: 'table', head: columns.map(words.columnName), rows };
}

/** A line for every value, as its source has it. */
export function portableTable(sources: readonly GivenSource[], words: DataWords): Table {
  const columns = ['sources', 'category', 'record', 'field', 'label', 'value', 'origin'] as const;
  return { kind: 'table', head: columns.map(words.columnName), rows: portableRows(sources, words) };
}

async function* portableRows(
  sources: readonly GivenSource[],
  words: DataWords,
): AsyncIterable<readonly string[]> {
  for await (const { source, record, fields } of portableRecords(sources))
    for (const { name, value } of fields)
      yield [
        words.sourceName(source),
        words.categoryName(record.category),
        record.ref,
        name,
        words.fieldName(name),
        value,
        words.originName(originOf(record.category, name)),
      ];
}

function table(given: GivenCategory, sources: readonly GivenSource[], words: PackageWords): PackagePart {
  return {
    name: `${fileName(words.categoryName(given.category))}.csv`,
    kind: 'table',
    head: ['source', ...given.fields.keys()].map((field) => words.fieldName(field)),
    rows: rowsOf(given, sources, words),
  };
}

async function* rowsOf(
  { category, fields }: GivenCategory,
  sources: readonly GivenSource[],
  words: PackageWords,
): AsyncIterable<readonly string[]> {
  for (const { source, records } of sources)
    for await (const record of records(category)) {
      if (record.category !== category) continue;
      const values = Map.groupBy(record.fields, ({ name }) => name);
      const cell = (field: string) =>
        (values.get(field) ?? []).map(({ value }) => words.valueInWords(field, value)).join('\n');
      yield [words.sourceName(source), ...[...fields.keys()].map(cell)];
    }
}

function fileName(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-');
}
