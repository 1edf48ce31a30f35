import process from 'node:process';
import { type Config, explainProblems, readConfig, readEnvironment } from '../config.ts';
import type { Jobs } from '../core/application/ports.ts';

import { sealRegister } from '../core/application/seal-register.ts';
import type { Refusal } from '../core/kernel/result.ts';
import { UnreadableRow } from '../core/kernel/unreadable-row.ts';
import { textIfAny } from '../core/text/texts.ts';
import { loadUnderstanding } from '../load-understanding.ts';
import { type OpenCore, openCore } from '../open-core.ts';
import { openDatabase } from '../platform/open-database.ts';
import { startQueue } from '../platform/queue.ts';
import { prepareDatabase } from '../prepare-database.ts';
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
  if (!database.ok) return told(explain, database.refusal);
  const { connectionString } = database.value;
  try {
    const prepared = await prepareDatabase(connectionString, config);
    if (!prepared.ok) return told(explain, prepared.refusal);
    const queue = await startQueue<Jobs>({
      connectionString,
      queues: QUEUES,
      worker: 'none',
      onExhausted: async () => undefined,
      onError: () => explain('The queue reports a failure; the desk will try again.'),
    });
    try {
      const understand = await loadUnderstanding(config.dataDir);
      const open = await openCore(config, {
        connectionString,
        secretKey: prepared.value,
        queue,
        understand,
        pushes: () => false,
        connections: CONNECTIONS,
      });
      try {
        const code = await work(open, config);
        // Perhaps no desk runs beside it that would.
        await sealRegister(open.settings);
        return code;
      } catch (error) {
        if (!(error instanceof UnreadableRow)) throw error;
        return told(explain, { code: 'row.unreadable', params: { place: error.place, row: error.rowId } });
      } finally {
        await open.close();
      }
    } finally {
      await queue.stop(0);
    }
  } finally {
    await database.value.stop();
  }
}

export const CLI_ACTOR = { via: 'cli', name: 'cli' } as const;

function told(explain: CommandContext['explain'], { code, params = {} }: Refusal): number {
  explain(textIfAny('en', `refusals:${code}`, params) ?? code);
  return 1;
}
