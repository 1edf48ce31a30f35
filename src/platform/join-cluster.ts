import { setTimeout as wait } from 'node:timers/promises';
import { type Result, refuse } from '../core/kernel/result.ts';
import {
  type DatabaseRole,
  type DatabaseSession,
  openSession,
  type SessionRefusal,
} from './database-session.ts';
import { type Cluster, runCluster } from './postgres-cluster.ts';

const ATTEMPTS = 50;
const BETWEEN_ATTEMPTS = 100; // milliseconds

export type JoinRefusal = Exclude<SessionRefusal, 'database.stopping'> | 'database.not_started';

/**
 * A place among the users of the cluster, which is started if it does not run. When its last user is just
 * stopping it, this waits for that and starts it again.
 */
export async function joinCluster(
  cluster: Cluster,
  role: DatabaseRole,
  passwords: readonly string[],
  port?: number,
): Promise<Result<DatabaseSession, JoinRefusal>> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const running = await runCluster(cluster, port);
    if (running === undefined) break;
    const joined = await openSession(running.port, role, passwords).catch(() => refuse('database.stopping'));
    if (joined.ok) return joined;
    const { code } = joined.refusal;
    if (code !== 'database.stopping') return refuse(code, { folder: cluster.dataDirectory });
    await wait(BETWEEN_ATTEMPTS);
  }
  return refuse('database.not_started', { log: cluster.logFile });
}
