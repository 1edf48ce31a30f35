import { expect, test } from 'vitest';
import { copyOf } from '../../../src/core/fulfilment/copy.ts';
import { foundSoFar, isUndecided } from '../../../src/core/fulfilment/found-so-far.ts';
import type { FoundRecord } from '../../../src/core/fulfilment/processor.ts';

function record(ref: string, change: Partial<FoundRecord> = {}): FoundRecord {
  return {
    ...{ ref, category: 'payment', fields: [{ name: 'amount', value: ref }], matchedBy: ['orderNumber'] },
    ...{ thirdParty: false, hold: null, provenance: { place: 'bank', fetchedAt: '2026-11-02T10:00:00Z' } },
    ...change,
  };
}

const COVERAGE = { status: 'complete', scanned: 3, found: 1, provesAbsence: true } as const;
const answer = (...records: readonly FoundRecord[]) => ({ coverage: COVERAGE, records });

test('a search with more keys adds to what was found; one from the beginning takes its place', () => {
  const before = answer(record('1'), record('2'));
  const now = answer(record('3'), record('2'));
  const added = foundSoFar(before, now, { adding: true });
  expect(added.records.map(({ ref }) => ref)).toEqual(['1', '3', '2']);
  expect(added.coverage).toEqual({ ...COVERAGE, found: 3 });
  expect(foundSoFar(before, now, { adding: false })).toEqual(now);
  expect(foundSoFar(undefined, now, { adding: true })).toEqual(now);
});

test('what a system no longer answers takes nothing away that it answered before', () => {
  const failed = {
    coverage: { status: 'failed', code: 'api.no_answer', retryable: true },
    records: [],
  } as const;
  expect(foundSoFar(answer(record('1')), failed, { adding: true })).toEqual({
    coverage: failed.coverage,
    records: [record('1')],
  });
});

test('what a person said of a record stays while the record is the same, and no longer', () => {
  const possible = record('1', { confidence: 'possible' });
  const said = [record('1'), record('2', { withheld: 'other_person' })];
  const now = answer(possible, record('2', { confidence: 'possible' }));
  expect(foundSoFar(answer(...said), now, { adding: false }).records).toEqual(said);
  const other = record('1', { confidence: 'possible', fields: [{ name: 'amount', value: 'another row' }] });
  expect(foundSoFar(answer(...said), answer(other), { adding: false }).records).toEqual([other]);
});

test('a row number that is another row in a newer export takes over nothing of what was there', () => {
  const row = (ref: string, order: string, change: Partial<FoundRecord> = {}) =>
    record(ref, { fields: [{ name: 'orderNumber', value: order }], ...change });
  const before = answer(row('jouwweb:2', '1001'), row('jouwweb:3', '1000', { withheld: 'other_person' }));
  const possible = { confidence: 'possible' } as const;
  const now = answer(
    row('jouwweb:2', '1002', possible),
    row('jouwweb:3', '1001'),
    row('jouwweb:4', '1000', possible),
  );
  for (const adding of [false, true])
    expect(foundSoFar(before, now, { adding }).records[0]).toEqual(row('jouwweb:2', '1002', possible));
  expect(foundSoFar(before, now, { adding: false }).records.slice(1)).toEqual([
    row('jouwweb:3', '1001'),
    row('jouwweb:4', '1000', { withheld: 'other_person' }),
  ]);
});

test.each([
  { status: 'failed', code: 'api.no_answer', retryable: true },
  { status: 'pending_export' },
  { status: 'not_possible', reason: 'no key' },
] as const)('a search that ended in $status takes nothing away, in the first round either', (coverage) => {
  const before = answer(record('1'), record('2', { withheld: 'other_person' }));
  const now = { coverage, records: [record('2'), record('3')] };
  expect(foundSoFar(before, now, { adding: false })).toEqual({
    coverage,
    records: [record('1'), record('2', { withheld: 'other_person' }), record('3')],
  });
});

test('a record that an order number now names is certain', () => {
  const found = foundSoFar(answer(record('1', { confidence: 'possible' })), answer(record('1')), {
    adding: true,
  });
  expect(found.records.some(isUndecided)).toBe(false);
});

test('nothing of which nobody said whose it is stands in a copy', () => {
  const results = answer(record('1'), record('2', { confidence: 'possible' }));
  expect(copyOf([results]).flatMap(({ records }) => records)).toEqual([record('1')]);
});

test('a field that staff emptied stands in no copy; another one of the same name does', () => {
  const [first, second] = ['0611111111', '0622222222'].map((value) => ({ name: 'phone', value }));
  if (first === undefined || second === undefined) throw new Error('no fields');
  const instead = [first, { ...second, value: '' }];
  const redacted = record('1', { fields: [first, second], withheld: 'rights_of_others', instead });
  const [copy] = copyOf([answer(redacted)]).flatMap(({ records }) => records);
  expect(copy?.fields).toEqual([first]);
});
