import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { Pool } from 'pg';
import { systemClock } from '../src/core/kernel/clock.ts';
import { trainUnderstanding } from '../src/core/understanding/train-understanding.ts';
import { openCore } from '../src/open-core.ts';
import { loadPhrases } from '../src/platform/load-phrases.ts';
import { bareTurns } from './bare-turn.ts';
import { compareRounds } from './compare-rounds.ts';
import { openDurableDatabase, startIdleQueue } from './durable-database.ts';
import { type Figure, tableOf } from './figures.ts';
import { recordJobStatement } from './job-statement.ts';
import { readWrittenTurn } from './written-turn.ts';

const CONNECTIONS = 10;
const AT_ONCE = [1, 8];
const ROUND_MS = 800;
const FIRST_WORDS = 'wat bewaren jullie van mij';
const NEXT_WORDS = 'hoe staat het met mijn verzoek';

/** Turns of customers on Telegram, stored with their replies and jobs, against the same SQL through bare `pg`. */
export async function measureIntake(closing: AsyncDisposableStack): Promise<string> {
  const learning = loadPhrases(join(import.meta.dirname, '../locales')).then(trainUnderstanding);
  const { config, connectionString, secretKey } = await openDurableDatabase(closing);
  const queue = await startIdleQueue(closing, connectionString);
  const pushes = () => true;
  const understand = await learning;
  const open = await openCore(config, {
    connectionString,
    secretKey,
    queue,
    pushes,
    understand,
    connections: CONNECTIONS,
  });
  closing.defer(() => open.close());
  const pool = new Pool({ connectionString, max: CONNECTIONS });
  closing.defer(() => pool.end());

  const say = async (conversationKey: string, text: string) => {
    const receipt = await open.core.receive({
      channel: 'telegram',
      conversationKey,
      externalId: randomUUID(),
      receivedAt: systemClock.now(),
      kind: 'text',
      text,
    });
    if (receipt.status !== 'stored') throw new Error(`a turn was ${receipt.status}`);
  };

  await say('pattern', FIRST_WORDS);
  const pattern = await readWrittenTurn(connectionString);
  const bare = bareTurns(pool, pattern, await recordJobStatement(queue));
  const figures: Figure[] = [];
  for (const workers of AT_ONCE) {
    const opening = {
      workers,
      ours: () => say(randomUUID(), FIRST_WORDS),
      bare: () => bare.opening(randomUUID()),
    };
    figures.push(...(await compareRounds(named('first message', workers), opening, ROUND_MS)));
    const ours = Array.from({ length: workers }, () => randomUUID());
    const theirs = Array.from({ length: workers }, () => randomUUID());
    await Promise.all(ours.map((key) => say(key, FIRST_WORDS)));
    await Promise.all(theirs.map((key) => bare.opening(key)));
    const followUp = {
      workers,
      ours: (worker: number) => say(ours[worker] ?? '', NEXT_WORDS),
      bare: (worker: number) => bare.followUp(theirs[worker] ?? ''),
    };
    figures.push(...(await compareRounds(named('follow-up', workers), followUp, ROUND_MS)));
  }
  return tableOf('Intake turns, durable', figures);
}

function named(what: string, workers: number) {
  const at = `${what}, ${workers} at once`;
  return { ours: `${at}: desk`, bare: `${at}: bare pg` };
}
