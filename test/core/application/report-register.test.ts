import { beforeAll, expect, test } from 'vitest';
import type { ExportCursor } from '../../../src/core/application/register-ports.ts';
import type { RequestEvent } from '../../../src/core/request/request-events.ts';
import { inside } from '../../support/past-term.ts';
import { aRequest, day } from '../../support/request-builder.ts';
import { useCli } from '../../support/use-cli.ts';
import { useCore } from '../../support/use-core.ts';
import { openedOn, storeRequest } from '../store/stored-rows.ts';

const use = useCore({ from: new Date('2026-07-20T10:00:00Z') });
const cli = useCli(use);

interface Given {
  readonly right?: 'access' | 'erasure' | 'objection';
  readonly status: string;
  readonly received: string;
  readonly closed?: string;
  readonly staffDue?: string;
  readonly legalDue?: string;
  readonly channel?: string;
  readonly more?: readonly RequestEvent[];
}

/** A request as it stands in its row, with the entries that the figures read. */
async function given({ right = 'access', status, received, closed, ...rest }: Given): Promise<void> {
  const { staffDue = '2099-01-01', legalDue = staffDue, channel = 'web', more = [] } = rest;
  const events = [openedOn('2026-12-02', { right }), ...more];
  const { id } = await inside(use(), (tx) => storeRequest(tx, events));
  await use().sql.query(
    `UPDATE "PrivacyRequest" SET "status" = $2, "receivedDay" = $3, "closedAt" = $4, "staffDue" = $5, "channel" = $6,
       "legalDue" = $7 WHERE "id" = $1`,
    [id, status, received, closed ?? null, staffDue, channel, legalDue],
  );
}

beforeAll(async () => {
  const due = aRequest().state().due;
  const refusal = (ground: 'unfounded' | 'condition_missing', article: '' | '17(1)'): RequestEvent => ({
    type: 'refusal_prepared',
    ground,
    article,
  });
  await given({ status: 'answered', received: '2026-01-10', closed: '2026-01-12T09:00Z' });
  // Past midnight in Amsterdam, still the day before in UTC: eleven days, a day too late.
  await given({
    status: 'answered',
    received: '2026-01-31',
    closed: '2026-02-10T23:30Z',
    staffDue: '2026-02-10',
  });
  await given({
    right: 'erasure',
    status: 'refused',
    received: '2026-02-01',
    closed: '2026-02-21T09:00Z',
    channel: 'telegram',
    more: [
      refusal('unfounded', ''),
      refusal('condition_missing', '17(1)'),
      { type: 'redated', cause: 'extended', due },
    ],
  });
  await given({ status: 'withdrawn', received: '2026-02-03', closed: '2026-02-04T09:00Z' });
  await given({ status: 'lapsed', received: '2026-04-03', closed: '2026-04-30T09:00Z' });
  await given({ status: 'received', received: '2026-07-13' });
  await given({ status: 'gathering', received: '2026-06-19' });
  // Refused in the month after the first, on grounds that outweigh, after another refusal was prepared and taken back.
  await given({
    right: 'objection',
    status: 'refused',
    received: '2018-01-02',
    closed: '2018-02-20T09:00Z',
    staffDue: '2018-04-02',
    legalDue: '2018-02-02',
    more: [refusal('unfounded', ''), { type: 'outcome_set', result: 'overruled' }],
  });
  await given({ status: 'answered', received: '2019-01-01', closed: '2019-01-02T09:00Z' });
  await use().sql.query(
    `INSERT INTO "AnonymisedRequest" VALUES (gen_random_uuid(), 'PB-2222-2222', 'erasure', 'refused', '["unfounded"]', '[]',
       '2026-01', 30, true, 9, '2026-02-01T00:00:00Z', '', '')`,
  );
});

async function report(unit: 'month' | 'quarter' | 'year', period: readonly string[]) {
  const made = await use().core.register.report({ unit, period });
  if (!made.ok) throw new Error(made.refusal.code);
  return made.value;
}

test('the figures of a year, per month and right: what is anonymised counts in', async () => {
  const made = await report('month', ['2026']);
  expect(made.total).toEqual({
    received: 8,
    answered: 2,
    refused: 2,
    withdrawn: 1,
    lapsed: 1,
    joined: 0,
    open: 2,
    // of 2, 11, 20 and 30 days
    medianDays: 11,
    p90Days: 30,
    onTime: 3,
    late: 1,
    onTimePercent: 75,
    extended: 1,
  });
  expect(made.periods.map(({ period, received }) => [period, received])).toEqual([
    ['2026-01', 3],
    ['2026-02', 2],
    ['2026-04', 1],
    ['2026-06', 1],
    ['2026-07', 1],
  ]);
  expect(made.rights).toMatchObject([
    { right: 'access', received: 6, medianDays: 2, p90Days: 11 },
    { right: 'erasure', received: 2, refused: 2, medianDays: 20 },
  ]);
  expect(made.cells).toHaveLength(7);
  expect(made.cells[0]).toMatchObject({
    period: '2026-01',
    right: 'access',
    received: 2,
    onTime: 1,
    late: 1,
  });
  expect(made).toMatchObject({
    anonymised: 1,
    openByAge: [
      { name: '0-7', count: 1 },
      { name: '8-14', count: 0 },
      { name: '15-21', count: 0 },
      { name: '22-30', count: 0 },
      { name: '31+', count: 1 },
    ],
    grounds: [
      { name: 'condition_missing 17(1)', count: 1 },
      { name: 'unfounded', count: 1 },
    ],
    channels: [
      { name: 'web', count: 6 },
      { name: 'telegram', count: 1 },
    ],
  });
});

test('a refusal in the extended time is late, and an objection is refused on what outweighed it (AVG 12(4), 21(1))', async () => {
  const made = await report('year', ['2018']);
  expect(made.total).toMatchObject({ refused: 1, onTime: 0, late: 1 });
  expect(made.grounds).toEqual([{ name: 'overruled 21(1)', count: 1 }]);
  const period = { from: day('2018-01-01'), to: day('2018-12-31') };
  const begin: ExportCursor = ['live', period.from, '00000000-0000-0000-0000-000000000000'];
  const { rows } = await inside(use(), (tx) => tx.register.exported(period, begin, 10));
  expect(rows).toMatchObject([{ onTime: false, grounds: ['overruled 21(1)'] }]);
});

test('quarters and years are sums of their months; a period of days is that of its months', async () => {
  expect(
    (await report('quarter', ['2026'])).periods.map(({ period, received }) => [period, received]),
  ).toEqual([
    ['2026-Q1', 5],
    ['2026-Q2', 2],
    ['2026-Q3', 1],
  ]);
  expect((await report('year', ['2019', '2026'])).periods).toMatchObject([
    { period: '2019', received: 1 },
    { period: '2026', received: 8 },
  ]);
  const days = await report('month', ['2026-01-15', '2026-02-02']);
  expect(days.period).toEqual({ from: day('2026-01-01'), to: day('2026-02-28') });
  expect(days.total.received).toBe(5);
});

test('without a period the last twelve months count; without a request everything is nothing', async () => {
  expect((await report('month', [])).period).toEqual({ from: '2025-08-01', to: '2026-07-31' });
  const none = await report('month', ['2020']);
  expect(none).toMatchObject({
    periods: [],
    rights: [],
    grounds: [],
    total: { received: 0, medianDays: null },
  });
});

test('register report prints a table, or JSON; a period that is none is wrong use', async () => {
  const { out, code } = await cli('register report', ['quarter', '2026']);
  expect(code).toBe(0);
  expect(out).toMatch(/^period +right +received +answered +refused/);
  expect(out).toMatch(/^2026-Q1 +access +3 +2 +0 +1 +0 +0 +0 +0 +2 +11 +50$/m);
  expect(out).toMatch(/^all +all +8 +2 +2 +1 +1 +0 +2 +1 +11 +30 +75$/m);
  expect(out).toContain('refused by ground: condition_missing 17(1) 1, unfounded 1');
  const json: unknown = JSON.parse((await cli('register report', ['2026'], '', true)).out);
  expect(json).toMatchObject({ unit: 'month', total: { received: 8 } });
  expect(await cli('register report', ['2026-99'])).toMatchObject({ code: 2, out: '' });
});

test('an export goes through every row of its period once, whatever the length of a page', async () => {
  await use().sql.query(
    `INSERT INTO "AnonymisedRequest" VALUES (gen_random_uuid(), 'PB-3333-3333', 'access', 'answered', '[]', '[]',
       '2026-01', 9, true, 7, '2026-02-01T00:00:00Z', '', '')`,
  );
  const period = { from: day('2026-01-11'), to: day('2026-06-30') };
  for (const table of ['live', 'anonymised'] as const) {
    const begin: ExportCursor = [table, period.from, '00000000-0000-0000-0000-000000000000'];
    const { rows } = await inside(use(), (tx) => tx.register.exported(period, begin, 1_000));
    expect(rows.length).toBeGreaterThan(1);
    const found = [];
    for (let after: ExportCursor | undefined = begin; after !== undefined; ) {
      const cursor: ExportCursor = after;
      const page = await inside(use(), (tx) => tx.register.exported(period, cursor, 1));
      found.push(...page.rows);
      after = page.next;
    }
    expect(found).toEqual(rows);
    for (const { received } of rows) {
      expect(received >= period.from.slice(0, received.length)).toBe(true);
      expect(received <= period.to).toBe(true);
    }
  }
});
