import { expect, test } from 'vitest';
import { exportReader } from '../../../src/processors/shared/export-reader.ts';
import { asTable } from '../../../src/processors/shared/read-sheet.ts';
import { readTable } from '../../../src/processors/shared/read-table.ts';
import { figures, sheetText } from '../../../src/processors/shared/sheet-text.ts';
import { unpackedSize } from '../../../src/processors/shared/unpacked-size.ts';
import { anXlsx, zipped } from '../../support/an-xlsx.ts';
import { inPieces } from '../../support/in-pieces.ts';

async function rowsOf(xlsx: Uint8Array) {
  const table = await asTable(xlsx);
  if (!table.ok) return table.refusal;
  const rows: (readonly string[])[] = [];
  const read = await readTable(inPieces(table.value), ({ header }) => {
    rows.push(header);
    return (row) => rows.push(row);
  });
  return read.ok ? rows : read.refusal;
}

test('a spreadsheet is a table: days are days, figures are figures, and a text stays what it is', async () => {
  const orders = [
    ['Ordernummer', 'Besteldatum', 'Naam', 'Telefoon', 'Bedrag'],
    [
      { number: '1.02E+5' },
      { serial: 46329 },
      'Sanne "S" de Vries',
      '0612345678',
      { number: '12.300000000000001' },
    ],
    ['D2', { serial: 46329.4251 }, 'Jan; & <Co>\nregel 2', null, { formula: '1+1', outcome: '2' }],
  ];
  expect(await rowsOf(await anXlsx(orders, []))).toEqual([
    ['Ordernummer', 'Besteldatum', 'Naam', 'Telefoon', 'Bedrag'],
    ['102000', '2026-11-03', 'Sanne "S" de Vries', '0612345678', '12.3'],
    ['D2', '2026-11-03 10:12:09', 'Jan; & <Co>\nregel 2', '', '2'],
  ]);
});

test('orders that go on on a next sheet are read; a sheet with other headings is refused and not passed over', async () => {
  const head = ['Ordernummer', 'E-mailadres'];
  const one = [head, ['D1', 'jan@example.nl']];
  expect(await rowsOf(await anXlsx(one, [head, ['D2', 'sanne@example.nl']]))).toEqual([
    ...one,
    ['D2', 'sanne@example.nl'],
  ]);
  expect(await rowsOf(await anXlsx(one, [['Klant'], ['Sanne']]))).toEqual({ code: 'export.xlsx_unreadable' });
});

test.each([
  ['1.02E+5', '102000'],
  ['123456789012345678', '123456789012346000'],
  ['45.950000000000003', '45.95'],
  ['1E-7', '0.0000001'],
  ['-12', '-12'],
  ['#N/A', '#N/A'],
])('the figures %s are %s', (written, text) => {
  expect(figures(written)).toBe(text);
});

test('empty rows and columns are none; a value without a heading is refused, for nobody could say what it means', () => {
  expect(sheetText([[null, ''], ['A', 'B', null], [], ['1', null, ''], ['', '2']])).toEqual({
    ok: true,
    text: '"A";"B"\n"1";""\n"";"2"',
  });
  expect(
    sheetText([
      ['A', 'B'],
      ['1', '2', '3'],
    ]),
  ).toEqual({ ok: false, code: 'export.xlsx_unreadable' });
  expect(sheetText([])).toEqual({ ok: true, text: '' });
});

test('a text is no spreadsheet, and stays as it is', async () => {
  const content = new TextEncoder().encode('a;b\n1;2\n');
  expect(await asTable(content)).toEqual({ ok: true, value: content });
});

test('an empty spreadsheet is empty', async () => {
  expect(await rowsOf(await anXlsx([]))).toEqual({ code: 'export.empty' });
});

test.each([
  ['a spreadsheet with a password, or of an old Excel', async () => Buffer.from('d0cf11e0a1b11ae1', 'hex')],
  ['a ZIP that is none', async () => zipped({ 'brief.txt': 'hallo' })],
  ['half a spreadsheet', async () => (await anXlsx([['A', 'B']])).slice(0, 600)],
  [
    'a sheet that is no XML',
    async () => zipped({ 'xl/workbook.xml': '<workbook', 'xl/worksheets/sheet1.xml': '<<' }),
  ],
])('%s is refused', async (_what, content) => {
  expect(await rowsOf(await content())).toEqual({ code: 'export.xlsx_unreadable' });
});

test('what unpacks to more than an export can be is not unpacked', async () => {
  const bomb = await zipped({ 'xl/a.xml': ' '.repeat(200_000_000), 'xl/b.xml': ' '.repeat(100_000_000) });
  expect(bomb.length).toBeLessThan(exportReader.maxBytes);
  expect(unpackedSize(bomb)).toBe(300_000_000);
  expect(await asTable(bomb)).toEqual({ ok: false, refusal: { code: 'export.too_large' } });
});

test('a part that unpacks to more than it says is cut off there, and refused', async () => {
  const liar = Buffer.from(await anXlsx(Array.from({ length: 5_000 }, () => ['Sanne', 'sanne@example.nl'])));
  const sheet = liar.lastIndexOf('xl/worksheets/sheet1.xml');
  liar.writeUInt32LE(1_000, sheet - 46 + 24);
  expect(await asTable(liar)).toEqual({ ok: false, refusal: { code: 'export.xlsx_unreadable' } });
});

test('more rows or columns than a shop has are refused, whatever the file says', async () => {
  expect(sheetText(Array.from({ length: 200_002 }, () => ['a', 'b']))).toEqual({
    ok: false,
    code: 'export.too_large',
  });
});
