import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import process from 'node:process';
import { setTimeout as wait } from 'node:timers/promises';

export interface Program {
  readonly url: string;
  readonly pid: number;
  /** Ends it without a word to it, as a power cut does. */
  kill(): Promise<void>;
}

const PATIENCE_MS = 90_000;
const STOP_MS = 15_000;
const LOOK_MS = 20;

/**
 * Runs a program of ours in a process of its own until `closing` ends, and resolves when it answers on `ready`. It
 * sees the given variables only, and no .env: it runs in `folder`, on a free port unless `PORT` is given.
 */
export async function startProgram(
  closing: AsyncDisposableStack,
  script: 'src/main.ts' | 'bench/bare-smtp.ts' | `bench/echo-${'bot' | 'discord' | 'slack'}.ts`,
  folder: string,
  variables: Readonly<Record<string, string>>,
  ready: string,
): Promise<Program> {
  const port = Number(variables.PORT ?? (await freePort()));
  const child = spawn(process.execPath, [join(import.meta.dirname, '..', script)], {
    cwd: folder,
    env: { PATH: process.env.PATH ?? '', LOG_LEVEL: 'error', PORT: String(port), ...variables },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  closing.defer(() => stop(child));
  const url = `http://127.0.0.1:${port}`;
  for (const end = performance.now() + PATIENCE_MS; !(await answers(`${url}${ready}`)); ) {
    if (child.exitCode !== null || performance.now() > end) throw new Error(`${script} does not start`);
    await wait(LOOK_MS);
  }
  return { url, pid: child.pid ?? 0, kill: () => stop(child, 'SIGKILL') };
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok;
  } catch {
    return false;
  }
}

async function stop(child: ChildProcess, signal: 'SIGINT' | 'SIGKILL' = 'SIGINT'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  const last = setTimeout(() => child.kill('SIGKILL'), STOP_MS);
  child.kill(signal);
  await ended;
  clearTimeout(last);
}

/** On which nothing listens at this moment. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
