import { expect, test } from 'vitest';
import type { Finding, KeyKind, SubjectKey } from '../../../src/core/fulfilment/processor.ts';
import { Redacted } from '../../../src/core/kernel/redacted.ts';
import { postnl } from '../../../src/processors/postnl/postnl.ts';
import { type FakeApi, fakeApi } from '../../support/fake-api.ts';
import { CUSTOMER, DOT, type FakeParcel, fakePostnl, POSTNL_KEY } from '../../support/fake-postnl.ts';

const NOW = new Date('2026-11-20T10:00:00Z');
const SANNE = { first: 'Sanne', last: 'de Vries' };
const PARCEL: FakeParcel = { barcode: '3SDEVC000000101', reference: 'D101', receiver: SANNE };
const ALWAYS = ['parcels_unnumbered', 'parcels_aged', 'carrier_contact'];

const key = (kind: KeyKind, value: string): SubjectKey => ({ kind, value, from: 'found' });

function source({ url }: FakeApi, waited: number[] = [], apiKey = POSTNL_KEY) {
  const settings = { customerCode: CUSTOMER.code, customerNumber: CUSTOMER.number };
  return postnl({ apiUrl: url, apiKey: new Redacted(apiKey), ...settings }, async (ms) => {
    waited.push(ms);
  });
}

async function find(
  api: FakeApi,
  keys: readonly SubjectKey[],
  { level = 1, name, waited = [] }: { level?: number; name?: string; waited?: number[] } = {},
) {
  const context = { requestId: 'r', level, requestReceivedAt: NOW, now: NOW };
  const findings: Finding[] = [];
  for await (const finding of source(api, waited).find(keys, {
    ...context,
    ...(name === undefined ? {} : { name }),
  }))
    findings.push(finding);
  const last = findings.at(-1);
  return {
    records: findings.flatMap((one) => (one.type === 'record' ? [one.record] : [])),
    keys: findings.flatMap((one) => (one.type === 'key' ? [`${one.key.kind} ${one.key.value}`] : [])),
    files: findings.flatMap((one) => (one.type === 'file' ? [one.file] : [])),
    coverage: last?.type === 'coverage' ? last.coverage : undefined,
  };
}

const paths = (api: FakeApi) => api.calls.map(({ path }) => path.replace('/shipment/v2/status/', ''));

test('a parcel is found by its barcode, with the address of its receiver and none of the shop', async () => {
  const { records, coverage } = await find(await fakePostnl([PARCEL]), [key('barcode', '3sdevc 000000101')]);
  expect(records).toEqual([
    {
      ref: expect.stringMatching(/^postnl:[0-9a-f]{16}$/),
      category: 'parcel',
      fields: [
        { name: 'barcode', value: '3SDEVC000000101' },
        { name: 'orderNumber', value: 'D101' },
        { name: 'status', value: 'Zending in ontvangst' },
        { name: 'description', value: 'Handtekening voor ontvangst' },
        { name: 'name', value: 'Sanne de Vries' },
        { name: 'address', value: 'Voorbeeldstraat 12' },
        { name: 'postcode', value: '1234AB' },
        { name: 'city', value: 'Voorbeeldstad' },
        { name: 'country', value: 'NL' },
        { name: 'events', value: '2026-11-03 09:05 Zending is bij PostNL' },
      ],
      matchedBy: ['barcode'],
      thirdParty: false,
      hold: null,
      provenance: { place: 'status', fetchedAt: NOW.toISOString() },
    },
  ]);
  expect(coverage).toEqual({ status: 'partial', scanned: 1, found: 1, unsearched: ALWAYS });
});

test('an order number finds all its parcels, each once, and their numbers lead on', async () => {
  const api = await fakePostnl([PARCEL, { ...PARCEL, barcode: '3SDEVC000000102', delivered: true }]);
  const asked = [key('orderNumber', 'D101'), key('barcode', '3SDEVC000000102'), key('orderNumber', 'D101')];
  const { records, keys, coverage } = await find(api, asked, { level: 2 });
  expect(records.map(({ fields }) => fields[0]?.value)).toEqual(['3SDEVC000000101', '3SDEVC000000102']);
  expect(records[1]?.fields.at(-1)?.value).toBe(
    '2026-11-04 10:00 Bezorgd; 2026-11-03 09:05 Zending is bij PostNL',
  );
  expect(keys).toEqual([
    'barcode 3SDEVC000000101',
    'orderNumber D101',
    'name Sanne de Vries',
    'address Voorbeeldstraat 12, 1234AB, Voorbeeldstad',
    'barcode 3SDEVC000000102',
    'orderNumber D101',
    'name Sanne de Vries',
    'address Voorbeeldstraat 12, 1234AB, Voorbeeldstad',
  ]);
  expect(paths(api)).toEqual(['reference/D101', 'signature/3SDEVC000000102', 'barcode/3SDEVC000000102']);
  expect(coverage).toEqual({ status: 'partial', scanned: 2, found: 2, unsearched: ALWAYS });
});

test('a parcel that has aged out is never said to be absent: what PostNL does not know is unknown', async () => {
  const old = { ...PARCEL, daysAgo: 120 };
  const byOrder = await find(await fakePostnl([old]), [key('orderNumber', 'D101')]);
  expect(byOrder.records).toEqual([]);
  expect(byOrder.coverage).toEqual({ status: 'partial', scanned: 1, found: 0, unsearched: ALWAYS });
  expect((await find(await fakePostnl([old]), [key('barcode', PARCEL.barcode)])).records).toHaveLength(1);
  const gone = await find(await fakePostnl([{ ...PARCEL, daysAgo: 400 }]), [key('barcode', PARCEL.barcode)]);
  expect(gone.coverage).toMatchObject({ status: 'partial', found: 0 });
});

test('without a number of a parcel nothing is asked, and nothing is claimed', async () => {
  const api = await fakePostnl([PARCEL]);
  const keys = [key('email', 'sanne@example.nl'), key('name', 'Sanne de Vries'), key('barcode', ' .. ')];
  expect((await find(api, keys)).coverage).toEqual({
    status: 'partial',
    scanned: 0,
    found: 0,
    unsearched: ALWAYS,
  });
  expect(api.calls).toEqual([]);
  const odd = await find(api, [key('orderNumber', '../signature/D101?x=1#2')]);
  expect(odd.coverage).toMatchObject({ status: 'partial', scanned: 1 });
  expect(paths(api)).toEqual(['reference/..%2Fsignature%2FD101%3Fx%3D1%232']);
});

test('a parcel under another name may be of a housemate: a person decides, and it leads nowhere (R11)', async () => {
  const housemate = {
    ...PARCEL,
    receiver: { first: 'Jan', last: 'de Vries', remark: 'bij de buren' },
    delivered: true,
  };
  const api = await fakePostnl([{ ...housemate, signature: DOT }]);
  const { records, keys } = await find(api, [key('orderNumber', 'D101')], {
    level: 2,
    name: 'Sanne de Vries',
  });
  expect(records).toMatchObject([
    { confidence: 'possible', thirdParty: true, special: ['free_text', 'third_party'] },
  ]);
  expect(keys).toEqual([]);
  expect(paths(api)).toEqual(['reference/D101']);
  const confirmed: SubjectKey = { kind: 'name', value: 'Jan de Vries', from: 'confirmed' };
  const again = await find(api, [key('orderNumber', 'D101'), confirmed], { name: 'Sanne de Vries' });
  expect(again.records[0]).not.toHaveProperty('confidence');
});

test('of a parcel that comes back to the shop the sender is the customer', async () => {
  const back = { ...PARCEL, receiver: { last: 'Magazijn' }, sender: SANNE };
  const { records } = await find(await fakePostnl([back]), [key('barcode', PARCEL.barcode)], {
    name: 'S. de Vries',
  });
  expect(records[0]?.fields).toContainEqual({ name: 'address', value: 'Winkelplein 1 a' });
  expect(records[0]).not.toHaveProperty('confidence');
});

test('a signature is fetched from level 2 on, apart, and for a person to look at: a neighbour may have signed (R9)', async () => {
  const parcels = [{ ...PARCEL, delivered: true, signature: DOT }];
  const api = await fakePostnl(parcels);
  const low = await find(api, [key('barcode', PARCEL.barcode)], { level: 1 });
  expect(low.coverage).toMatchObject({ unsearched: [...ALWAYS, 'signature_level'] });
  expect(paths(api)).toEqual([`barcode/${PARCEL.barcode}`]);
  const { records, files, coverage } = await find(api, [key('barcode', PARCEL.barcode)], { level: 2 });
  expect(records[1]).toMatchObject({
    special: ['signature'],
    confidence: 'possible',
    fields: [{ name: 'barcode' }, { name: 'signedAt', value: '2026-11-04 10:00' }],
  });
  expect(files).toEqual([
    {
      recordRef: records[1]?.ref,
      name: expect.stringMatching(/^postnl-[0-9a-f]{16}\.gif$/),
      mediaType: 'image/gif',
      bytes: Buffer.from(DOT, 'base64'),
    },
  ]);
  expect(coverage).toEqual({ status: 'partial', scanned: 1, found: 1, unsearched: ALWAYS });
});

test.each([
  ['no image', { Signature: { SignatureDate: '', SignatureImage: 'bm8gaW1hZ2U=' } }],
  ['nothing at all', {}],
])('a signature that comes with %s is said to be unread', async (_what, body) => {
  const api = await fakePostnl([{ ...PARCEL, delivered: true, signature: DOT }]);
  api.fault({ path: /signature/, when: 'instead', answer: { status: 200, body } });
  const { records, coverage } = await find(api, [key('barcode', PARCEL.barcode)], { level: 2 });
  expect(records).toHaveLength(1);
  expect(coverage).toMatchObject({ unsearched: [...ALWAYS, 'signature_unread'] });
});

test.each([
  [{}],
  [{ CurrentStatus: {} }],
  [{ CurrentStatus: { Shipment: { Barcode: {} } } }],
  [{ Warnings: [{ Code: '7', Message: 'Later' }] }],
  ['text'],
])('the answer %j says neither parcel nor absence, and is named as unread', async (body) => {
  const api = await fakeApi(() => ({ status: 200, body }));
  const { records, coverage } = await find(api, [key('barcode', '3SDEVC000000101')]);
  expect(records).toEqual([]);
  expect(coverage).toMatchObject({ status: 'partial', unsearched: [...ALWAYS, 'parcels_unread'] });
});

test('the current status, one address alone and the other spelling are read as well', async () => {
  const Addresses = { AddressType: '01', LastName: 'de Vries', HouseNumber: 7 };
  const body = { CurrentStatus: { Shipment: { Barcode: '3SDEVC1', Reference: {}, Addresses } } };
  const { records } = await find(await fakeApi(() => ({ status: 200, body })), [key('barcode', '3SDEVC1')]);
  expect(records[0]?.fields).toEqual([
    { name: 'barcode', value: '3SDEVC1' },
    { name: 'name', value: 'de Vries' },
    { name: 'address', value: '7' },
  ]);
});

const TWO = [key('barcode', PARCEL.barcode), key('orderNumber', 'D101')];
const busy = { status: 429, headers: { 'retry-after': '7' } };

test('PostNL that asks to slow down gets the time it asks for, and is asked again', async () => {
  const api = await fakePostnl([PARCEL]);
  api.fault({ skip: 1, when: 'instead', answer: busy });
  const waited: number[] = [];
  expect((await find(api, TWO, { waited })).coverage).toMatchObject({ status: 'partial', scanned: 2 });
  expect(waited).toEqual([7_000]);
});

test.each([
  ['429 without end', busy, 'api.too_many', true],
  ['429 that asks for an hour', { status: 429, headers: { 'retry-after': '3600' } }, 'api.too_many', true],
  ['500 half-way', { status: 500 }, 'api.server_error', true],
  ['a cut connection', 'cut' as const, 'api.no_answer', true],
  ['a key that is refused', { status: 401 }, 'api.unauthorized', false],
  ['a key without this right', { status: 403 }, 'api.forbidden', false],
])('%s: what was found stays, and the search has failed', async (_fault, answer, code, retryable) => {
  const api = await fakePostnl([PARCEL]);
  api.fault({ skip: 1, times: Infinity, when: 'instead', answer });
  const { records, coverage } = await find(api, TWO);
  expect(records).toHaveLength(1);
  expect(coverage).toEqual({ status: 'failed', code, retryable });
});

test.each([
  [400, ['parcels_unread']],
  [404, []],
])('a number that PostNL answers with %i leaves the others', async (status, more) => {
  const api = await fakePostnl([PARCEL]);
  api.fault({ path: /barcode/, when: 'instead', answer: { status } });
  const { records, coverage } = await find(api, TWO);
  expect(records).toHaveLength(1);
  expect(coverage).toEqual({ status: 'partial', scanned: 2, found: 1, unsearched: [...ALWAYS, ...more] });
});

test('the check asks for a parcel that nobody has, and says what is wrong with the key', async () => {
  const api = await fakePostnl([PARCEL]);
  expect(await source(api).check()).toEqual({ ok: true, may: ['find', 'export'] });
  expect(await source(api, [], 'old').check()).toEqual({ ok: false, code: 'api.unauthorized' });
  expect(paths(api)).toEqual(['barcode/3SDEVC000000000', 'barcode/3SDEVC000000000']);
});

test('a parcel for a company alone, or of another reference than was asked, is for a person to look at (R11)', async () => {
  const Address = { AddressType: '01', CompanyName: 'De Buren BV', Street: 'Elders', HouseNumber: '9' };
  const Status = { PhaseCode: '4', StatusDescription: 'Bezorgd' };
  const parcel = (more: object) => ({
    CompleteStatus: { Shipment: { Barcode: '3SX1', Reference: 'D101', Status, Address, ...more } },
  });
  const search = async (body: object, name?: string) => {
    const api = await fakeApi(() => ({ status: 200, body }));
    const options = name === undefined ? { level: 2 } : { level: 2, name };
    return { ...(await find(api, [key('orderNumber', 'D101')], options)), asked: paths(api) };
  };
  const company = await search(parcel({}), 'Sanne de Vries');
  expect(company.records).toMatchObject([{ confidence: 'possible' }]);
  expect(company).toMatchObject({ keys: [], asked: ['reference/D101'] });
  expect((await search(parcel({}))).records[0]).not.toHaveProperty('confidence');
  const own = { AddressType: '01', FirstName: 'Sanne', LastName: 'de Vries' };
  const other = await search(parcel({ Address: own, Reference: '9999' }), 'Sanne de Vries');
  expect(other.records).toMatchObject([{ confidence: 'possible' }]);
  expect(other).toMatchObject({ keys: [], asked: ['reference/D101'] });
});

test('a parcel of which no end is told, or with another barcode than was asked, is for a person to look at', async () => {
  const search = async (asked: SubjectKey, shipment: object) => {
    const api = await fakeApi(() => ({ status: 200, body: { CompleteStatus: { Shipment: shipment } } }));
    const options = { level: 2, name: 'Sanne de Vries' };
    return { ...(await find(api, [asked], options)), asked: paths(api) };
  };
  const odd = { AddressType: 'x', FirstName: 'Jan', LastName: 'Prins' };
  const unnamed = await search(key('orderNumber', 'D101'), {
    Barcode: '3SX1',
    Reference: 'D101',
    Address: odd,
  });
  expect(unnamed.records).toMatchObject([{ confidence: 'possible', thirdParty: false }]);
  expect(unnamed).toMatchObject({ keys: [], asked: ['reference/D101'] });
  const Address = { AddressType: '01', FirstName: 'Sanne', LastName: 'de Vries' };
  const asked = key('barcode', '3SX1');
  const other = await search(asked, { Barcode: '3SX2', Address });
  expect(other.records).toMatchObject([{ confidence: 'possible' }]);
  expect(other.keys).toEqual([]);
  const oneOfMore = await search(asked, { Barcode: '3SX2', MainBarcode: '3SX1', Address });
  expect(oneOfMore.records[0]).not.toHaveProperty('confidence');
  // how far it is was not told: there may be a signature
  expect(oneOfMore.asked).toEqual(['barcode/3SX1', 'signature/3SX2']);
});
