import { expect, test } from 'vitest';
import { RETENTION_CLASSES } from '../../src/core/store/retention-classes.ts';
import { modelsIn, readModels } from './support/prisma-schema.ts';
import { filesUnder, readText } from './support/tree.ts';

const MODELS = readModels();
const COLUMNS = MODELS.flatMap(({ name, columns }) =>
  columns.map((column) => ({ ...column, place: `${name}.${column.name}` })),
);

test('every table says when its rows go, and how', () => {
  expect(Object.keys(RETENTION_CLASSES).sort()).toEqual(MODELS.map(({ name }) => name).sort());
  const silent = Object.entries(RETENTION_CLASSES).filter(
    ([, { classes, purge }]) => classes.length === 0 || purge.trim() === '',
  );
  expect(silent.map(([name]) => name)).toEqual([]);
});

test('every table says what a row is', () => {
  expect(MODELS.filter(({ doc }) => doc === '').map(({ name }) => name)).toEqual([]);
});

test('a column that ends in Enc is sealed bytes, and nothing else is bytes', () => {
  const wrong = COLUMNS.filter(({ name, type }) => name.endsWith('Enc') !== (type === 'Bytes'));
  expect(wrong.map(({ place, type }) => `${place}: ${type}`)).toEqual([]);
});

test('a column named after what a customer tells or writes is sealed', () => {
  const telling = /^(name|email|address|phone|words|body|content|input|records)$/i;
  const shopsOwn = ['StaffMember.name', 'StaffMember.email'];
  const open = COLUMNS.filter(({ name, place }) => telling.test(name) && !shopsOwn.includes(place));
  expect(open.map(({ place }) => place)).toEqual([]);
});

test('an instant is stored with its zone, to the millisecond', () => {
  const schema = readText('prisma/schema.prisma');
  const bare = [...schema.matchAll(/^ +\w+ +DateTime\b(?!.*@db\.Timestamptz\(3\)).*$/gm)].map(([line]) =>
    line.trim(),
  );
  expect(bare).toEqual([]);
});

test('every table is made by a migration', () => {
  const sql = filesUnder('prisma/migrations', '.sql').map(readText).join('\n');
  expect(
    MODELS.filter(({ name }) => !sql.includes(`CREATE TABLE "${name}"`)).map(({ name }) => name),
  ).toEqual([]);
});

test('the reader of the schema sees models, their words and their columns', () => {
  const schema =
    '/// One row.\n/// Invariant: x.\nmodel A {\n  /// what\n  id String @id\n  bEnc Bytes?\n}\n\nmodel C {\n  d Int\n}\n';
  expect(modelsIn(schema)).toEqual([
    {
      name: 'A',
      doc: 'One row.\n Invariant: x.',
      columns: [
        { name: 'id', type: 'String' },
        { name: 'bEnc', type: 'Bytes' },
      ],
    },
    { name: 'C', doc: '', columns: [{ name: 'd', type: 'Int' }] },
  ]);
});
