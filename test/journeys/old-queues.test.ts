import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfig } from '../../src/config.ts';
import type { Jobs } from '../../src/core/application/ports.ts';
import { openDatabase } from '../../src/platform/open-database.ts';
import { startQueue } from '../../src/platform/queue.ts';
import type { Queues } from '../../src/platform/queue-rules.ts';
import { QUEUES } from '../../src/queues.ts';
import { type Installation, newInstallation } from '../support/main-process.ts';
import { eventually } from '../support/running-desk.ts';

let installation: Installation;

beforeAll(async () => {
  installation = await newInstallation();
});

afterAll(() => installation?.remove());

/** A data folder as a version with other rules left it: cards in order, messages in none, jobs waiting in both. */
async function leaveOldQueues(): Promise<void> {
  const { inOrderOf: _, ...unordered } = QUEUES['send-message'];
  const queues: Queues<Jobs> = {
    ...QUEUES,
    'send-message': { ...unordered, retries: 3 },
    'update-card': { ...QUEUES['update-card'], inOrderOf: ({ requestId }) => requestId },
  };
  const config = readConfig({ DATA_DIR: installation.dataDir });
  if (!config.ok) throw new Error('the standard configuration is refused');
  const database = await openDatabase(config.value, { role: 'client' });
  if (!database.ok) throw new Error(database.refusal.code);
  const { connectionString } = database.value;
  const nothing = async () => undefined;
  const queue = await startQueue<Jobs>({
    connectionString,
    queues,
    worker: 'none',
    onExhausted: nothing,
    onError: () => undefined,
  });
  const requestId = randomUUID();
  for (let i = 0; i < 2; i += 1) {
    await queue.send('update-card', { requestId });
    await queue.send('send-message', { messageId: randomUUID(), conversationId: requestId });
  }
  await queue.stop(1_000);
  await database.value.stop();
}

test('a data folder of a version with other rules for its queues starts, and what waited in them is done', async () => {
  await leaveOldQueues();
  const main = installation.start();
  await main.ready();
  expect(
    await installation.ask(
      `SELECT name, policy, retry_limit FROM pgboss.queue WHERE name IN ('send-message', 'update-card') ORDER BY 1`,
    ),
  ).toEqual([
    ['send-message', 'key_strict_fifo', QUEUES['send-message'].retries],
    ['update-card', 'standard', QUEUES['update-card'].retries],
  ]);
  const waiting = `SELECT 1 FROM pgboss.job WHERE name IN ('send-message', 'update-card') AND state <> 'completed'`;
  await eventually(
    async () => ((await installation.ask(waiting)).length === 0 ? true : undefined),
    'the old jobs are done',
  );
  main.signal('SIGINT');
  expect((await main.exit).code).toBe(0);
});

test('queues that cannot be used end the start with 1, and leave no PostgreSQL behind', async () => {
  await installation.ask('ALTER TABLE pgboss.queue RENAME TO moved');
  const { code, stdout, stderr } = await installation.start().exit;
  expect([code, stdout]).toEqual([1, '']);
  expect(stderr).toContain('start failed');
  // PostgreSQL cut nobody off: everybody had left
  expect(stderr).not.toContain('57P01');
  expect((await installation.postgres())?.running ?? false).toBe(false);
});
