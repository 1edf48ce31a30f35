import { describe, expect, test } from 'vitest';
import type { Coverage } from '../../../../src/core/fulfilment/coverage.ts';
import type { SourceResult } from '../../../../src/core/fulfilment/letter.ts';
import { checkErasure } from '../../../../src/core/fulfilment/outcome/check-erasure.ts';
import type { Category, FoundRecord } from '../../../../src/core/fulfilment/processor.ts';
import { day } from '../../../support/request-builder.ts';
import { erasurePlan, rectified, TODAY } from './sample-outcomes.ts';

const COMPLETE = { status: 'complete', scanned: 9, found: 1, provesAbsence: true } as const;
const TAX = { basis: 'awr_52', until: '2033-12-31' } as const;

let refs = 0;
function record(category: Category, more: Partial<FoundRecord> = {}): FoundRecord {
  refs += 1;
  return {
    ref: `r:${refs}`,
    category,
    fields: [],
    matchedBy: ['email'],
    thirdParty: false,
    hold: null,
    provenance: { place: 'row 2', fetchedAt: '2026-11-22T10:00:00Z' },
    ...more,
  };
}

const at = (
  source: string,
  records: readonly FoundRecord[],
  coverage: Coverage = COMPLETE,
): SourceResult => ({
  source,
  coverage,
  records,
});

type Line = ReturnType<typeof erasurePlan>['plan'][number];
const line = (
  source: string,
  category: Category,
  count: number,
  until: string | null = null,
  ground: Line['ground'] = 'tax',
): Line =>
  until === null
    ? { source, category, count, treatment: 'erase', ground: null, facts: '', until: null }
    : { source, category, count, treatment: 'keep', ground, facts: '', until: day(until) };

function found(results: readonly SourceResult[], plan: readonly Line[], planWhy = ''): readonly string[] {
  return checkErasure(erasurePlan({ plan, planWhy }), results, TODAY).map(
    ({ field, code, about }) =>
      `${field} ${code}${about === undefined ? '' : ` ${about.source} ${about.category} ${about.planned}/${about.found}`}`,
  );
}

const ORDER = [at('jouwweb', [record('order'), record('order')])];

describe('"nothing found" (AVG 12(4))', () => {
  const nothing = { right: 'erasure', result: 'nothing_found' } as const;

  test('is not said while a system holds records, and every kind of them is named', () => {
    const results = [...ORDER, at('mollie', [record('payment')]), at('postnl', [])];
    expect(checkErasure(nothing, results, TODAY)).toEqual([
      {
        field: 'result',
        code: 'outcome.records_found',
        about: { source: 'jouwweb', category: 'order', found: 2, planned: 0 },
      },
      {
        field: 'result',
        code: 'outcome.records_found',
        about: { source: 'mollie', category: 'payment', found: 1, planned: 0 },
      },
    ]);
  });

  test('holds beside the file of this desk itself, and beside records of somebody else', () => {
    const others = [record('order', { withheld: 'other_person' })];
    const results = [at('balie', [record('request'), record('conversation')]), at('jouwweb', others)];
    expect(checkErasure(nothing, results, TODAY)).toEqual([]);
  });

  test('does not hold beside records that are only left out of a copy', () => {
    const left = [at('jouwweb', [record('order', { withheld: 'rights_of_others' })])];
    expect(checkErasure(nothing, left, TODAY)).toHaveLength(1);
  });
});

describe('a plan covers what was found (AVG 17)', () => {
  test('every kind in every system, with its whole number, over as many lines as it takes', () => {
    const results = [...ORDER, at('mollie', [record('payment')])];
    const payment = line('mollie', 'payment', 1);
    expect(found(results, [line('jouwweb', 'order', 2), payment])).toEqual([]);
    const parted = [line('jouwweb', 'order', 1), line('jouwweb', 'order', 1, '2033-12-31'), payment];
    expect(found(results, parted)).toEqual([]);
    expect(found(results, [line('jouwweb', 'order', 1)])).toEqual([
      'plan outcome.plan_lacks jouwweb order 1/2',
      'plan outcome.plan_lacks mollie payment 0/1',
    ]);
  });

  test('what was found and is missing has no excuse, whatever is written', () => {
    expect(found(ORDER, [line('jouwweb', 'order', 1)], 'De andere is oud.')).toHaveLength(1);
  });

  test('more than was found, or what nobody found, needs a reason; spaces are none', () => {
    const more = [line('jouwweb', 'order', 3), line('mijndomein', 'message', 99)];
    const said = [
      'planWhy outcome.plan_exceeds jouwweb order 3/2',
      'planWhy outcome.plan_exceeds mijndomein message 99/0',
    ];
    expect(found(ORDER, more)).toEqual(said);
    expect(found(ORDER, more, '  ')).toEqual(said);
    expect(found(ORDER, more, 'In de mailbox met de hand geteld.')).toEqual([]);
  });

  test('as long as a system is still to be searched it may have more', () => {
    const open = [at('jouwweb', [], { status: 'pending_manual' })];
    expect(found(open, [line('jouwweb', 'order', 3)])).toEqual([]);
    expect(found([], [line('jouwweb', 'order', 3)])).toEqual([]);
  });
});

describe('what a law keeps (AWR 52; law.md 6.1)', () => {
  test('an invoice goes only with a reason, or when its own year shows that the term is over', () => {
    const byHand = [at('e-boekhouden', [record('invoice')])];
    const erased = [line('e-boekhouden', 'invoice', 1)];
    expect(found(byHand, erased)).toEqual(['planWhy outcome.law_keeps e-boekhouden invoice 1/1']);
    expect(found(byHand, erased, 'Van 2015, zegt de boekhouder.')).toEqual([]);
    const dated = (on: string) => [at('e-boekhouden', [record('invoice', { day: day(on) })])];
    expect(found(dated('2018-12-31'), erased)).toEqual([]);
    expect(found(dated('2019-01-01'), erased)).toHaveLength(1);
  });

  test('an order under a hold goes only with a reason; what is free beside it goes by itself', () => {
    const results = [at('jouwweb', [record('order'), record('order', { hold: TAX })])];
    expect(found(results, [line('jouwweb', 'order', 2)])).toEqual([
      'planWhy outcome.law_keeps jouwweb order 2/2',
    ]);
    const parted = [line('jouwweb', 'order', 1), line('jouwweb', 'order', 1, '2033-12-31')];
    expect(found(results, parted)).toEqual([]);
  });

  test('nothing stays for tax beyond seven years after the year of the record, or ten for the one-stop-shop', () => {
    const results = [at('jouwweb', [record('order', { day: day('2024-03-14') })])];
    const kept = (until: string, ground: Line['ground'] = 'tax') =>
      found(results, [line('jouwweb', 'order', 1, until, ground)]);
    expect(kept('2031-12-31')).toEqual([]);
    expect(kept('2032-12-31')).toEqual(['plan.0.until outcome.tax_too_long']);
    expect(kept('2034-12-31', 'oss')).toEqual([]);
    expect(kept('2035-12-31', 'oss')).toHaveLength(1);
    expect(kept('2035-12-31', 'claim')).toEqual([]);
  });
});

test('no other decision is compared with what was found', () => {
  expect(checkErasure(rectified(), ORDER, TODAY)).toEqual([]);
});
