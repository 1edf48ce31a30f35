import type { Config } from '../config.ts';
import { type OpenCore, openCore } from '../open-core.ts';
import type { CheckedSecretKey } from '../platform/sealing-keys.ts';

const CONNECTIONS = 2;

/** The core for a command that only looks: it queues nothing and reads no messages. */
export async function withLookingCore<Value>(
  config: Config,
  {
    connectionString,
    secretKey,
  }: { readonly connectionString: string; readonly secretKey: CheckedSecretKey },
  work: (open: OpenCore) => Promise<Value>,
): Promise<Value> {
  const open = await openCore(config, {
    connectionString,
    secretKey,
    queue: { sendInside: () => Promise.reject(new Error('a command that looks queues nothing')) },
    understand: () => {
      throw new Error('a command that looks reads no messages');
    },
    pushes: () => false,
    connections: CONNECTIONS,
  });
  try {
    return await work(open);
  } finally {
    await open.close();
  }
}
