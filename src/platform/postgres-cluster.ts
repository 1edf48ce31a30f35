import { spawn } from 'node:child_process';
import { open } from 'node:fs/promises';
import { createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { PostgresAccount } from './postgres-account.ts';
import { disownStaleFile, isRunning, type Postmaster, readPostmasterFile } from './postmaster-file.ts';

const LOOK_AGAIN = 5; // milliseconds
const BETWEEN_ATTEMPTS = 200;
/** Recovery after a crash may take a while; a start that hangs must end. */
const PATIENCE = 120_000;

export interface Cluster {
  readonly dataDirectory: string;
  readonly logFile: string;
  readonly postgres: string;
  readonly account: PostgresAccount;
  readonly settings: Readonly<Record<string, string>>;
}

/** Values of customers stay out of the log: no statement and no detail of an error is written there. */
const SETTINGS = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_error_verbosity: 'terse',
  log_min_error_statement: 'panic',
  log_statement: 'none',
  log_checkpoints: 'off',
};

/**
 * Joins the PostgreSQL that runs on the data directory, whoever started it, or starts one, on `port` if that is
 * free. Undefined when it does not start: the reason is in the log file.
 */
export async function runCluster(cluster: Cluster, port?: number): Promise<Postmaster | undefined> {
  for (const wish of [port, undefined, undefined]) {
    const running = await runningPostmaster(cluster.dataDirectory);
    const ready = await untilReady(cluster, running ?? (await launch(cluster, wish ?? (await freePort()))));
    if (ready !== undefined) return ready;
    // backends of a killed server need a moment to notice that it is gone
    await wait(BETWEEN_ATTEMPTS);
  }
  return undefined;
}

/** Fast shutdown: open transactions are rolled back, what was committed is on disk. Resolves when it is gone. */
export async function stopCluster(dataDirectory: string): Promise<void> {
  const running = await runningPostmaster(dataDirectory);
  if (running === undefined) return;
  process.kill(running.pid, 'SIGINT');
  await eventually(async () => !(await isRunning(running.pid, dataDirectory)));
}

async function runningPostmaster(dataDirectory: string): Promise<Postmaster | undefined> {
  const found = await readPostmasterFile(dataDirectory);
  return found !== undefined && (await isRunning(found.pid, dataDirectory)) ? found : undefined;
}

/** Starts a postmaster in a process group of its own: Ctrl-C is for us, we stop it when all work has ended. */
async function launch(cluster: Cluster, port: number): Promise<{ readonly pid: number }> {
  const stale = await readPostmasterFile(cluster.dataDirectory);
  if (stale !== undefined) await disownStaleFile(cluster.dataDirectory, stale.pid);
  const settings = Object.entries({ ...SETTINGS, ...cluster.settings, port: String(port) });
  const log = await open(cluster.logFile, 'a', 0o600);
  try {
    const child = spawn(
      cluster.postgres,
      ['-D', cluster.dataDirectory, ...settings.flatMap(([name, value]) => ['-c', `${name}=${value}`])],
      {
        cwd: cluster.dataDirectory,
        env: { LC_ALL: 'C', TZ: 'UTC' },
        detached: true,
        stdio: ['ignore', log.fd, log.fd],
        ...cluster.account,
      },
    );
    child.unref();
    const pid = await new Promise<number>((resolve, reject) => {
      child.once('error', reject);
      child.once('spawn', () => resolve(child.pid ?? 0));
    });
    return { pid };
  } finally {
    await log.close();
  }
}

/** Undefined when the process ends first, for instance because another one was a moment earlier. */
async function untilReady(
  cluster: Cluster,
  started: { readonly pid: number },
): Promise<Postmaster | undefined> {
  let ready: Postmaster | undefined;
  await eventually(async () => {
    const now = await readPostmasterFile(cluster.dataDirectory);
    ready = now?.pid === started.pid && now.ready ? now : undefined;
    return ready !== undefined || !(await isRunning(started.pid, cluster.dataDirectory));
  });
  return ready;
}

async function eventually(isSo: () => Promise<boolean>): Promise<void> {
  for (let waited = 0; !(await isSo()); waited += LOOK_AGAIN) {
    if (waited > PATIENCE) throw new Error(`PostgreSQL did not change state in ${PATIENCE / 1000} s`);
    await wait(LOOK_AGAIN);
  }
}

/** Taken and given back: by the time PostgreSQL wants it, another program may have it, hence the attempts. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('a TCP server without a port');
  return address.port;
}
