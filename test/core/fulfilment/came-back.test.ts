import { describe, expect, test } from 'vitest';
import { cameBack, isDealtWith } from '../../../src/core/fulfilment/came-back.ts';
import { day } from '../../support/request-builder.ts';

const ERASED_ON = day('2026-11-22');
const HELD = new Set(['F-held']);

const row = (on: string | undefined, recordId: string | undefined) => ({
  day: on === undefined ? undefined : day(on),
  recordIds: recordId === undefined ? [] : [recordId],
});

describe('a row of an address that was erased (R33)', () => {
  const erased = { erasedOn: ERASED_ON, held: HELD };

  test.each([
    ['from before it should be gone', row('2026-11-21', 'F-1'), { back: true, dealtWith: true }],
    ['from before it, without a number, too', row('2026-11-21', undefined), { back: true, dealtWith: true }],
    [
      'that a law keeps under one of its numbers stays',
      { day: day('2026-11-21'), recordIds: ['O-1', 'F-held'] },
      { back: false, dealtWith: true },
    ],
    ['that a law keeps is where it should be', row('2026-11-21', 'F-held'), { back: false, dealtWith: true }],
    ['of the day itself is of a new customer', row('2026-11-22', 'F-2'), { back: false, dealtWith: false }],
    ['from after it is of a new customer', row('2030-01-01', 'F-3'), { back: false, dealtWith: false }],
    ['without a day is never taken for an old one', row(undefined, 'F-4'), { back: false, dealtWith: false }],
    ['without a day that a law keeps stays', row(undefined, 'F-held'), { back: false, dealtWith: true }],
  ])('%s', (_what, seen, { back, dealtWith }) => {
    expect(cameBack(seen, erased)).toBe(back);
    expect(isDealtWith(seen, erased)).toBe(dealtWith);
  });
});

describe('a row of an address that was not erased, or whose erasure is past all backups', () => {
  const unknown = { erasedOn: undefined, held: HELD };

  test.each(['2016-01-01', '2026-11-22', undefined])('of %s never came back', (on) => {
    expect(cameBack(row(on, 'F-1'), unknown)).toBe(false);
    expect(isDealtWith(row(on, 'F-1'), unknown)).toBe(false);
  });

  test('is dealt with while a law keeps it: its end is work of its own', () => {
    expect(cameBack(row('2016-01-01', 'F-held'), unknown)).toBe(false);
    expect(isDealtWith(row('2016-01-01', 'F-held'), unknown)).toBe(true);
  });
});
