import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { type Installation, newInstallation } from '../support/main-process.ts';
import { webCustomer } from '../support/web-customer.ts';

const OURS = Buffer.alloc(32, 1).toString('base64');
const OTHER = Buffer.alloc(32, 2).toString('base64');

let installation: Installation;
let database: TestDatabase;

beforeAll(async () => {
  [installation, database] = await Promise.all([newInstallation(), createTestDatabase({ empty: true })]);
});

afterAll(async () => {
  await installation?.remove();
  await database?.drop();
});

function variables(secretKey: string) {
  return { DATABASE_URL: database.connectionString, SECRET_KEY: secretKey };
}

async function everyRow(): Promise<unknown> {
  const client = new Client({ connectionString: database.connectionString });
  await client.connect();
  const { rows: tables } = await client.query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
     WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
  );
  const counts = [];
  for (const { name } of tables)
    counts.push([name, (await client.query(`SELECT t::text FROM ${name} t ORDER BY 1`)).rows]);
  await client.end();
  return counts;
}

test('with another key nothing starts, serves or changes, and what to do is said; with the right one all is there', async () => {
  const main = installation.start(variables(OURS));
  await main.ready();
  const customer = webCustomer(main.url);
  const number = await customer.asksForACopy();
  main.signal('SIGINT');
  await main.exit;
  const before = await everyRow();

  const wrong = installation.start(variables(OTHER));
  const { code, stdout, stderr } = await wrong.exit;
  expect([code, stdout]).toEqual([1, '']);
  expect(stderr).toMatch(
    /does not start\. SECRET_KEY is not the one of this database.*Put the old key back/s,
  );
  expect(stderr).not.toContain(OTHER);
  for (const command of [
    ['request', 'list'],
    ['register', 'verify'],
    ['daily'],
    ['staff', 'add', 'a@example.nl'],
  ]) {
    const refused = await installation.cli(command, '', variables(OTHER));
    expect([command, refused.code, refused.stdout]).toEqual([command, 1, '']);
    expect(refused.stderr).toContain('SECRET_KEY is not the one of this database');
  }
  expect(await everyRow()).toEqual(before);

  const again = installation.start(variables(OURS));
  await again.ready();
  expect(await customer.transcript()).toContain(number);
  expect((await fetch(`${again.url}/readyz`)).status).toBe(200);

  // what a restored copy of another database looks like
  const client = new Client({ connectionString: database.connectionString });
  await client.connect();
  await client.query(`UPDATE "SealingKey" SET "fingerprint" = 'of another install'`);
  await client.end();
  const asked = await fetch(`${again.url}/readyz`);
  expect([asked.status, await asked.json()]).toEqual([
    503,
    { ready: false, database: true, queue: true, secretKey: false },
  ]);
  again.signal('SIGINT');
  await again.exit;
});
