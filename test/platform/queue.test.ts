import { Client } from 'pg';
import { PgBoss } from 'pg-boss';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { DAY } from '../../src/core/kernel/clock.ts';
import { termLength } from '../../src/core/kernel/retention-terms.ts';
import { connectPrisma } from '../../src/core/store/database.ts';
import type { PrismaClient } from '../../src/core/store/generated/client.ts';
import { type ExhaustedJob, type Queue, type QueueOptions, startQueue } from '../../src/platform/queue.ts';
import type { Queues } from '../../src/platform/queue-rules.ts';
import type { JobOutcome } from '../../src/platform/work-off.ts';
import { useTestDatabase } from '../support/database.ts';

interface Jobs {
  readonly letter: { readonly letterId: string };
  readonly message: { readonly messageId: string; readonly conversationId: string };
  readonly fragile: { readonly letterId: string };
}

const RULES = { retries: 5, firstPause: 0, longestPause: 0, secondsPerAttempt: 60, atOnce: 2 };
const QUEUES: Queues<Jobs> = {
  letter: RULES,
  message: { ...RULES, inOrderOf: ({ conversationId }) => conversationId },
  fragile: { ...RULES, retries: 0, inOrderOf: ({ letterId }) => letterId },
};
const DONE: JobOutcome = { status: 'done' };

const database = useTestDatabase({ empty: true });
const queues: Queue<Jobs>[] = [];
let prisma: PrismaClient;

beforeAll(() => {
  prisma = connectPrisma(database.connectionString, 2);
});
afterEach(async () => {
  for (const queue of queues.splice(0)) await queue.stop(1_000);
});
afterAll(() => prisma.$disconnect());

async function start(options: Partial<QueueOptions<Jobs>> = {}): Promise<Queue<Jobs>> {
  const queue = await startQueue<Jobs>({
    connectionString: database.connectionString,
    queues: QUEUES,
    worker: 'only',
    onExhausted: async () => undefined,
    onError: () => undefined,
    ...options,
  });
  queues.push(queue);
  return queue;
}

/** Works on a queue and remembers what it was given. */
async function collect(
  queue: Queue<Jobs>,
  name: keyof Jobs,
  outcome: (id: string) => JobOutcome = () => DONE,
) {
  const seen: string[] = [];
  await queue.work(name, async (data) => {
    const id = 'messageId' in data ? data.messageId : data.letterId;
    seen.push(id);
    return outcome(id);
  });
  return seen;
}

test('what was done is kept as long as customers are told, in every queue (R35)', async () => {
  await start();
  const rows = await prisma.$queryRaw`SELECT DISTINCT "deletion_seconds" AS "seconds" FROM pgboss.queue`;
  expect(rows).toEqual([{ seconds: termLength('queue') / 1_000 }]);
  expect(termLength('queue')).toBe(7 * DAY);
});

test('a job that is sent in a transaction runs when that commits, and never when it rolls back', async () => {
  const queue = await start();
  const seen = await collect(queue, 'letter');
  const rolledBack = prisma.$transaction(async (tx) => {
    await queue.sendInside(tx, 'letter', [{ data: { letterId: 'rolled back' } }]);
    throw new Error('no');
  });
  await expect(rolledBack).rejects.toThrow('no');
  await prisma.$transaction((tx) => queue.sendInside(tx, 'letter', [{ data: { letterId: 'committed' } }]));
  await expect.poll(() => seen).toEqual(['committed']);
  await queue.stop(1_000);
  expect(seen).toEqual(['committed']);
});

test('jobs of one conversation run in the order in which they were sent, also those of one transaction', async () => {
  const queue = await start();
  const ids = Array.from({ length: 12 }, (_, i) => `m${i}`);
  await prisma.$transaction(async (tx) => {
    const [first, ...others] = ids.map((messageId) => ({ data: { messageId, conversationId: 'c' } }));
    if (first !== undefined) await queue.sendInside(tx, 'message', [first]);
    await queue.sendInside(tx, 'message', others);
  });
  const seen = await collect(queue, 'message');
  await expect.poll(() => seen.length).toBe(ids.length);
  expect(seen).toEqual(ids);
});

test('a failure that passes is tried again before the next job of its conversation', async () => {
  const queue = await start();
  let failures = 0;
  const seen = await collect(queue, 'message', (id) => {
    if (id !== 'first' || failures > 0) return DONE;
    failures += 1;
    return { status: 'again', reason: 'telegram_429', afterMs: 10 };
  });
  await queue.send('message', { messageId: 'first', conversationId: 'd' });
  await queue.send('message', { messageId: 'second', conversationId: 'd' });
  await expect.poll(() => seen).toEqual(['first', 'first', 'second']);
});

test('a job with an instant waits for it', async () => {
  const queue = await start();
  const seen = await collect(queue, 'letter');
  await queue.send('letter', { letterId: 'much later' }, { startAt: new Date('2999-01-01T00:00:00Z') });
  await queue.send('letter', { letterId: 'long ago' }, { startAt: new Date('2020-01-01T00:00:00Z') });
  await queue.send('letter', { letterId: 'now' });
  await expect.poll(() => seen.toSorted()).toEqual(['long ago', 'now']);
});

test('a job that fails for good is told, removed, and blocks nothing that comes after it', async () => {
  const exhausted: ExhaustedJob[] = [];
  const queue = await start({
    onExhausted: async (job) => {
      exhausted.push(job);
    },
  });
  const broken = new Set(['a']);
  const seen = await collect(queue, 'fragile', (id) =>
    broken.delete(id) ? { status: 'again', reason: 'smtp_550' } : DONE,
  );
  await queue.send('fragile', { letterId: 'a' });
  await expect
    .poll(() => exhausted)
    .toEqual([{ name: 'fragile', data: { letterId: 'a' }, reason: 'smtp_550' }]);
  await queue.send('fragile', { letterId: 'a' });
  await expect.poll(() => seen).toEqual(['a', 'a']);
});

test('telling of a failed job is tried until it succeeds', async () => {
  const errors: unknown[] = [];
  let told = 0;
  const queue = await start({
    onError: (error) => errors.push(error),
    onExhausted: async () => {
      told += 1;
      if (told === 1) throw new Error('the database is away');
    },
  });
  await collect(queue, 'fragile', () => ({ status: 'again', reason: 'gone' }));
  await queue.send('fragile', { letterId: 'b' });
  await expect.poll(() => told).toBe(2);
  expect(errors).toEqual([new Error('the database is away')]);
});

test('a bug in a handler is reported with the job, its text is not kept, and the job is tried again', async () => {
  const onError = vi.fn();
  const queue = await start({ onError });
  let calls = 0;
  await queue.work('letter', async () => {
    calls += 1;
    if (calls === 1) throw new TypeError('jan@example.nl is undefined');
    return DONE;
  });
  await queue.send('letter', { letterId: 'x' });
  await expect.poll(() => calls).toBe(2);
  expect(onError).toHaveBeenCalledExactlyOnceWith(
    expect.any(TypeError),
    expect.objectContaining({ queue: 'letter' }),
  );
  const client = new Client(database);
  await client.connect();
  const { rows } = await client.query(`SELECT 1 FROM pgboss.job WHERE output::text LIKE '%example.nl%'`);
  await client.end();
  expect(rows).toEqual([]);
});

test('what a process that was killed had in hand is taken up by the next start', async () => {
  const sender = await start({ worker: 'none' });
  await sender.send('message', { messageId: 'in hand', conversationId: 'e' });
  const killed = new PgBoss({
    connectionString: database.connectionString,
    supervise: false,
    schedule: false,
  });
  await killed.start();
  expect(await killed.fetch('message')).toHaveLength(1);
  await killed.stop({ graceful: false });
  const seen = await collect(await start(), 'message');
  await expect.poll(() => seen).toEqual(['in hand']);
});

test('jobs go on after every connection of the queue was cut', async () => {
  const queue = await start();
  const seen = await collect(queue, 'letter');
  const client = new Client(database);
  await client.connect();
  await client.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
     WHERE datname = current_database() AND application_name = 'privacybalie queue'`,
  );
  await client.end();
  await expect
    .poll(() =>
      queue.send('letter', { letterId: 'after' }).then(
        () => true,
        () => false,
      ),
    )
    .toBe(true);
  await expect.poll(() => seen).toEqual(['after']);
});

test('who only sends works on nothing', async () => {
  const sender = await start({ worker: 'none' });
  await sender.send('letter', { letterId: 'from a command' });
  const seen = await collect(await start(), 'letter');
  await expect.poll(() => seen).toEqual(['from a command']);
});

test('a listener hears what is notified in its database', async () => {
  const queue = await start();
  const heard: string[] = [];
  const listening = await queue.listen(
    'conversation_changed',
    (payload) => heard.push(payload),
    () => undefined,
  );
  await prisma.$executeRawUnsafe(`NOTIFY conversation_changed, 'c-1'`);
  await expect.poll(() => heard).toEqual(['c-1']);
  await listening.close();
});

test('changed rules of a queue are applied, also to its order, and what waits in it is done by the new ones', async () => {
  const other = { ...QUEUES, letter: { ...RULES, retries: 9, inOrderOf: () => 'all' }, message: RULES };
  const before = await start({ worker: 'none', queues: other });
  for (const messageId of ['old1', 'old2', 'old3'])
    await before.send('message', { messageId, conversationId: 'f' });
  for (const letterId of ['l1', 'l2']) await before.send('letter', { letterId });
  const kept = await rows(`SELECT data FROM pgboss.job WHERE state < 'completed' ORDER BY id`);
  // one of them was in hand when the old program was killed
  await rows(`UPDATE pgboss.job SET state = 'active' WHERE data->>'messageId' IN ('old1', 'old3')`);

  const after = await start();
  expect(await rows(`SELECT data FROM pgboss.job WHERE state < 'completed' ORDER BY id`)).toEqual(kept);
  expect(
    await rows(
      `SELECT name, policy, retry_limit FROM pgboss.queue WHERE name IN ('letter', 'message') ORDER BY 1`,
    ),
  ).toEqual([
    { name: 'letter', policy: 'standard', retry_limit: 5 },
    { name: 'message', policy: 'key_strict_fifo', retry_limit: 5 },
  ]);
  const [letters, messages] = [await collect(after, 'letter'), await collect(after, 'message')];
  await after.send('message', { messageId: 'old4', conversationId: 'f' });
  await expect.poll(() => messages).toEqual(['old1', 'old2', 'old3', 'old4']);
  await expect.poll(() => letters.toSorted()).toEqual(['l1', 'l2']);
});

test('a schedule that the rules do not have any more is taken away', async () => {
  const schedule = { cron: '0 4 * * *', timeZone: 'Europe/Amsterdam' };
  await start({ queues: { ...QUEUES, letter: { ...RULES, schedule } } });
  expect(await rows('SELECT name FROM pgboss.schedule')).toEqual([{ name: 'letter' }]);
  await start();
  expect(await rows('SELECT name FROM pgboss.schedule')).toEqual([]);
});

test('a start that fails half-way leaves no connection behind', async () => {
  const broken = { ...QUEUES, letter: { ...RULES, secondsPerAttempt: -1 } };
  await expect(start({ queues: broken })).rejects.toThrow();
  const connections = `SELECT count(*)::int AS open FROM pg_stat_activity
    WHERE datname = current_database() AND application_name = 'privacybalie queue'`;
  await expect.poll(() => rows(connections)).toEqual([{ open: 0 }]);
});

async function rows(sql: string): Promise<readonly unknown[]> {
  const client = new Client(database);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}
