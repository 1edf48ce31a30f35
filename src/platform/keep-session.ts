import { setTimeout as wait } from 'node:timers/promises';
import type { Result } from '../core/kernel/result.ts';
import { type DatabaseSession, leaveSession } from './database-session.ts';

const BETWEEN_ATTEMPTS = 500; // milliseconds

export interface SessionKeeper {
  leave(whenAlone: () => Promise<void>): Promise<void>;
}

/**
 * Watches the session: when PostgreSQL goes away (killed, out of memory), it is started again on the same port,
 * so that pools of connections recover by themselves. `onLost` is called when that is not possible.
 */
export function keepSession(
  first: DatabaseSession,
  rejoin: () => Promise<Result<DatabaseSession>>,
  onLost: () => void = () => undefined,
): SessionKeeper {
  let current: DatabaseSession | undefined;
  let restoring = Promise.resolve();
  let leaving = false;

  function watch(session: DatabaseSession): void {
    current = session;
    session.client.once('end', () => {
      current = undefined;
      if (!leaving) restoring = restore();
    });
  }

  async function restore(): Promise<void> {
    while (!leaving) {
      const joined = await rejoin();
      if (joined.ok && joined.value.connectionString === first.connectionString) return watch(joined.value);
      if (joined.ok) await joined.value.client.end();
      if (joined.ok || joined.refusal.code !== 'database.not_started') return onLost();
      await wait(BETWEEN_ATTEMPTS);
    }
  }

  watch(first);
  return {
    leave: async (whenAlone) => {
      leaving = true;
      await restoring;
      if (current !== undefined) await leaveSession(current, whenAlone);
    },
  };
}
