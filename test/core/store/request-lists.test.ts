import { expect, test } from 'vitest';
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
