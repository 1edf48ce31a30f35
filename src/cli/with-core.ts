import process from 'node:process';
import { type Config, explainProblems, readConfig, readEnvironment } from '../config.ts';
import type { Jobs } from '../core/application/ports.ts';
import { textIfAny } from '../core/text/texts.ts';
import { loadUnderstanding } from '../load-understanding.ts';
import { migrateStore } from '../migrate-store.ts';
import { type OpenCore, openCore } from '../open-core.ts';

import { openDatabase } from '../platform/open-database.ts';
import { startQueue } from '../platform/queue.ts';
import { QUEUES } from '../queues.ts';
import type { CommandContext } from './command.ts';

const CONNECTIONS = 2;

/**
 * Runs a command with the core on the present data: beside a running desk, or alone. What the command queues is done
 * by the desk, now or at its next start. Answers 1 when there is no database to be had, 2 for wrong configuration.
 */
export async function withCore(
  { explain }: Pick<CommandContext, 'explain'>,
  work: (open: OpenCore, config: Config) => Promise<number>,
): Promise<number> {
  const reading = readConfig(readEnvironment(process.cwd()));
  if (!reading.ok) {
    explain(explainProblems(reading.problems));
    return 2;
  }
  const config = reading.value;
  const database = await openDatabase(config, { role: 'client' });
  if (!database.ok) {
    const { code, params = {} } = database.refusal;
    explain(textIfAny('en', `refusals:${code}`, params) ?? code);
    return 1;
  }
  const { connectionString } = database.value;
  try {
    const migrated = await migrateStore(config, connectionString);
    if (!migrated.ok) {
      explain(textIfAny('en', `refusals:${migrated.refusal.code}`) ?? migrated.refusal.code);
      return 1;
    }
    const queue = await startQueue<Jobs>({
      connectionString,
      queues: QUEUES,
      worker: 'none',
      onExhausted: async () => undefined,
      onError: () => explain('The queue reports a failure; the desk will try again.'),
    });
    const understand = await loadUnderstanding(config.dataDir);
    const open = await openCore(config, {
      connectionString,
      queue,
      understand,
      pushes: () => false,
      connections: CONNECTIONS,
    });
    try {
      return await work(open, config);
    } finally {
      await queue.stop(0);
      await open.close();
    }
  } finally {
    await database.value.stop();
  }
}

export const CLI_ACTOR = { via: 'cli', name: 'cli' } as const;
