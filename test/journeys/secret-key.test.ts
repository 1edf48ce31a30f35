import { Client } from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { type Installation, newInstallation } from '../support/main-process.ts';
import { callCommand } from '../support/use-cli.ts';
import { webCustomer } from '../support/web-customer.ts';

const OURS = Buffer.alloc(32, 1).toString('base64');
const OTHER = Buffer.alloc(32, 2).toString('base64');

let installation: Installation;
let database: TestDatabase;

beforeAll(async () => {
  [installation, database] = await Promise.all([newInstallation(), createTestDatabase({ empty: true })]);
});

afterAll(async () => {
  vi.unstubAllEnvs();
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
  const refusal = 'SECRET_KEY is not the one of this database';
  const inProgram = await installation.cli(['request', 'list'], '', variables(OTHER));
  expect([inProgram.code, inProgram.stdout]).toEqual([1, '']);
  expect(inProgram.stderr).toContain(refusal);
  vi.stubEnv('MODE', 'demo');
  vi.stubEnv('DATA_DIR', installation.dataDir);
  for (const [name, value] of Object.entries(variables(OTHER))) vi.stubEnv(name, value);
  for (const [command, ...args] of [['register verify'], ['daily'], ['staff add', 'a@example.nl']] as const) {
    const refused = await callCommand(command, args);
    expect([command, refused.code, refused.out]).toEqual([command, 1, '']);
    expect(refused.explained).toContain(refusal);
  }
  vi.unstubAllEnvs();
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
