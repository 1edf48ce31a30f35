import { systemClock } from '../src/core/kernel/clock.ts';
import { type OpenCore, openCore } from '../src/open-core.ts';
import { openDurableDatabase, startIdleQueue } from './durable-database.ts';

/** A core on a database as a shop has it; its jobs are worked off by nobody, and it understands nothing. */
export async function openIdleCore(
  closing: AsyncDisposableStack,
): Promise<OpenCore & Pick<Awaited<ReturnType<typeof openDurableDatabase>>, 'config' | 'connectionString'>> {
  const { config, connectionString, secretKey } = await openDurableDatabase(closing);
  const queue = await startIdleQueue(closing, connectionString);
  const open = await openCore(config, {
    connectionString,
    secretKey,
    queue,
    understand: () => {
      throw new Error('nothing is understood here');
    },
    pushes: () => false,
    connections: 4,
    clock: systemClock,
  });
  closing.defer(() => open.close());
  return { ...open, config, connectionString };
}
