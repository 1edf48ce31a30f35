import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type DeskUnderTest, startTestDesk } from '../support/running-desk.ts';
import { webCustomer } from '../support/web-customer.ts';

let desk: DeskUnderTest;
let sql: Client;

beforeAll(async () => {
  desk = await startTestDesk({ TRUSTED_PROXIES: '127.0.0.1' });
  sql = new Client({ connectionString: desk.connectionString });
  await sql.connect();
});

afterAll(async () => {
  await sql?.end();
  await desk?.stop();
});

/** Under what the customer at this address is counted, hashed as it is stored. */
async function countedAs(address: string): Promise<unknown> {
  const customer = webCustomer((path, init) => {
    const headers = new Headers(init?.headers);
    headers.set('x-forwarded-for', address);
    return fetch(new URL(path, desk.url), { ...init, headers });
  });
  const number = await customer.asksForACopy();
  await customer.givesIdentity('Piet Jansen', 'piet@example.org');
  const { rows } = await sql.query(
    `SELECT c."ipHash" FROM "Challenge" c JOIN "PrivacyRequest" r ON r."id" = c."requestId" WHERE r."number" = $1`,
    [number],
  );
  return rows[0]?.ipHash;
}

test('behind a named proxy each customer counts alone, a household with IPv6 as one', async () => {
  const home = await countedAs('2001:db8:1:2::a');
  expect(home).toMatch(/^[0-9a-f]{64}$/);
  expect(await countedAs('2001:db8:1:2:ffff:ffff:ffff:b')).toBe(home);
  expect(await countedAs('2001:db8:1:3::a')).not.toBe(home);
  const mobile = await countedAs('203.0.113.9');
  expect(mobile).not.toBe(home);
  expect(await countedAs('::ffff:203.0.113.9')).toBe(mobile);
});
