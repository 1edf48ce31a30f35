import { describe, expect, test } from 'vitest';
import {
  holdsPastPromise,
  isPastPromise,
  pastCustomers,
  withContacts,
} from '../../../src/core/fulfilment/past-customers.ts';
import { pastHolds, pastPlan } from '../../../src/core/fulfilment/past-plan.ts';
import type { FoundRecord } from '../../../src/core/fulfilment/processor.ts';
import { day } from '../../support/request-builder.ts';

const TODAY = day('2026-11-22');

describe('the two-year promise (F17, R32)', () => {
  test.each([
    ['2024-11-21', true],
    ['2024-11-22', false],
    ['2026-11-22', false],
    ['2016-02-29', true],
  ] as const)('a last order of %s', (last, past) => {
    expect(isPastPromise(day(last), TODAY)).toBe(past);
  });

  test('29 February becomes the 28th', () => {
    expect(isPastPromise(day('2024-02-29'), day('2026-02-28'))).toBe(false);
    expect(isPastPromise(day('2024-02-29'), day('2026-03-01'))).toBe(true);
  });
});

const order = (address: string, on: string | undefined, recordId: string) => ({
  address,
  day: on === undefined ? undefined : day(on),
  recordIds: [recordId],
});

const ERASE = { source: 'jouwweb', treatment: 'erase', ground: null, facts: '', until: null } as const;
const KEEP = { source: 'jouwweb', category: 'order', treatment: 'keep', ground: 'tax', facts: '' } as const;

describe('who is on the list (R32)', () => {
  test('people past it, longest ago first, with what goes and what the tax office may still ask for', () => {
    const people = pastCustomers(
      [
        order('later@example.nl', '2020-05-01', 'D3'),
        order('sanne@example.nl', '2016-05-01', 'D1'),
        order('sanne@example.nl', '2017-05-01', 'D2'),
        order('later@example.nl', '2022-05-01', 'D5'),
        order('later@example.nl', '2018-05-01', 'D4'),
      ],
      TODAY,
    );
    expect(people).toEqual([
      { address: 'sanne@example.nl', lastDay: '2017-05-01', orders: 2, recordIds: ['D1', 'D2'], kept: [] },
      {
        address: 'later@example.nl',
        lastDay: '2022-05-01',
        orders: 3,
        recordIds: ['D4'],
        kept: [
          { until: '2027-12-31', count: 1, recordIds: ['D3'] },
          { until: '2029-12-31', count: 1, recordIds: ['D5'] },
        ],
      },
    ]);
    expect(pastPlan('jouwweb', people)).toEqual([
      { ...ERASE, category: 'contact_details', count: 2 },
      { ...ERASE, category: 'order', count: 3 },
      { ...KEEP, count: 1, until: '2027-12-31' },
      { ...KEEP, count: 1, until: '2029-12-31' },
    ]);
    expect(people.flatMap((person) => pastHolds('jouwweb', person))).toMatchObject([
      { category: 'order', ground: 'tax', until: '2027-12-31', recordIds: ['D3'] },
      { category: 'order', ground: 'tax', until: '2029-12-31', recordIds: ['D5'] },
    ]);
  });

  test('who wrote within the promise is left out, an older message is the last contact, an open request goes first', () => {
    const people = pastCustomers(
      ['a', 'b', 'c', 'd'].map((name) => order(`${name}@example.nl`, '2020-05-01', name)),
      TODAY,
    );
    const contacts = new Map([
      ['a@example.nl', { wroteOn: day('2025-01-01'), open: false }],
      ['b@example.nl', { wroteOn: day('2023-01-01'), open: false }],
      ['c@example.nl', { wroteOn: undefined, open: true }],
      ['d@example.nl', { wroteOn: day('2019-01-01'), open: false }],
    ]);
    const left = withContacts(people, contacts, TODAY);
    expect(left.held).toBe(1);
    expect(left.people.map(({ address, lastDay }) => [address, lastDay])).toEqual([
      ['b@example.nl', '2023-01-01'],
      ['d@example.nl', '2020-05-01'],
    ]);
  });

  test('a recent order, an order without a day and a row without an address keep their people off it', () => {
    const orders = [
      order('new@example.nl', '2016-05-01', 'D1'),
      order('new@example.nl', '2026-05-01', 'D2'),
      order('unclear@example.nl', '2016-05-01', 'D3'),
      order('unclear@example.nl', undefined, 'D4'),
      order('', '2016-05-01', 'D5'),
    ];
    expect(pastCustomers(orders, TODAY)).toEqual([]);
  });
});

test('a card says that a person should have been gone, unless a law keeps everything or they came back', () => {
  const found = (on: string | undefined, hold: FoundRecord['hold']): FoundRecord => ({
    ref: 'jouwweb:2',
    category: 'order',
    fields: [],
    matchedBy: ['email'],
    thirdParty: false,
    hold,
    ...(on === undefined ? {} : { day: day(on) }),
    provenance: { place: 'row 2', fetchedAt: '' },
  });
  const tax = { basis: 'awr_52', until: '2027-12-31' } as const;
  const over = { basis: 'awr_52', until: '2025-12-31' } as const;
  expect(holdsPastPromise([found('2018-05-01', over)], TODAY)).toBe(true);
  expect(holdsPastPromise([found('2020-05-01', tax), found(undefined, null)], TODAY)).toBe(true);
  expect(holdsPastPromise([found('2020-05-01', tax)], TODAY)).toBe(false);
  expect(holdsPastPromise([found('2018-05-01', over), found('2026-05-01', tax)], TODAY)).toBe(false);
  expect(holdsPastPromise([found(undefined, null)], TODAY)).toBe(false);
});
