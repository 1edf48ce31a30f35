import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { DEMO_CUSTOMERS } from '../../prisma/demo-shop.ts';
import { type MailServer, newMailServer } from '../support/mail-server.ts';
import { type Installation, type MainProcess, newInstallation } from '../support/main-process.ts';
import { eventually } from '../support/running-desk.ts';
import { type WebCustomer, webCustomer } from '../support/web-customer.ts';

const SANNE = 'sanne@example.nl';
const STRANGE = "Mijn geheim is 'zwartekat77'; <script>";

let installation: Installation;
let mailServer: MailServer;
let main: MainProcess;
let customer: WebCustomer;
let number = '';
let code = '';

beforeAll(async () => {
  [installation, mailServer] = await Promise.all([newInstallation(), newMailServer()]);
  main = installation.start({
    SMTP_URL: mailServer.url,
    MAIL_FROM: 'privacy@example.org',
    LOG_LEVEL: 'debug',
  });
  await main.ready();
  customer = webCustomer(main.url);
});

afterAll(async () => {
  await installation?.remove();
  await mailServer?.stop();
});

/** Every row of every table, the queue's and the migrations' included, as text. */
async function dump(): Promise<string> {
  const tables = await installation.ask(
    `SELECT format('%I.%I', schemaname, tablename) FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
  );
  const [row] = await installation.ask(
    `SELECT concat_ws(E'\\n', ${tables.map(([name]) => `(SELECT string_agg(t::text, E'\\n') FROM ${name} t)`).join(', ')})`,
  );
  return String(row?.[0]);
}

/** As it is, and as a column of bytes or a careless encoding would show it. */
function holds(haystack: string, text: string): boolean {
  const bytes = Buffer.from(text);
  const encoded = [bytes.toString('hex'), bytes.toString('base64').replace(/=+$/, '').slice(0, -1)];
  // Six digits stand by chance in a hash or in the fraction of a second.
  const whole = new RegExp(`(?<![\\w.])${text.replaceAll('.', '\\.')}(?!\\w)`, 'i');
  return whole.test(haystack) || encoded.some((trace) => haystack.includes(trace));
}

const dumps: string[] = [];

test('a request whose code mail waits in the queue, and one that is proven and searched', async () => {
  await customer.says(STRANGE);
  number = await customer.asksForACopy();
  await customer.givesIdentity('Sanne de Vries', SANNE);
  dumps.push(await dump());
  await mailServer.start();
  const [mail] = await mailServer.mails(SANNE, 1);
  code = /\b\d{6}\b/.exec(mail?.text ?? '')?.[0] ?? '';
  dumps.push(await dump());
  await customer.says(code);
  const status = `SELECT 1 FROM "PrivacyRequest" WHERE "number" = '${number}' AND "status" = 'awaiting_approval'`;
  await eventually(async () => ((await installation.ask(status)).length === 1 ? true : undefined), 'a draft');
  dumps.push(await dump());
});

test('what may be seen is seen: the search of this file would find the rest', () => {
  expect(dumps).toHaveLength(3);
  for (const rows of dumps) {
    expect(holds(rows, number)).toBe(true);
    expect(rows).toContain('send-mail');
  }
});

test.each([
  ['the code', () => code],
  ['the address', () => SANNE],
  ['the name', () => 'de Vries'],
  ['the words', () => 'zwartekat77'],
  ['the street of the order that was found', () => DEMO_CUSTOMERS[0]?.street ?? ''],
])('%s stands nowhere in the database as it is', (_what, secret) => {
  expect(secret()).not.toBe('');
  for (const rows of dumps) expect(holds(rows, secret())).toBe(false);
});

test('the queue holds ids only', async () => {
  const jobs = await installation.ask('SELECT data FROM pgboss.job WHERE data IS NOT NULL');
  expect(jobs.length).toBeGreaterThan(5);
  for (const [data] of jobs)
    for (const value of Object.values(Object(data)))
      expect(String(value)).toMatch(/^[0-9a-f-]{36}$|^[a-z_-]+$/);
});

test('nothing of anybody stands in the logs, of the program and of PostgreSQL, also when something fails', async () => {
  await customer.post({ nummer: 'x', tekst: 'zwartekat77' });
  await installation.ask(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'privacybalie%'`,
  );
  await customer.says(`zwartekat77 ${SANNE}`).catch(() => undefined);
  main.signal('SIGINT');
  const { stdout, stderr } = await main.exit;
  const folder = installation.dataDir;
  const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.log'));
  const logs = await Promise.all(names.map((name) => readFile(join(folder, name), 'utf8')));
  expect(names.length).toBeGreaterThan(0);
  expect(stderr).toContain('"route":"/gesprek"');
  for (const secret of [code, SANNE, 'de Vries', 'zwartekat77', number])
    for (const log of [stdout, stderr, ...logs]) expect(holds(log, secret), secret).toBe(false);
  for (const name of await readdir(folder, { recursive: true })) expect(name).not.toMatch(/sanne|PB-/i);
});
