import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { dailyRun } from '../../src/core/application/daily-run.ts';
import { queueMail } from '../../src/core/application/queue-mail.ts';
import { amsterdamDay } from '../../src/core/kernel/calendar-day.ts';
import { after, DAY, systemClock } from '../../src/core/kernel/clock.ts';
import { asId, type RequestId } from '../../src/core/kernel/ids.ts';
import { Redacted } from '../../src/core/kernel/redacted.ts';
import { text } from '../../src/core/text/texts.ts';
import { guardedQueue } from '../../src/guarded-queue.ts';
import { readRestoreMark } from '../../src/platform/backup/restore-mark.ts';
import { connected } from '../../src/platform/connected.ts';
import { createLog } from '../../src/platform/log.ts';
import { startDesk } from '../../src/start-desk.ts';
import { storeCase } from '../support/closed-case.ts';
import { cardOf, coreCustomer } from '../support/core-customer.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { decideOutcome } from '../support/decide-outcome.ts';
import { approveLetter, timePasses } from '../support/decided-letter.ts';
import { approve, type DeskActor, staffActor } from '../support/desk-staff.ts';
import { readyRequest } from '../support/desk-work.ts';
import { erasedInPart, eraseWhole, forgottenPerson } from '../support/forgotten-person.ts';
import { eventually } from '../support/running-desk.ts';
import { useCli } from '../support/use-cli.ts';
import { useCore } from '../support/use-core.ts';

/** So long ago that the term of an erasure of then has passed by the clock of the machine, which commands go by. */
const use = useCore({ from: after(systemClock.now(), -20 * DAY) });
const cli = useCli(use);
const NOT_HELD = [
  {
    source: 'e-boekhouden',
    category: 'invoice',
    count: 1,
    treatment: 'erase',
    ground: null,
    facts: '',
    until: null,
  },
  {
    source: 'mollie',
    category: 'payment',
    count: 1,
    treatment: 'refer',
    ground: null,
    facts: '',
    until: null,
  },
] as const;

const CLI = resolve(import.meta.dirname, '../../src/cli.ts');
let folder = '';
let owner: DeskActor;
const others: TestDatabase[] = [];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'backup-cli-'));
  owner = await staffActor(use().core, 'eigenaar@example.nl');
  vi.stubEnv('ERASURE_LEDGER', use().config.erasureLedger);
});
afterEach(() => void vi.stubEnv('DATABASE_URL', use().connectionString));
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
  for (const database of others) await database.drop();
});

async function anEmptyDatabase() {
  const database = await createTestDatabase({ empty: true });
  others.push(database);
  vi.stubEnv('DATABASE_URL', database.connectionString);
  return database.connectionString;
}

/** What a database holds, table by table: how much, and in which words. */
async function contentOf(connectionString: string): Promise<Record<string, string>> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    const content: Record<string, string> = {};
    const { rows } = await client.query<{ name: string }>(
      `SELECT table_name AS "name" FROM information_schema.tables
       WHERE table_schema = 'public' AND table_name NOT IN ('_prisma_migrations', 'StaffSession', 'StaffSignInLink')`,
    );
    for (const { name } of rows) {
      const found = await client.query<{ hash: string }>(
        `SELECT count(*) || ' ' || md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) AS "hash" FROM "${name}" t`,
      );
      content[name] = found.rows[0]?.hash ?? '';
    }
    const jobs = await client.query<{ all: string }>(
      `SELECT string_agg(name || data::text || start_after::text, '|' ORDER BY id) AS "all" FROM pgboss.job WHERE state = 'created'
         AND name NOT LIKE '\\_\\_%'`,
    );
    content.jobs = jobs.rows[0]?.all ?? '';
    return content;
  } finally {
    await client.end();
  }
}

async function rowsOf(connectionString: string, sql: string, ...values: readonly unknown[]): Promise<number> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    return (await client.query(`SELECT count(*)::int AS n ${sql}`, [...values])).rows[0].n;
  } finally {
    await client.end();
  }
}

const words = (code: 'restore.not_loaded' | 'restore.not_finished') => text('en', `refusals:${code}`);

/** A restore in a process of its own that is killed where it waits for one of our locks. */
async function restoreIsKilled(there: string, file: string, lock: number, phase: string): Promise<void> {
  await connected(there, async (client) => {
    await client.query(`SELECT pg_advisory_lock(20562, ${lock})`);
    const child = spawn(process.execPath, [CLI, 'restore', file], { env: process.env, stdio: 'ignore' });
    const ended = once(child, 'exit');
    const reached = async () => ((await readRestoreMark(client)) === phase ? true : undefined);
    await eventually(reached, `the restore is ${phase}`);
    child.kill('SIGKILL');
    expect(await ended).toEqual([null, 'SIGKILL']);
  });
}

test('a backup that is put back is the same database, with the jobs that waited', async () => {
  await forgottenPerson(use(), owner, 1);
  await writeFile(use().config.erasureLedger, '');
  const file = join(folder, 'same.backup');
  const made = await cli('backup', [file]);
  expect(made).toMatchObject({ code: 0 });
  expect(made.out).toContain('Not in it: the secret key and the erasure ledger');
  expect(await cli('backup', [file])).toMatchObject({ code: 1 });
  const before = await contentOf(use().connectionString);
  const there = await anEmptyDatabase();
  expect(await cli('restore', [file])).toMatchObject({ code: 0 });
  const restored = await contentOf(there);
  // Every command seals the register at its end.
  expect(restored).toEqual({ ...before, RegisterSeal: restored.RegisterSeal, LogHead: restored.LogHead });
  expect(await cli('register verify')).toMatchObject({ code: 0 });
  expect(await cli('restore', [file])).toMatchObject({
    code: 1,
    explained: expect.stringContaining('holds something already'),
  });
}, 60_000);

test('a backup from before an erasure brings nobody back (R33)', async () => {
  const { settings, sql, connectionString } = use();
  const asked = await forgottenPerson(use(), owner, 2, []);
  const earlier = await settings.store.transaction((tx) =>
    storeCase(tx, {
      right: 'access',
      end: 'answered',
      proven: true,
      closedAt: after(use().clock.now(), -DAY),
      email: asked.email,
    }),
  );
  const hash = settings.secrets.hash('address', asked.email);
  await sql.query('UPDATE "PrivacyRequest" SET "emailHash" = $2 WHERE "id" = $1', [earlier.id, hash]);
  const file = join(folder, 'before.backup');
  expect(await cli('backup', [file])).toMatchObject({ code: 0 });

  await eraseWhole(use(), asked, erasedInPart(use(), { plan: NOT_HELD, suppression: true }), owner);
  expect((await use().core.recipients.answer(asked.id, 'postnl', 'held_nothing', owner)).ok).toBe(true);
  await timePasses(use(), 15 * DAY);
  await dailyRun(settings);
  const person = `FROM "PrivacyRequest" WHERE "emailHash" = $1 OR "id" = $2`;
  expect(await rowsOf(connectionString, person, hash, asked.id)).toBe(0);

  const there = await anEmptyDatabase();
  const restored = await cli('restore', [file]);
  expect(restored).toMatchObject({ code: 0 });
  expect(restored.out).toContain('1 of them carried out again');
  expect(restored.out).toContain('1 requests to erase closed again, 2 cases anonymised again');
  expect(await rowsOf(there, person, hash, asked.id)).toBe(0);
  for (const table of ['Message', 'OutboundMail', 'Letter', 'SourceSearch', 'StaffCard', 'Task'])
    expect(
      await rowsOf(there, `FROM "${table}" WHERE "requestId" IN ($1, $2)`, asked.id, earlier.id),
      table,
    ).toBe(0);
  expect(
    await rowsOf(there, 'FROM "AnonymisedRequest" WHERE "number" IN ($1, $2)', asked.number, earlier.number),
  ).toBe(2);
  expect(await rowsOf(there, 'FROM "ReturnBlock" WHERE $1 = ANY ("addressHashes")', hash)).toBe(1);
  expect(await rowsOf(there, 'FROM "MailStop"')).toBe(1);
  expect(await cli('register verify')).toMatchObject({ code: 0 });
  const again = await cli('restore-check', [], '', true);
  expect(JSON.parse(again.out)).toMatchObject({ replayed: 0, closed: 0, anonymised: 0 });
}, 60_000);

test('who objected to advertising after a backup gets none after it was put back (AVG 21(3))', async () => {
  const { core } = use();
  const file = join(folder, 'advertised.backup');
  expect(await cli('backup', [file])).toMatchObject({ code: 0 });
  const stays = () => cli('mailing check', [], 'noor.vos@example.nl');
  expect(await stays()).toMatchObject({ code: 0 });
  const customer = coreCustomer(use());
  await customer.says('Ik wil geen reclame meer van jullie ontvangen, stop daarmee.');
  await customer.says('noor.vos@example.nl');
  const detail = await cardOf(use(), await customer.number());
  const channels = [{ channel: 'email', on: amsterdamDay(use().clock.now()) }] as const;
  const stopped = { result: 'marketing_stopped', channels, mayStillCome: false, recipients: [] } as const;
  await decideOutcome(core, detail.id, { right: 'objection', ...stopped }, owner);
  await approveLetter(use(), detail.id, owner);
  expect(await stays()).toMatchObject({ code: 1, out: 'noor.vos@example.nl' });

  await anEmptyDatabase();
  const restored = await cli('restore', [file]);
  expect(restored.out).toContain('1 addresses that want no advertising were put on the list again');
  expect(await stays()).toMatchObject({ code: 1, out: 'noor.vos@example.nl' });
  expect((await cli('restore-check', [], '', true)).out).toContain('"mailStops":0');
}, 60_000);

test('what was approved in a backup leaves only when a person says so again: it may have been stopped since (R19)', async () => {
  const { core, connectionString, sql, settings } = use();
  const asked = await readyRequest(use(), owner, { name: 'Ton Smit', email: 'ton.smit@example.nl' });
  const { number } = asked.detail;
  const id = asId<RequestId>(asked.detail.id);
  await approve(core, id, owner);
  const link = { tokenHash: 'hash of a link', requestId: id, letterId: null, revokedAt: null } as const;
  const times = { createdAt: use().clock.now(), expiresAt: null };
  await settings.store.transaction((tx) => tx.answers.addLink({ ...link, ...times }));
  const waits = { to: 'mia@example.nl', language: 'nl', number, token: 'token', kind: 'answer' } as const;
  await settings.store.transaction((tx) => queueMail(tx, waits, use().clock.now(), { requestId: id }));
  await writeFile(use().config.erasureLedger, '', { flag: 'a' });
  const file = join(folder, 'approved.backup');
  expect(await cli('backup', [file])).toMatchObject({ code: 0 });
  const stopped = await core.decisions.stop(id, (await cardOf(use(), number)).version, owner);
  expect(stopped.ok).toBe(true);
  await sql.query('UPDATE "RequestLink" SET "revokedAt" = now() WHERE "tokenHash" = $1', [link.tokenHash]);

  const there = await anEmptyDatabase();
  expect(await cli('restore', [file])).toMatchObject({ code: 0 });
  expect(await rowsOf(connectionString, `FROM pgboss.job WHERE name = 'send-answer'`)).toBeGreaterThan(0);
  expect(await rowsOf(there, `FROM pgboss.job WHERE name = 'send-answer'`)).toBe(0);
  const back = `FROM "PrivacyRequest" WHERE "id" = $1 AND "status" = 'awaiting_approval'`;
  expect(await rowsOf(there, back, id)).toBe(1);
  expect(await rowsOf(there, `FROM "Task" WHERE "requestId" = $1 AND "kind" = 'restored'`, id)).toBe(1);
  expect(await rowsOf(there, 'FROM "RequestLink" WHERE "revokedAt" IS NULL')).toBe(0);
  const mail = `FROM "OutboundMail" WHERE "requestId" = $1 AND "kind" = 'answer' AND "status" = 'failed'`;
  expect(await rowsOf(there, mail, id)).toBe(1);
  expect(await cli('register verify')).toMatchObject({ code: 0 });
}, 60_000);

test('a restore that was cut off lets nothing start and no job run; restore-check finishes it (R19)', async () => {
  const file = join(folder, 'approved.backup');
  const there = await anEmptyDatabase();
  const executing = `FROM "PrivacyRequest" WHERE "status" = 'executing'`;
  // Before its rows are there: at the lock of the migrations.
  await restoreIsKilled(there, file, 3, 'loading');
  expect(await rowsOf(there, "FROM pg_tables WHERE schemaname = 'public'")).toBe(0);
  expect(await cli('request list')).toMatchObject({ code: 1, explained: words('restore.not_loaded') });
  expect(await cli('restore-check')).toMatchObject({ code: 1, explained: words('restore.not_loaded') });
  // When all are there, before what was approved is taken back.
  await restoreIsKilled(there, file, 5, 'loaded');
  expect(await rowsOf(there, executing)).toBeGreaterThan(0);
  const config = { ...use().config, databaseUrl: new Redacted(there) };
  const started = await startDesk(config, { log: createLog('silent'), onLost: () => undefined });
  expect(started).toMatchObject({ refusal: { code: 'restore.not_finished' } });
  for (const command of ['request list', 'daily'])
    expect(await cli(command)).toMatchObject({ code: 1, explained: words('restore.not_finished') });
  for (const command of ['restore', 'backup'])
    expect(await cli(command, [command === 'restore' ? file : `${file}-2`])).toMatchObject({
      code: 1,
      explained: words('restore.not_finished'),
    });
  expect(await cli('restore-check')).toMatchObject({ code: 0 });
  expect(await rowsOf(there, executing)).toBe(0);
  expect(await rowsOf(there, `FROM "Task" WHERE "kind" = 'restored'`)).toBe(1);
  expect(await rowsOf(there, `FROM pgboss.job WHERE name = 'send-answer'`)).toBe(0);
  expect(await rowsOf(there, `FROM pgboss.job WHERE name = 'tell-staff'`)).toBeGreaterThan(0);
  expect(await cli('register verify')).toMatchObject({ code: 0 });
}, 90_000);

test('a desk that was left running does no job while a backup is being put in', async () => {
  const done: string[] = [];
  const handlers: (() => Promise<unknown>)[] = [];
  const queue = guardedQueue(
    { work: async (_name, handle) => void handlers.push(() => handle(JSON.parse('{}'))) },
    () => use().notRestoring(),
  );
  await queue.work('send-message', async () => {
    done.push('sent');
    return { status: 'done' };
  });
  const [work] = handlers;
  await use().sql.query('CREATE SCHEMA restoring; CREATE TABLE restoring.mark (loaded boolean)');
  await expect(work?.()).rejects.toThrow('run restore-check');
  await use().sql.query('DROP SCHEMA restoring CASCADE');
  await work?.();
  expect(done).toEqual(['sent']);
});

test('an old or empty ledger is refused before a table is made: whom it does not name would come back (R33)', async () => {
  const asked = await forgottenPerson(use(), owner, 3, []);
  await eraseWhole(use(), asked, erasedInPart(use(), { plan: NOT_HELD }), owner);
  const file = join(folder, 'later.backup');
  expect(await cli('backup', [file])).toMatchObject({ code: 0 });
  vi.stubEnv('ERASURE_LEDGER', join(folder, 'old-ledger'));
  await writeFile(join(folder, 'old-ledger'), '');
  const there = await anEmptyDatabase();
  expect(await cli('restore', [file])).toMatchObject({
    code: 1,
    explained: expect.stringContaining('is not the newest'),
  });
  expect(await rowsOf(there, "FROM pg_tables WHERE schemaname = 'public'")).toBe(0);
  vi.stubEnv('DATABASE_URL', use().connectionString);
  expect(await cli('restore-check')).toMatchObject({ code: 1 });
  vi.stubEnv('ERASURE_LEDGER', use().config.erasureLedger);
}, 60_000);

test('without the ledger nothing is put back: erased people would be there again', async () => {
  vi.stubEnv('ERASURE_LEDGER', join(folder, 'nowhere'));
  const file = join(folder, 'before.backup');
  await anEmptyDatabase();
  expect(await cli('restore', [file])).toMatchObject({
    code: 1,
    explained: expect.stringContaining('Without it erased people come back'),
  });
}, 60_000);
