import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FOLLOWED_KEYS, type KeyKind } from '../../../src/core/fulfilment/processor.ts';
import {
  ASKED_KEYS,
  decideKey,
  keysToSearch,
  LAST_ROUND,
  lastPlace,
  type MetKey,
  meetKeys,
  nextSearches,
  normalKey,
  type SearchKey,
} from '../../../src/core/fulfilment/search-keys.ts';

const EMAIL = 'sanne@example.nl';
const KINDS = [...FOLLOWED_KEYS, ...ASKED_KEYS];

/** A system of the shop: by what it is searched, and which keys stand beside which. */
interface Fake {
  readonly searchBy: readonly KeyKind[];
  readonly links: readonly { readonly by: MetKey; readonly gives: MetKey }[];
}

interface Walked {
  readonly keys: readonly SearchKey[];
  /** Every search: of which source, in which round, with which keys. */
  readonly searches: readonly { readonly source: string; readonly round: number; readonly with: string }[];
}

function counter(): () => string {
  let next = 0;
  return () => {
    next += 1;
    return `key-${next}`;
  };
}

/** The walk as the core does it: all sources first, then those that have news, until none has. */
function walk(fakes: Readonly<Record<string, Fake>>, before: readonly SearchKey[] = []): Walked {
  const newId = counter();
  const searchedTo = new Map(Object.keys(fakes).map((source) => [source, 0]));
  const searches: Walked['searches'][number][] = [];
  let keys = before;
  let next = Object.keys(fakes).map((source) => ({ source, round: 1 }));
  for (let waves = 0; next.length > 0; waves += 1) {
    if (waves > 20) throw new Error('the walk does not end');
    const asked = keysToSearch(EMAIL, keys);
    const to = lastPlace(keys);
    for (const { source, round } of next) {
      const fake = fakes[source];
      if (fake === undefined) throw new Error('unknown source');
      const usable = asked.filter(({ kind }) => fake.searchBy.includes(kind));
      const values = new Set(usable.map(idOf));
      searches.push({ source, round, with: [...values].sort().join(' ') });
      const met = fake.links.filter(({ by }) => values.has(idOf(by))).map(({ gives }) => gives);
      const changed = meetKeys(keys, { source, round, keys: met, email: EMAIL, newId });
      keys = [...keys.filter(({ id }) => !changed.some((one) => one.id === id)), ...changed];
      searchedTo.set(source, to);
    }
    const sources = Object.entries(fakes).map(([source, { searchBy }]) => ({
      ...{ source, searchBy, find: 'api' as const, ended: true },
      searchedTo: searchedTo.get(source) ?? 0,
    }));
    next = [...nextSearches(sources, keys)];
  }
  return { keys, searches };
}

const idOf = (key: MetKey) => `${key.kind}=${normalKey(key)}`;
const key = fc.record({ kind: fc.constantFrom(...KINDS), value: fc.constantFrom('1', '2', '3', '4') });
const start = fc.constant<MetKey>({ kind: 'email', value: EMAIL });
const fake: fc.Arbitrary<Fake> = fc.record({
  searchBy: fc
    .uniqueArray(fc.constantFrom(...KINDS), { maxLength: 4 })
    .map((kinds) => ['email', ...kinds] as const),
  links: fc.array(fc.record({ by: fc.oneof(start, key), gives: key }), { maxLength: 12 }),
});
const shop = fc
  .array(fake, { minLength: 1, maxLength: 5 })
  .map((fakes) => Object.fromEntries(fakes.map((one, index) => [`source-${index}`, one])));
const SEEDED = { seed: 20261123, numRuns: 500 };

describe('whatever refers to whatever', () => {
  test('a walk ends: no source is searched more than three times, nor after the third round', () => {
    fc.assert(
      fc.property(shop, (fakes) => {
        const { searches } = walk(fakes);
        for (const source of Object.keys(fakes)) {
          const own = searches.filter((one) => one.source === source);
          expect(own.length).toBeLessThanOrEqual(LAST_ROUND);
          expect(own.every(({ round }) => round <= LAST_ROUND)).toBe(true);
        }
      }),
      SEEDED,
    );
  });

  test('no source is searched twice with the same keys', () => {
    fc.assert(
      fc.property(shop, (fakes) => {
        const { searches } = walk(fakes);
        const each = searches.map((one) => `${one.source}: ${one.with}`);
        expect(new Set(each).size).toBe(each.length);
      }),
      SEEDED,
    );
  });

  test('nothing is searched with that a household may share, before a person said whose it is (R11)', () => {
    fc.assert(
      fc.property(shop, (fakes) => {
        const { keys } = walk(fakes);
        const used = keysToSearch(EMAIL, keys).slice(1);
        expect(used.every(({ kind }) => FOLLOWED_KEYS.includes(kind))).toBe(true);
        expect(new Set(keys.map(idOf)).size).toBe(keys.length);
      }),
      SEEDED,
    );
  });

  test('every source that can has had every key of the first two rounds', () => {
    fc.assert(
      fc.property(shop, (fakes) => {
        const { keys, searches } = walk(fakes);
        for (const [source, { searchBy }] of Object.entries(fakes)) {
          const had = new Set(
            searches.filter((one) => one.source === source).flatMap((one) => one.with.split(' ')),
          );
          const owed = keys.filter(
            ({ kind, round, foundIn }) =>
              FOLLOWED_KEYS.includes(kind) &&
              round < LAST_ROUND &&
              foundIn !== source &&
              searchBy.includes(kind),
          );
          expect(owed.filter((one) => !had.has(idOf(one)))).toEqual([]);
        }
      }),
      SEEDED,
    );
  });
});

test('an order leads to its payment and that to its invoice, each in its system, and no further', () => {
  const { keys, searches } = walk({
    shop: {
      searchBy: ['email', 'orderNumber'],
      links: [{ by: { kind: 'email', value: EMAIL }, gives: { kind: 'orderNumber', value: '#1001' } }],
    },
    bank: {
      searchBy: ['orderNumber'],
      links: [{ by: { kind: 'orderNumber', value: '1001' }, gives: { kind: 'paymentId', value: 'tr_Aa' } }],
    },
    books: {
      searchBy: ['paymentId'],
      links: [{ by: { kind: 'paymentId', value: 'tr_Aa' }, gives: { kind: 'invoiceNumber', value: 'F1' } }],
    },
    post: { searchBy: ['invoiceNumber'], links: [] },
  });
  expect(searches.filter(({ round }) => round > 1)).toEqual([
    { source: 'bank', round: 2, with: 'orderNumber=1001' },
    { source: 'books', round: 3, with: 'paymentId=tr_Aa' },
  ]);
  expect(keys.map(({ kind, round, place }) => [kind, round, place])).toEqual([
    ['orderNumber', 1, 1],
    ['paymentId', 2, 2],
    ['invoiceNumber', 3, null],
  ]);
});

const met = (source: string, round: number, ...keys: readonly MetKey[]) => ({
  ...{ source, round, keys, email: EMAIL, newId: counter() },
});

test('one value has one row, however it is written; the proven address itself has none', () => {
  const rows = meetKeys(
    [],
    met(
      'shop',
      1,
      { kind: 'iban', value: 'nl02 abna 0123456789' },
      { kind: 'iban', value: 'NL02ABNA0123456789' },
      { kind: 'phone', value: '+31 6 1234 5678' },
      { kind: 'phone', value: '06-12345678' },
      { kind: 'email', value: ' Sanne@Example.nl' },
      { kind: 'barcode', value: '3sabc 123' },
      { kind: 'barcode', value: '3SABC123' },
      { kind: 'address', value: 'Dorpsstraat 1, Ede' },
      { kind: 'address', value: 'dorpsstraat 1 ede' },
      { kind: 'name', value: '  ' },
      { kind: 'customerId', value: 'cst_1' },
    ),
  );
  expect(rows.map(({ kind }) => kind)).toEqual(['iban', 'phone', 'barcode', 'address']);
});

test('payment ids that differ in a capital are two payments', () => {
  const ids = ['tr_WDqYK6vllg', 'tr_WDqYK6vllG'].map((value) => ({ kind: 'paymentId' as const, value }));
  expect(meetKeys([], met('bank', 1, ...ids))).toHaveLength(2);
});

test('what the last round found is followed after all when an earlier round finds it', () => {
  const order = { kind: 'orderNumber', value: '1001' } as const;
  const late = meetKeys([], met('mailbox', 3, order));
  expect(late).toMatchObject([{ round: 3, place: null }]);
  expect(meetKeys(late, met('shop', 1, order))).toMatchObject([{ id: late[0]?.id, round: 1, place: 1 }]);
});

test('a name is searched with once a person said yes, and never after no', () => {
  const known = meetKeys([], met('shop', 1, { kind: 'name', value: 'S. de Vries' }));
  const id = known[0]?.id ?? '';
  const bank = { source: 'bank', find: 'api', searchBy: ['name'], searchedTo: 0, ended: true } as const;
  const yes = decideKey(known, id, true);
  const no = decideKey(known, id, false);
  if (yes === undefined || no === undefined) throw new Error('not decided');
  expect(nextSearches([bank], known)).toEqual([]);
  expect(nextSearches([bank], [yes])).toEqual([{ source: 'bank', round: 1 }]);
  expect(keysToSearch(EMAIL, [yes])[1]).toEqual({ kind: 'name', value: 'S. de Vries', from: 'confirmed' });
  expect(nextSearches([bank], [no])).toEqual([]);
  expect(decideKey([yes], id, false)).toBeUndefined();
  expect(meetKeys([no], met('mailbox', 1, { kind: 'name', value: 's. de vries' }))).toEqual([]);
});

test('a system that a person searches, and one that still waits, is not asked again by itself', () => {
  const known = meetKeys([], met('shop', 1, { kind: 'orderNumber', value: '1001' }));
  const bank = { source: 'bank', searchBy: ['orderNumber'], searchedTo: 0 } as const;
  expect(nextSearches([{ ...bank, find: 'manual', ended: true }], known)).toEqual([]);
  expect(nextSearches([{ ...bank, find: 'file', ended: false }], known)).toEqual([]);
  expect(nextSearches([{ ...bank, find: 'file', ended: true }], known)).toEqual([
    { source: 'bank', round: 2 },
  ]);
  expect(nextSearches([{ ...bank, source: 'shop', find: 'file', ended: true }], known)).toEqual([]);
});

test('a word is followed as no number; a payment may be called by letters alone', () => {
  const met = (keys: readonly MetKey[]) =>
    meetKeys([], { source: 'jouwweb', round: 1, keys, email: EMAIL, newId: counter() });
  const words = (['orderNumber', 'invoiceNumber', 'barcode'] as const).map((kind) => ({
    kind,
    value: 'Bestelling',
  }));
  expect(met([...words, { kind: 'paymentId', value: 'tr_WDqYKvllg' }])).toMatchObject([
    { kind: 'paymentId', place: 1 },
  ]);
});
