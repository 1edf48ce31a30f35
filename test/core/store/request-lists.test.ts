import { expect, test } from 'vitest';
import { CASES_OF } from '../../../src/core/store/case-rows.ts';
import { first } from '../../../src/core/store/first-rows.ts';
import { REQUEST_LISTS } from '../../../src/core/store/request-lists.ts';
import { useTestStore } from '../../support/store.ts';

const db = useTestStore();

async function planOf(rest: string): Promise<string> {
  await db.sql.query('SET enable_seqscan = off; SET enable_bitmapscan = off');
  const { rows } = await db.sql.query(`EXPLAIN SELECT r."id" FROM "PrivacyRequest" r ${rest}`);
  return rows.map((row: { 'QUERY PLAN': string }) => row['QUERY PLAN']).join('\n');
}

test.each([
  ['open', 'PrivacyRequest_open_list'],
  ['unproven', 'PrivacyRequest_unproven_list'],
  ['closed', 'PrivacyRequest_closed_list'],
] as const)(
  'a page of the list %s is read in its own order from %s, without sorting',
  async (list, index) => {
    const plan = await planOf(`${REQUEST_LISTS[list].sql} LIMIT 500`);
    expect(plan).toContain(`Index Scan using "${index}"`);
    expect(plan).not.toContain('Sort');
  },
);

test.each(['remindStaffOn', 'tellCustomerOn'])(
  'what is owed is found by %s, not by reading every request',
  async (column) => {
    expect(await planOf(`WHERE r."${column}" <= '2026-12-02' LIMIT 100`)).toContain(
      `PrivacyRequest_${column}_idx`,
    );
  },
);

test.each([
  ['unproven_request', 'PrivacyRequest_unproven_closed'],
  ['erasure_case', 'PrivacyRequest_erased'],
] as const)(
  'the nightly run finds what is due of %s by %s, not among all that was ever closed',
  async (cases, index) => {
    const due = `r."closedAt" < '2026-12-02' AND r."status" <> 'joined' AND ${CASES_OF[cases].sql}`;
    const plan = await planOf(`WHERE ${due} ORDER BY r."closedAt", r."id" LIMIT 200`);
    expect(plan).toContain(`"${index}"`);
    expect(plan).not.toContain('Seq Scan on "PrivacyRequest"');
  },
);

test('the length of a list stands in its statement as the number it is, and nothing else can', () => {
  expect(first(500).sql).toBe('LIMIT 500');
  for (const length of [-1, 1.5, Number.NaN]) expect(() => first(length)).toThrow('not a number of rows');
});
