import { expect, test } from 'vitest';
import type { Finding, SubjectKey } from '../../../src/core/fulfilment/processor.ts';
import { type ErasedAddresses, jouwweb } from '../../../src/processors/jouwweb/jouwweb.ts';
import { inPieces } from '../../support/in-pieces.ts';
import { day } from '../../support/request-builder.ts';

const COLUMNS = ['orderNumber', 'orderDate', 'name', 'email', 'ignore', 'other'];
const HEADER = 'Ordernummer;Besteldatum;Naam;E-mailadres;Geheim;Verzendwijze';
const DROPPED = new Date('2026-11-20T10:00:00Z');
const BEFORE = new Date('2026-11-19T10:00:00Z');
const LATER = new Date('2026-11-21T10:00:00Z');

const NOT_ERASED = async () => ({ erasedOn: undefined, held: new Set<string>() });

const proven = (value: string): SubjectKey => ({ kind: 'email', value, from: 'proven' });

async function find(
  rows: readonly string[],
  keys: readonly SubjectKey[],
  requestReceivedAt = BEFORE,
  erased: ErasedAddresses = NOT_ERASED,
  columns: readonly string[] = COLUMNS,
  name?: string,
) {
  const bytes = inPieces(new TextEncoder().encode([HEADER, ...rows].join('\r\n')));
  const source = jouwweb({ latest: async () => ({ bytes, columns, uploadedAt: DROPPED }) }, erased);
  const findings: Finding[] = [];
  const named = name === undefined ? {} : { name };
  const context = { requestId: 'r', level: 1, requestReceivedAt, now: LATER, ...named };
  for await (const finding of source.find(keys, context)) findings.push(finding);
  const last = findings.at(-1);
  return {
    records: findings.flatMap((finding) => (finding.type === 'record' ? [finding.record] : [])),
    keys: findings.flatMap((finding) =>
      finding.type === 'key' ? [`${finding.key.kind} ${finding.key.value}`] : [],
    ),
    cameBack: findings.flatMap((finding) => (finding.type === 'came_back' ? [finding.rows] : [])),
    coverage: last?.type === 'coverage' ? last.coverage : undefined,
  };
}

const SANNE = 'D1;3-11-2026;Sanne de Vries;sanne@example.nl;x;PostNL';

test('rows match on the whole proven address, in any case of letters, and on nothing else', async () => {
  const others = [
    'D2;4-11-2026;Sanne de Vries;sanne.devries@example.org;x;PostNL',
    'D3;4-11-2026;Sanne;xsanne@example.nl;x;PostNL',
    'D4;4-11-2026;Sanne;sanne@example.nl.example.org;x;PostNL',
    'D5;4-11-2026;sanne@example.nl;ander@example.nl;x;PostNL',
    'D6;4-11-2026;Sanne;zonder@example.org;x;PostNL',
    'D7;4-11-2026;Sanne; SANNE@Example.NL ;x;PostNL',
  ];
  const { records, coverage } = await find([SANNE, ...others], [proven('sanne@example.nl')]);
  expect(records.map(({ ref }) => ref)).toEqual(['jouwweb:2', 'jouwweb:8']);
  expect(coverage).toEqual({
    status: 'complete',
    scanned: 7,
    found: 2,
    provesAbsence: true,
    period: ['2026-11-03', '2026-11-04'],
  });
});

test('an address that was found elsewhere selects nothing (R6)', async () => {
  const { records } = await find([SANNE], [{ kind: 'email', value: 'sanne@example.nl', from: 'found' }]);
  expect(records).toEqual([]);
  expect((await find([SANNE], [{ kind: 'name', value: 'Sanne de Vries', from: 'proven' }])).records).toEqual(
    [],
  );
});

test('a record has the confirmed columns, the name of a column that is "other", and its tax term', async () => {
  const { records } = await find([SANNE], [proven('sanne@example.nl')]);
  expect(records).toMatchObject([
    {
      category: 'order',
      fields: [
        { name: 'orderNumber', value: 'D1' },
        { name: 'orderDate', value: '3-11-2026' },
        { name: 'name', value: 'Sanne de Vries' },
        { name: 'email', value: 'sanne@example.nl' },
        { name: 'Verzendwijze', value: 'PostNL' },
      ],
      hold: { basis: 'awr_52', until: '2033-12-31' },
      day: '2026-11-03',
      provenance: { place: 'row 2' },
    },
  ]);
  expect(JSON.stringify(records[0]?.ref)).not.toMatch(/sanne/i);
});

test('an export from before the request is shown as found so far, and a fresh one is asked for', async () => {
  const { records, coverage } = await find([SANNE], [proven('sanne@example.nl')], LATER);
  expect(records).toHaveLength(1);
  expect(coverage).toEqual({ status: 'pending_export' });
});

test('without an export one is asked for; one that cannot be read any more has failed', async () => {
  const coverageOf = async (exports: Parameters<typeof jouwweb>[0]) => {
    for await (const finding of jouwweb(exports, NOT_ERASED).find([proven('sanne@example.nl')], {
      requestId: 'r',
      level: 1,
      requestReceivedAt: BEFORE,
      now: LATER,
    }))
      return finding;
    return undefined;
  };
  const none = { latest: async () => undefined };
  expect(await coverageOf(none)).toEqual({ type: 'coverage', coverage: { status: 'pending_export' } });
  expect(await jouwweb(none, NOT_ERASED).check()).toEqual({ ok: false, code: 'export.missing' });
  const broken = {
    latest: async () => ({ bytes: inPieces(new Uint8Array()), columns: COLUMNS, uploadedAt: DROPPED }),
  };
  expect(await coverageOf(broken)).toMatchObject({ coverage: { status: 'failed', code: 'export.empty' } });
});

test('rows of an erased person from before the erasure are no findings; what a law keeps and what is new are (R33)', async () => {
  const rows = [
    'D1;3-11-2026;Sanne;sanne@example.nl;x;PostNL',
    'D2;4-11-2026;Sanne;sanne@example.nl;x;PostNL',
    'D3;5-11-2026;Sanne;sanne@example.nl;x;PostNL',
    'D4;6-11-2026;Sanne;sanne@example.nl;x;PostNL',
    'D5;onbekend;Sanne;sanne@example.nl;x;PostNL',
  ];
  const erased: ErasedAddresses = async () => ({ erasedOn: day('2026-11-05'), held: new Set(['D2']) });
  const { records, cameBack, coverage } = await find(rows, [proven('sanne@example.nl')], BEFORE, erased);
  expect(records.map(({ fields }) => fields[0]?.value)).toEqual(['D2', 'D3', 'D4', 'D5']);
  expect(cameBack).toEqual([1]);
  const scanned = { status: 'partial', scanned: 5, found: 4 };
  expect(coverage).toEqual({ ...scanned, unsearched: ['before_erasure'] });
  expect((await find(rows, [proven('sanne@example.nl')])).cameBack).toEqual([]);
  const allHeld: ErasedAddresses = async () => ({ erasedOn: day('2026-11-05'), held: new Set(['D1', 'D2']) });
  const whole = await find(rows, [proven('sanne@example.nl')], BEFORE, allHeld);
  expect(whole.coverage).toMatchObject({ status: 'complete', found: 5, provesAbsence: true });
});

test('a kept row is known by its order number also when the next export tells its invoice number (R33)', async () => {
  const erased: ErasedAddresses = async () => ({ erasedOn: day('2026-11-05'), held: new Set(['D1']) });
  const row = 'D1;3-11-2026;Sanne;sanne@example.nl;F-7;PostNL';
  const columns = COLUMNS.with(4, 'invoiceNumber');
  const { records, cameBack } = await find([row], [proven('sanne@example.nl')], BEFORE, erased, columns);
  expect(records).toHaveLength(1);
  expect(cameBack).toEqual([]);
});

const WIDE = ['orderNumber', 'orderDate', 'name', 'email', 'paymentId', 'barcode'];
const byNumber = (value: string): SubjectKey => ({ kind: 'orderNumber', value, from: 'found' });

function findWide(rows: readonly string[], keys: readonly SubjectKey[], columns = WIDE) {
  return find(rows, keys, BEFORE, NOT_ERASED, columns);
}

test('an order leads to its payment, parcels and numbers, each once, and to what only a person may search by', async () => {
  const rows = [
    'D1;3-11-2026;Sanne de Vries;sanne@example.nl;tr_1;3SDEVC1, 3SDEVC2',
    'D2;4-11-2026;Sanne de Vries;sanne@example.nl;tr_2;3SDEVC2',
    'D3;4-11-2026;Jan;jan@example.nl;tr_3;3SDEVC3',
  ];
  const { keys } = await findWide(rows, [proven('sanne@example.nl')]);
  expect(keys).toEqual([
    'orderNumber D1',
    'paymentId tr_1',
    'barcode 3SDEVC1',
    'barcode 3SDEVC2',
    'name Sanne de Vries',
    'orderNumber D2',
    'paymentId tr_2',
  ]);
  const columns = ['invoiceNumber', 'phone', 'street', 'email', 'postcode', 'city'];
  const row = 'F-7;0612345678;Straat 1;sanne@example.nl;1234ab;Utrecht';
  expect((await findWide([row], [proven('sanne@example.nl')], columns)).keys).toEqual([
    'invoiceNumber F-7',
    'phone 0612345678',
    'address Straat 1, 1234 AB, Utrecht',
  ]);
});

test.each([
  [byNumber('#d1'), 'orderNumber'],
  [{ kind: 'paymentId', value: 'tr_1', from: 'found' }, 'paymentId'],
  [{ kind: 'barcode', value: '3sdevc2', from: 'found' }, 'barcode'],
  [{ kind: 'name', value: 'S. de Vries', from: 'confirmed' }, 'name'],
] as const)(
  'a guest order that only %j names is possibly of this person, and leads nowhere',
  async (key, kind) => {
    const rows = [
      'D1;3-11-2026;Sanne de Vries;werk@example.org;tr_1;3SDEVC1 3SDEVC2',
      'D11;3-11-2026;Jan de Vries;;tr_11;3SDEVC11',
    ];
    const { records, keys } = await findWide(rows, [proven('sanne@example.nl'), key]);
    expect(records.map(({ ref, confidence, matchedBy }) => ({ ref, confidence, matchedBy }))).toEqual([
      { ref: 'jouwweb:2', confidence: 'possible', matchedBy: [kind] },
    ]);
    expect(keys).toEqual([]);
  },
);

test('the same telephone number, confirmed, is possible; an address that staff confirmed is as good as proven', async () => {
  const columns = WIDE.with(4, 'phone');
  const row = 'D1;3-11-2026;Sanne;werk@example.org;612345678;';
  const phone: SubjectKey = { kind: 'phone', value: '+31 6 12345678', from: 'confirmed' };
  expect((await findWide([row], [phone], columns)).records).toMatchObject([{ confidence: 'possible' }]);
  expect((await findWide([row], [{ ...phone, from: 'found' }], columns)).records).toEqual([]);
  const work: SubjectKey = { kind: 'email', value: 'werk@example.org', from: 'confirmed' };
  const { records } = await findWide([row], [work], columns);
  expect(records[0]?.matchedBy).toEqual(['email']);
  expect(records[0]).not.toHaveProperty('confidence');
});

test('an order number that a spreadsheet damaged is no key, and a search by number says that it could not read it', async () => {
  const rows = ['1,02E+05;3-11-2026;Sanne;sanne@example.nl;tr_1;'];
  const byAddress = await findWide(rows, [proven('sanne@example.nl')]);
  expect(byAddress.keys).toEqual(['paymentId tr_1', 'name Sanne']);
  expect(byAddress.coverage).toMatchObject({ status: 'complete' });
  const { coverage } = await findWide(rows, [proven('sanne@example.nl'), byNumber('102000')]);
  expect(coverage).toEqual({ status: 'partial', scanned: 1, found: 1, unsearched: ['damaged_numbers'] });
});

test('a row of somebody who was erased is no finding by its number either (R33)', async () => {
  const erased: ErasedAddresses = async (_source, address) => ({
    erasedOn: address === 'werk@example.org' ? day('2026-11-05') : undefined,
    held: new Set(),
  });
  const row = 'D1;3-11-2026;Sanne;werk@example.org;x;y';
  const { records, cameBack } = await find([row], [byNumber('D1')], BEFORE, erased);
  expect(records).toEqual([]);
  expect(cameBack).toEqual([1]);
});

test('a word before an order number is no key, and an order number with spaces stays one', async () => {
  const row = 'Bestelling 1001;3-11-2026;Sanne;sanne@example.nl;F 2026 001;bij buren';
  const columns = ['orderNumber', 'orderDate', 'name', 'email', 'invoiceNumber', 'barcode'];
  const { keys } = await findWide([row], [proven('sanne@example.nl')], columns);
  expect(keys).toEqual(['orderNumber 1001', 'invoiceNumber F 2026 001', 'name Sanne']);
  expect((await findWide([row], [byNumber('Bestelling')], columns)).records).toEqual([]);
  expect((await findWide([row], [byNumber('#1001')], columns)).records).toHaveLength(1);
});

test('at one address a row under another name may be of a housemate, and leads nowhere (R11)', async () => {
  const rows = [
    'D1;3-11-2026;Sanne de Vries;gezin@example.nl;x;y',
    'D2;3-11-2026;Piet de Vries;gezin@example.nl;x;y',
    'D3;3-11-2026;;gezin@example.nl;x;y',
  ];
  const own = [proven('gezin@example.nl')];
  const search = (keys: readonly SubjectKey[]) =>
    find(rows, keys, BEFORE, NOT_ERASED, COLUMNS, 'S. de Vries');
  const { records, keys } = await search(own);
  expect(records.map(({ confidence }) => confidence)).toEqual([undefined, 'possible', undefined]);
  expect(keys).not.toContain('orderNumber D2');
  const confirmed: SubjectKey = { kind: 'name', value: 'Piet de Vries', from: 'confirmed' };
  expect((await search([...own, confirmed])).records[1]).not.toHaveProperty('confidence');
});

test.each([
  ['no address', 'D1;3-11-2026;Sanne;;x;y', 'orders_without_address'],
  ['a name with its address', 'D1;3-11-2026;Sanne;Sanne <sanne@example.nl>;x;y', 'orders_without_address'],
  ['no date that can be read', 'D1;3 november 2026;Jan;jan@example.nl;x;y', 'period_unknown'],
])('a row with %s: absence is not proven, and the search says what it left out', async (_what, row, code) => {
  const { coverage } = await find([row], [proven('sanne@example.nl')]);
  expect(coverage).toEqual({ status: 'partial', scanned: 1, found: 0, unsearched: [code] });
});

test('an export without a single order proves no absence: nobody knows what was asked of it', async () => {
  const { coverage } = await find([], [proven('jan@example.nl')]);
  expect(coverage).toMatchObject({ status: 'partial', scanned: 0, unsearched: ['period_unknown'] });
});
