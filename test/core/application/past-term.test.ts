import { afterEach, describe, expect, test } from 'vitest';
import { dailyRun } from '../../../src/core/application/daily-run.ts';
import { removeCard } from '../../../src/core/application/remove-card.ts';
import { after as later, MINUTE } from '../../../src/core/kernel/clock.ts';
import {
  CASE_CLASSES,
  cutoff,
  HOUSE_TERMS,
  RETENTION_TERMS,
  ROW_CLASSES,
} from '../../../src/core/kernel/retention-terms.ts';
import { RETENTION_CLASSES } from '../../../src/core/store/retention-classes.ts';
import { startBench } from '../../bots/slack/start-bot.ts';
import { PERSON } from '../../support/closed-case.ts';
import { SAMPLES, type Written } from '../../support/past-term.ts';
import { type CoreUnderTest, useCore } from '../../support/use-core.ts';

const use = useCore();
const TIMED = [...CASE_CLASSES, ...ROW_CLASSES];

/** What each term that has no rows of its own is kept in, and which test watches it. */
const ELSEWHERE = {
  legal_hold: 'ends as work for a person: test/journeys/after-erasure.test.ts',
  do_not_return: 'has its own last day: test/journeys/after-erasure.test.ts',
  mail_stop: 'is kept as long as the shop sends mail: test/journeys/after-erasure.test.ts',
  sent_text: 'letters go with their case: below',
  transmission: 'a link that ends by its own day: test/pages/transmission.test.ts',
  holding_place: 'nothing is kept there yet: no channel has a holding place',
  raw_mail: 'is never stored',
  taken_link: 'renew-link.test.ts: it opens nothing any more, and goes with its case',
  queue: 'test/platform/queue.test.ts',
  web_session: 'test/pages: the cookie',
} as const;

/** The daily run, and the work that it gives: cards are taken out of the staff channel. */
async function runDaily(open: CoreUnderTest) {
  const report = await dailyRun(open.settings);
  const slack = await (await startBench(use())).connect();
  for (const { data } of await open.jobs('remove-card'))
    await removeCard(open.settings, slack, data.requestId ?? '');
  await open.sql.query(`DELETE FROM pgboss.job WHERE name = 'remove-card'`);
  return report;
}

async function counts(written: Written): Promise<Record<string, number>> {
  const found: Record<string, number> = {};
  for (const [table, count] of Object.entries(written)) found[table] = await count();
  return found;
}

afterEach(async () => {
  expect((await use().core.register.verify()).broken).toBeNull();
});

describe('every class of every table, on the real store', () => {
  test.each(TIMED)(
    '%s: what is older than its term is gone after a daily run, what is younger stays',
    async (name) => {
      const open = use();
      const edge = cutoff(name, open.clock.now());
      const old = await SAMPLES[name](open, later(edge, -MINUTE));
      const young = await SAMPLES[name](open, later(edge, 5 * MINUTE));
      const before = await counts(young);
      // A link past its term does not work any more, with or without a run.
      for (const [table, count] of [...Object.entries(before), ...Object.entries(await counts(old))])
        if (table !== 'RequestLink' || name !== 'package') expect(count, table).toBeGreaterThan(0);
      const report = await runDaily(open);
      expect(new Set(Object.values(await counts(old)))).toEqual(new Set([0]));
      expect(await counts(young)).toEqual(before);
      expect(Object.keys(report.purged).toSorted()).toEqual(TIMED.toSorted());
    },
  );

  test('the samples above cover every table and every class of it', async () => {
    const open = use();
    const covered: Record<string, string[]> = {};
    for (const name of TIMED)
      for (const table of Object.keys(await SAMPLES[name](open, open.clock.now())))
        covered[table] = [...(covered[table] ?? []), name];
    for (const [table, { classes }] of Object.entries(RETENTION_CLASSES)) {
      const timed = classes.filter((name) => name !== 'shop_records' && !(name in ELSEWHERE));
      expect(covered[table]?.toSorted() ?? [], table).toEqual(timed.toSorted());
    }
  });

  test('every term of the table has a purge, or a reason why it needs none', () => {
    const terms = [...RETENTION_TERMS, ...HOUSE_TERMS].map((term) => term.class);
    expect(terms.toSorted()).toEqual([...TIMED, ...Object.keys(ELSEWHERE)].toSorted());
  });
});

test('of a request past its term only what R34 names is left, and no day of it', async () => {
  const open = use();
  const edge = cutoff('erasure_case', open.clock.now());
  const old = await SAMPLES.erasure_case(open, later(edge, -MINUTE));
  await runDaily(open);
  expect(await counts(old)).toMatchObject({ PrivacyRequest: 0, RequestEvent: 0 });
  const rows = (await open.core.register.list(1_000)).filter((row) => row.status === 'anonymised');
  expect(rows.length).toBeGreaterThan(0);
  const named = ['right', 'outcome', 'grounds', 'recipients', 'month', 'daysUsed', 'onTime'];
  for (const row of rows)
    expect(Object.keys(row).toSorted()).toEqual(['number', 'status', ...named].toSorted());
  expect(rows).toContainEqual(
    expect.objectContaining({ right: 'erasure', outcome: 'answered', recipients: ['jouwweb'], daysUsed: 5 }),
  );
  const { rows: left } = await open.sql.query('SELECT t::text AS text FROM "AnonymisedRequest" t');
  for (const { text } of left) {
    expect(text).not.toMatch(new RegExp(`${PERSON.name}|sanne`, 'i'));
    expect(text.replaceAll(/\d{4}-\d{2}-01 00:00:00/g, '')).not.toMatch(/\d{4}-\d{2}-\d{2}/);
  }
});
