import { describe, expect, test } from 'vitest';
import { coveredPeriod, exportReader } from '../../../src/processors/shared/export-reader.ts';
import { readDay } from '../../../src/processors/shared/read-day.ts';
import { readTable } from '../../../src/processors/shared/read-table.ts';
import { inPieces } from '../../support/in-pieces.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

/** What Excel writes on a Dutch Windows; only letters that Latin-1 has too, and the euro sign. */
function windows1252(text: string): Uint8Array {
  return Uint8Array.from(text, (letter) => (letter === '€' ? 0x80 : letter.charCodeAt(0)));
}

const utf16 = (text: string): Uint8Array => Buffer.from(`\ufeff${text}`, 'utf16le');

const TABLE = 'Ordernummer;Naam;E-mailadres\r\nD1;Zoë van Dijk;zoe@example.nl\r\n';
const READ = {
  header: ['Ordernummer', 'Naam', 'E-mailadres'],
  rows: [['D1', 'Zoë van Dijk', 'zoe@example.nl']],
};

async function read(content: Uint8Array, bytes?: number) {
  let rows: (readonly string[])[] = [];
  const table = await readTable(inPieces(content, bytes), () => {
    rows = [];
    return (row) => rows.push(row);
  });
  if (!table.ok) throw new Error(table.refusal.code);
  return { ...table.value, rows };
}

describe('however a shop saves its export, the same table is read', () => {
  test.each([
    ['UTF-8', utf8(TABLE)],
    ['UTF-8 with a byte order mark', utf8(`\ufeff${TABLE}`)],
    ['Windows-1252', windows1252(TABLE)],
    ['UTF-16 as Excel saves "Unicode-tekst"', utf16(TABLE)],
    ['a line that names the separator', utf8(`sep=;\r\n${TABLE}`)],
    ['a byte order mark before that line', utf8(`\ufeffsep=;\r\n${TABLE}`)],
    ['commas', utf8(TABLE.replaceAll(';', ','))],
    ['tabs', utf8(TABLE.replaceAll(';', '\t'))],
    ['a separator of its own, named', utf8(`sep=|\n${TABLE.replaceAll(';', '|')}`)],
    ['line feeds only, and empty lines', utf8(`\n${TABLE.replaceAll('\r\n', '\n\n')}`)],
    ['quoted cells', utf8('"Ordernummer";"Naam";"E-mailadres"\r\n"D1";"Zoë van Dijk";"zoe@example.nl"')],
    ['spaces around cells', utf8(TABLE.replaceAll(';', ' ; '))],
  ])('%s', async (_how, content) => {
    expect(await read(content)).toMatchObject(READ);
    // a letter, a quote or a line end may stand across two pieces
    for (const bytes of [1, 2, 3, 7])
      expect(await read(content, bytes)).toMatchObject({ ...READ, rowCount: 1 });
  });

  test('the euro sign of Windows-1252 is a euro sign', async () => {
    expect((await read(windows1252('a;b\n€ 5;ë'))).rows).toEqual([['€ 5', 'ë']]);
  });

  test('a cell may hold separators, quotes and line breaks', async () => {
    expect((await read(utf8('a;b\n"x;y";"zegt ""ja""\nen nee"'))).rows).toEqual([
      ['x;y', 'zegt "ja"\nen nee'],
    ]);
  });

  test('what looks like a formula is a text', async () => {
    expect((await read(utf8('a;b\n=1+1;@SUM(A1)'))).rows).toEqual([['=1+1', '@SUM(A1)']]);
  });
});

describe('what is no table is refused whole: no row is guessed', () => {
  test.each([
    ['nothing', utf8(''), 'export.empty'],
    ['only white space', utf8('\r\n  \r\n'), 'export.empty'],
    ['one column', utf8('naam\r\nSanne'), 'export.not_a_table'],
    ['rows of different length', utf8('a;b\n1;2\n3'), 'export.not_a_table'],
    ['a quote that does not end', utf8('a;b\n"1;2\n3;4'), 'export.not_a_table'],
    ['a spreadsheet that is no CSV', Uint8Array.from([0x50, 0x4b, 3, 4, 0, 0, 8]), 'export.encoding_unknown'],
    [
      'a quote that begins and a megabyte later has not ended',
      utf8(`a;b\n"${'x'.repeat(1_200_000)}`),
      'export.not_a_table',
    ],
    ['a broken row after many good ones', utf8(`a;b\n${'1;2\n'.repeat(90_000)}3\n`), 'export.not_a_table'],
  ])('%s', async (_what, content, code) => {
    expect(await readTable(inPieces(content))).toMatchObject({ ok: false, refusal: { code } });
  });

  test('what goes wrong with a row is no fault of the table', async () => {
    const seeing = readTable(inPieces(utf8(TABLE)), () => () => {
      throw new Error('a bug');
    });
    await expect(seeing).rejects.toThrow('a bug');
  });
});

test('a letter of Windows-1252 far into the file makes the whole of it Windows-1252', async () => {
  const filler = 'D1;Jan;jan@example.nl\r\n'.repeat(20_000);
  const { rows, rowCount } = await read(windows1252(`a;b;c\r\n${filler}D2;Zoë;zoe@example.nl\r\n`));
  expect(rowCount).toBe(20_001);
  expect([rows[0], rows.at(-1)]).toEqual([
    ['D1', 'Jan', 'jan@example.nl'],
    ['D2', 'Zoë', 'zoe@example.nl'],
  ]);
});

test('a large table is read in turns: whatever else waits goes on in between', async () => {
  let turns = 0;
  let reading = true;
  const others = async () => {
    for (; reading; turns += 1) await new Promise((turn) => setImmediate(turn));
  };
  const busy = others();
  await exportReader.summarise(inPieces(utf8(`a;b\n${'1;2\n'.repeat(500_000)}`), 2_000_000));
  reading = false;
  await busy;
  expect(turns).toBeGreaterThan(20);
});

test('an upload is told by its header, its first rows and their number', async () => {
  const content = utf8(`${TABLE}${'D2;Jan;jan@example.nl\r\n'.repeat(9)}`);
  const summary = await exportReader.summarise(inPieces(content));
  expect(summary).toMatchObject({ value: { header: READ.header, rowCount: 10 } });
  expect(summary.ok && summary.value.sample).toHaveLength(5);
  expect(await exportReader.periodOf(inPieces(utf8('a;b\n3-11-2026;x\n')), ['orderDate', 'email'])).toEqual([
    '2026-11-03',
    '2026-11-03',
  ]);
});

test('the same columns have the same fingerprint, whatever the encoding, separator or rows', async () => {
  const { fingerprint } = await read(utf8(TABLE));
  const other = await read(windows1252(`sep=,\n${TABLE.replaceAll(';', ',')}`));
  expect(other.fingerprint).toBe(fingerprint);
  expect((await read(utf8('Ordernummer;Naam;E-mailadres\n'))).fingerprint).toBe(fingerprint);
  for (const header of [
    'Ordernummer;E-mailadres;Naam',
    'Ordernummer;Naam;Email',
    'Ordernummer;Naam;E-mailadres;Extra',
  ])
    expect((await read(utf8(header))).fingerprint).not.toBe(fingerprint);
});

test('days are read as Dutch and ISO exports write them, and nothing else is a day', () => {
  for (const written of [
    '2026-11-03',
    '2026-11-03 10:12',
    '2026-11-03T10:12:00+01:00',
    '3-11-2026',
    '03/11/2026',
    '3.11.2026 9:00',
    '3-11-26',
    '46329',
    '46329,4251',
  ])
    expect(readDay(written), written).toBe('2026-11-03');
  for (const written of [
    '',
    '31-02-2026',
    '11-31-2026',
    '3-11-126',
    'gisteren',
    '20261103',
    '12345',
    '99999',
    '4632',
  ])
    expect(readDay(written), written).toBeUndefined();
});

test('the period is that of the earliest and the latest order; without order days there is none', () => {
  const period = (columns: readonly string[], rows: readonly (readonly string[])[]) => {
    const so = coveredPeriod(columns);
    for (const row of rows) so.see(row);
    return so.days();
  };
  const rows = [['3-11-2026'], ['onbekend'], ['2024-01-31'], ['30-12-2025']];
  expect(period(['orderDate'], rows)).toEqual(['2024-01-31', '2026-11-03']);
  expect(period(['email'], rows)).toBeNull();
  expect(period(['orderDate'], [])).toBeNull();
});
