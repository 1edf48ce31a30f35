import { expect, test } from 'vitest';
import { byHandFinding, foundRows, typedRows, wasByHand } from '../../../src/core/application/by-hand.ts';
import type { FoundRecord } from '../../../src/core/fulfilment/processor.ts';

const now = new Date('2026-11-02T10:00:00Z');
const payment: FoundRecord = {
  ...{ ref: 'mollie:1', category: 'payment', fields: [{ name: 'amount', value: '12,50' }] },
  ...{ matchedBy: ['email'], thirdParty: false, hold: null },
  provenance: { place: 'payments', fetchedAt: now.toISOString() },
};
const none = { source: 'mollie', answer: 'none', rows: [], reason: '' } as const;
const impossible = { ...none, answer: 'not_possible', reason: 'geen toegang' } as const;

test('what the system had found stays, and is counted, when a person finishes its search', () => {
  expect(byHandFinding(none, [payment], now)).toEqual({
    source: 'mollie',
    coverage: { status: 'complete', scanned: 1, found: 1, provesAbsence: false },
    records: [payment],
  });
  expect(byHandFinding(impossible, [payment], now)).toEqual({
    source: 'mollie',
    coverage: { status: 'partial', scanned: 1, found: 1, unsearched: ['geen toegang'] },
    records: [payment],
  });
  expect(byHandFinding(impossible, [], now)).toMatchObject({ coverage: { status: 'not_possible' } });
});

test('what was typed is typed anew, and only that', () => {
  const found = { ...none, answer: 'found', rows: [{ category: 'note', text: 'Belt graag' }] } as const;
  const first = byHandFinding(found, [payment], now);
  expect(first.records).toHaveLength(2);
  expect(typedRows(first.records)).toEqual(found.rows);
  expect(foundRows(first.records)).toEqual([{ category: 'payment', text: '12,50' }]);
  expect(byHandFinding(none, first.records, now).records).toEqual([payment]);
});

test('a search that a person finished can be filled in again, whatever stands beside it', () => {
  const { coverage, records } = byHandFinding(impossible, [payment], now);
  expect(wasByHand({ coverage, records, byHand: true })).toBe(true);
  expect(wasByHand({ coverage, records, byHand: false })).toBe(false);
  expect(wasByHand({ coverage: { status: 'pending_manual' }, records, byHand: true })).toBe(false);
});
