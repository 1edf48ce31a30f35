import type { Config } from '../config.ts';
import type { Jobs } from '../core/application/ports.ts';

import { sealRegister } from '../core/application/seal-register.ts';
import { UnreadableRow } from '../core/kernel/unreadable-row.ts';
import { understandingOnDemand } from '../load-understanding.ts';
import { type OpenCore, openCore } from '../open-core.ts';
import { startQueue } from '../platform/queue.ts';
import { prepareDatabase } from '../prepare-database.ts';
import { QUEUES } from '../queues.ts';
import type { CommandContext } from './command.ts';
import { withDatabase } from './with-database.ts';

const CONNECTIONS = 2;

/**
 * Runs a command with the core on the present data: beside a running desk, or alone. What the command queues is done
 * by the desk, now or at its next start. Answers 1 when there is no database to be had, 2 for wrong configuration.
 */
export async function withCore(
  { explain }: Pick<CommandContext, 'explain'>,
  work: (open: OpenCore, config: Config) => Promise<number>,
): Promise<number> {
  return withDatabase({ explain }, 'client', async ({ connectionString, config, told }) => {
    const prepared = await prepareDatabase(connectionString, config);
    if (!prepared.ok) return told(prepared.refusal);
    const queue = await startQueue<Jobs>({
      connectionString,
      queues: QUEUES,
      worker: 'none',
      onExhausted: async () => undefined,
      onError: () => explain('The queue reports a failure; the desk will try again.'),
    });
    try {
      const understand = await understandingOnDemand(config.dataDir);
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
        return told({ code: 'row.unreadable', params: { place: error.place, row: error.rowId } });
      } finally {
        await open.close();
      }
    } finally {
      await queue.stop(0);
    }
  });
}

export const CLI_ACTOR = { via: 'cli', name: 'cli' } as const;
