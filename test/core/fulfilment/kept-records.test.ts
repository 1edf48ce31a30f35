import { describe, expect, test } from 'vitest';
import { cameBack } from '../../../src/core/fulfilment/came-back.ts';
import { keptRecords, othersRecords, recordIdsOf } from '../../../src/core/fulfilment/kept-records.ts';
import type { FoundRecord } from '../../../src/core/fulfilment/processor.ts';
import { day } from '../../support/request-builder.ts';

const TAX = { basis: 'awr_52', until: '2033-12-31' } as const;

function record(number: string, hold: FoundRecord['hold'], withheld?: FoundRecord['withheld']): FoundRecord {
  return {
    ref: `jouwweb:${number}`,
    category: 'order',
    fields: [
      { name: 'name', value: 'Sanne' },
      { name: 'orderNumber', value: number },
    ],
    matchedBy: ['email'],
    thirdParty: false,
    hold,
    provenance: { place: 'row 2', fetchedAt: '2026-11-22T10:00:00Z' },
    ...(withheld === undefined ? {} : { withheld }),
  };
}

const searched = (...records: readonly FoundRecord[]) => [
  { source: 'jouwweb', coverage: { status: 'pending_manual' } as const, records },
];
const keep = { source: 'jouwweb', category: 'order', count: 1, treatment: 'keep' } as const;
const untilTax = { ...keep, ground: 'tax', until: day(TAX.until), facts: '' } as const;

describe('the hold ledger is what the approved plan keeps (R33)', () => {
  test('a line knows its records by their own numbers, and nothing else of them', () => {
    const [kept] = keptRecords([untilTax], searched(record('D1', TAX)));
    expect(kept).toEqual({
      source: 'jouwweb',
      category: 'order',
      count: 1,
      ground: 'tax',
      until: '2033-12-31',
      recordIds: ['D1'],
    });
    expect(JSON.stringify(kept)).not.toContain('Sanne');
  });

  test('what is erased, referred or of somebody else is no hold', () => {
    const gone = { ...keep, ground: null, until: null, facts: '' };
    const plan = [{ ...gone, treatment: 'erase' } as const, { ...gone, treatment: 'refer' } as const];
    expect(keptRecords(plan, searched(record('D1', null)))).toEqual([]);
    const [kept] = keptRecords([untilTax], searched(record('D1', TAX), record('D2', TAX, 'other_person')));
    expect(kept?.recordIds).toEqual(['D1']);
  });

  test('what is about somebody else stays too, apart from the holds: no law ends it (R11)', () => {
    const found = searched(
      record('D1', TAX),
      record('D2', TAX, 'other_person'),
      record('D2', TAX, 'other_person'),
    );
    expect(othersRecords(found)).toEqual(['D2']);
  });

  test('every number of a record is known, and that of the customer only when it is the only one', () => {
    const fields = ['customerId', 'invoiceNumber', 'orderNumber'].map((name) => ({
      name,
      value: ` ${name} `,
    }));
    expect(recordIdsOf({ fields })).toEqual(['invoiceNumber', 'orderNumber']);
    expect(recordIdsOf({ fields: fields.slice(0, 1) })).toEqual(['customerId']);
  });

  test('two lines of one kind share their records by ground and last day', () => {
    const later = { ...untilTax, until: day('2034-12-31') };
    const found = searched(record('D1', TAX), record('D2', { basis: 'awr_52', until: '2034-12-31' }));
    expect(keptRecords([untilTax, later], found).map(({ recordIds }) => recordIds)).toEqual([['D1'], ['D2']]);
  });

  test('a record without a number of its own is kept by kind and count', () => {
    const { fields: _fields, ...rest } = record('D1', TAX);
    expect(recordIdsOf({ fields: [] })).toEqual([]);
    expect(keptRecords([untilTax], searched({ ...rest, fields: [] }))[0]?.recordIds).toEqual([]);
  });
});

describe('only rows from before an erasure come back (R33)', () => {
  const erased = { erasedOn: day('2026-11-05'), held: new Set(['D2']) };

  test.each([
    ['the day before', '2026-11-04', 'D1', true],
    ['the day before, kept by a law', '2026-11-04', 'D2', false],
    ['the day itself', '2026-11-05', 'D1', false],
    ['a new order', '2027-01-01', 'D1', false],
  ] as const)('%s', (_what, on, recordId, back) => {
    expect(cameBack({ day: day(on), recordIds: [recordId] }, erased)).toBe(back);
  });

  test('a row without a day, and an address that was never erased, are left alone', () => {
    expect(cameBack({ day: undefined, recordIds: ['D1'] }, erased)).toBe(false);
    expect(cameBack({ day: day('2026-11-04'), recordIds: ['D1'] }, { ...erased, erasedOn: undefined })).toBe(
      false,
    );
  });
});
