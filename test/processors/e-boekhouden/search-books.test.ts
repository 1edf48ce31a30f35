import { expect, test } from 'vitest';
import type { SubjectKey } from '../../../src/core/fulfilment/processor.ts';
import { fakeEBoekhouden } from '../../support/fake-e-boekhouden.ts';
import { NOOR, SANNE, SOLD } from '../../support/sold-books.ts';
import { booksOf, foundBy, foundIn, inShort, key, NOW } from './found-in.ts';

const EMAIL = key('email', 'sanne@example.nl');

test('a customer is found at each of three addresses, with what was sold, booked and paid', async () => {
  const { records, coverage } = await foundIn(await fakeEBoekhouden(SOLD), EMAIL);
  expect(inShort(records)).toEqual([
    'relation:1',
    'relation:2',
    'invoice:11',
    'mutation:21',
    'mutation:22',
    'mutation:25',
  ]);
  expect(coverage).toMatchObject({ status: 'complete', found: 6, provesAbsence: true });
});

test('a relation is told by its fields, without what is empty or off, and held as long as its latest invoice', async () => {
  const { records } = await foundIn(await fakeEBoekhouden(SOLD), EMAIL);
  const [relation] = records;
  expect(relation).toMatchObject({
    category: 'contact_details',
    matchedBy: ['email'],
    hold: { basis: 'awr_52', until: '2031-12-31' },
    special: ['free_text'],
    provenance: { place: '/v1/relation/1', fetchedAt: '2026-11-23T09:00:00.000Z' },
  });
  const names = relation?.fields.map(({ name }) => name);
  expect(names).toContain('invoiceEmail');
  for (const absent of ['mobilePhone', 'noNewsletter', 'inactive']) expect(names).not.toContain(absent);
});

test('an invoice and a payment are held for seven years after their own, and tell only what is of this customer', async () => {
  const { records } = await foundIn(await fakeEBoekhouden(SOLD), EMAIL);
  const invoice = records.find(({ ref }) => ref === 'invoice:11');
  expect(invoice).toMatchObject({
    category: 'invoice',
    day: '2024-05-06',
    hold: { until: '2031-12-31' },
    fields: [
      { name: 'invoiceNumber', value: '2024-0007' },
      { name: 'invoiceDate', value: '2024-05-06' },
      { name: 'reference', value: '#1042' },
      { name: 'amount', value: '25.5' },
      { name: 'item', value: '2 × Kaars' },
    ],
  });
  const payment = records.find(({ ref }) => ref === 'mutation:22');
  expect(payment).toMatchObject({ category: 'payment', thirdParty: true, special: ['free_text'] });
  expect(JSON.stringify(payment)).not.toContain('2024-0008');
  expect(records.find(({ ref }) => ref === 'mutation:21')).toMatchObject({
    category: 'other',
    thirdParty: false,
  });
});

test('what is found names an order by itself; names, homes and accounts are offered to staff', async () => {
  const { keys } = await foundIn(await fakeEBoekhouden(SOLD), EMAIL);
  expect([...new Set(keys)]).toEqual([
    'name Sanne de Vries',
    'phone 020-5550101',
    'email rekening@example.nl',
    'iban NL02ABNA0123456789',
    'address Dorpsstraat 1, 1234 AB Voorbeeldstad',
    'name S. de Vries',
    'email oud@example.nl',
    'invoiceNumber 2024-0007',
    'orderNumber 1042',
  ]);
});

test('a word that only begins or ends like a key is none', async () => {
  const { records } = await foundIn(await fakeEBoekhouden(SOLD), key('email', 'anne@example.nl'));
  expect(records).toEqual([]);
});

test('whoever has the same name, home or phone may be another: a person says whose it is', async () => {
  const books = await fakeEBoekhouden(SOLD);
  const household = await foundIn(books, EMAIL, key('phone', '+31205550101', 'confirmed'));
  expect(inShort(household.records)).toContain('relation:3?');
  expect(household.keys).not.toContain('email jan@example.nl');
  const namesake = await foundIn(books, EMAIL, key('name', 'sanne de vries', 'confirmed'));
  expect(inShort(namesake.records)).toEqual(expect.arrayContaining(['relation:4?', 'invoice:12?']));
  expect(namesake.keys).not.toContain('orderNumber 1043');
  const home = await foundIn(books, key('address', 'dorpsstraat 1 1234ab voorbeeldstad', 'confirmed'));
  expect(inShort(home.records)).toEqual(expect.arrayContaining(['relation:1?', 'relation:3?']));
});

test('a name, a home or another address that nobody confirmed is searched by for nobody', async () => {
  const books = await fakeEBoekhouden(SOLD);
  const { records, coverage } = await foundIn(
    books,
    key('name', 'Sanne de Vries', 'proven'),
    key('phone', '020-5550101', 'found'),
    key('email', 'jan@example.nl', 'found'),
  );
  expect(records).toEqual([]);
  expect(coverage).toMatchObject({ provesAbsence: false });
});

test('an order of somebody with another address may be of somebody else', async () => {
  const { records, keys, coverage } = await foundIn(
    await fakeEBoekhouden(SOLD),
    key('orderNumber', '1043', 'found'),
  );
  expect(inShort(records)).toEqual(['invoice:12?', 'mutation:22?']);
  expect(keys).toEqual([]);
  expect(coverage).toMatchObject({ status: 'complete', provesAbsence: false });
});

test('of a relation for all guests only the order that was asked for is found', async () => {
  const { records } = await foundIn(
    await fakeEBoekhouden(SOLD),
    EMAIL,
    key('orderNumber', '#1044', 'found'),
    key('invoiceNumber', '2024-0009', 'found'),
  );
  const refs = inShort(records);
  expect(refs).toEqual(expect.arrayContaining(['invoice:13', 'mutation:27']));
  for (const other of ['relation:5', 'relation:5?', 'invoice:14']) expect(refs).not.toContain(other);
});

test('a supplier that uses the same number is not this customer', async () => {
  const { records } = await foundIn(await fakeEBoekhouden(SOLD), EMAIL);
  expect(inShort(records).filter((ref) => ref.startsWith('mutation:23'))).toEqual([]);
});

test('who was only booked, by the coupling of a web shop, is found and held too', async () => {
  const { records } = await foundIn(await fakeEBoekhouden(SOLD), key('email', 'noor@example.nl'));
  expect(inShort(records)).toEqual([`relation:${NOOR}`, 'mutation:24']);
  expect(records[0]?.hold).toEqual({ basis: 'awr_52', until: '2032-12-31' });
});

test('a filter that the system passes over gives nobody the invoices of another', async () => {
  const books = await fakeEBoekhouden(SOLD, { ignoresFilters: true });
  const { records } = await foundIn(books, key('email', 'wim@example.nl'));
  expect(inShort(records)).toEqual(['relation:8']);
});

test('nobody is found only when everything was looked at', async () => {
  const { records, coverage } = await foundIn(
    await fakeEBoekhouden(SOLD),
    key('email', 'niemand@example.nl'),
  );
  expect(records).toEqual([]);
  expect(coverage).toEqual({ status: 'complete', scanned: 8, found: 0, provesAbsence: true });
});

test('what is not understood makes the search a part, and keeps its relation for as long as it may have to', async () => {
  const books = await fakeEBoekhouden({
    ...SOLD,
    invoices: [...(SOLD.invoices ?? []), { id: 15, relationId: SANNE, invoiceNumber: 'x', date: 'gisteren' }],
  });
  const { records, coverage } = await foundIn(books, EMAIL);
  expect(coverage).toMatchObject({ status: 'partial', unsearched: ['unreadable'] });
  expect(records[0]?.hold?.until).toBe('2033-12-31');
});

test('pages are read to the end, however few rows the system gives at once', async () => {
  const books = await fakeEBoekhouden(SOLD, { mostRows: 3 });
  expect(inShort((await foundIn(books, EMAIL)).records)).toHaveLength(6);
  const many = Array.from({ length: 120 }, (_, index) => ({
    id: index + 1,
    name: `Klant ${index + 1}`,
    emailAddress: `k${index + 1}@example.nl`,
  }));
  const shop = await fakeEBoekhouden({ relations: many }, { mostRows: 50 });
  const large = await foundIn(shop, key('email', 'k120@example.nl'));
  expect(inShort(large.records)).toEqual(['relation:120']);
  expect(large.progress).toEqual([100, 120]);
});

test('a next round of one search reads again only what it may find; another request reads everything', async () => {
  const books = await fakeEBoekhouden(SOLD);
  const adapter = booksOf(books);
  const read = async (keys: readonly SubjectKey[], at: { requestId?: string; now?: Date } = {}) => {
    const before = books.calls.length;
    const found = await foundBy(adapter, keys, at);
    const ids = books.calls.slice(before).flatMap(({ path }) => /relation\/(\d+)$/.exec(path)?.[1] ?? []);
    return { ...found, ids: [...new Set(ids)] };
  };
  const first = await read([EMAIL]);
  expect(first.ids).toHaveLength(8);
  const round = await read([EMAIL, key('phone', '020 5550101', 'confirmed')]);
  expect(round.ids).toEqual(['1', '2', '3']);
  expect(inShort(round.records)).toContain('relation:3?');
  expect(round.coverage).toMatchObject({ ...first.coverage, found: 7 });
  expect((await read([EMAIL], { requestId: 'r2' })).ids).toHaveLength(8);
  const later = new Date(NOW.getTime() + 3_600_000);
  expect((await read([EMAIL], { requestId: 'r2', now: later })).ids).toHaveLength(8);
});

test('an invoice that only a reference names, at a relation that is not the customer, may be of another', async () => {
  const books = await fakeEBoekhouden(SOLD);
  const { records, keys } = await foundIn(books, EMAIL, key('orderNumber', '1044', 'found'));
  expect(inShort(records)).toContain('invoice:13?');
  expect(keys).not.toContain('invoiceNumber 2024-0009');
});

const PAID_BY = [
  key('orderNumber', '1002', 'found'),
  key('iban', 'NL91ABNA0417164300', 'confirmed'),
  key('name', 'Sanne de Vries', 'confirmed'),
];

test.each([
  ['Betaling bestelling 1002.', true],
  ['Order:1002', true],
  ['order-1002/kaars', true],
  ['/TRTP/SEPA/IBAN/NL91ABNA0417164300/BIC/X', true],
  ['IBAN: NL91 ABNA 0417 1643 00', true],
  ['Van: Hr. S de Vries, kaarsen', true],
  ['Bestelling 10023', false],
  ['Factuur A-1002', false],
  ['Van: J de Vries', false],
])('a bank line "%s" is found: %s, for a person to say whose it is', async (description, found) => {
  const books = await fakeEBoekhouden({ mutations: [{ id: 7, type: 5, date: '2026-01-02', description }] });
  const { records } = await foundIn(books, EMAIL, ...PAID_BY);
  expect(inShort(records)).toEqual(found ? ['mutation:7?'] : []);
});

test('a number of three signs is looked for in no bank line: it may be an amount or a size', async () => {
  const mutations = [{ id: 7, type: 5, date: '2026-01-02', description: 'Bestelling 2 kaarsen' }];
  const { records } = await foundIn(
    await fakeEBoekhouden({ mutations }),
    EMAIL,
    key('orderNumber', '2', 'found'),
  );
  expect(records).toEqual([]);
});
