import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Client } from 'pg';
import { readConfig } from '../../src/config.ts';
import { createDataFolder } from '../../src/platform/data-folder.ts';
import { openDatabase } from '../../src/platform/open-database.ts';
import { stopCluster } from '../../src/platform/postgres-cluster.ts';
import { isRunning, readPostmasterFile } from '../../src/platform/postmaster-file.ts';
import { giveLearned } from './learned.ts';
import { eventually, freePort } from './running-desk.ts';

const MAIN = resolve(import.meta.dirname, '../../src/main.ts');
const CLI = resolve(import.meta.dirname, '../../src/cli.ts');

export interface Exit {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The program as a user starts it, in a process of its own. */
export interface MainProcess {
  readonly url: string;
  /** Written so far. */
  stdout(): string;
  stderr(): string;
  /** Resolves when it says that it is ready; rejects when it ends instead. */
  ready(): Promise<void>;
  signal(name: 'SIGINT' | 'SIGTERM' | 'SIGKILL'): void;
  /** How it ended, whenever it does. */
  readonly exit: Promise<Exit>;
}

export interface Installation {
  readonly dataDir: string;
  start(variables?: Readonly<Record<string, string>>): MainProcess;
  /** A command beside the program, or alone. */
  cli(args: readonly string[], input?: string, variables?: Readonly<Record<string, string>>): Promise<Exit>;
  postgres(): Promise<{ readonly pid: number; readonly running: boolean } | undefined>;
  /** A connection to its database, which the caller ends; it does not keep the cluster up. */
  connect(): Promise<Client>;
  /** The rows of a question to its database, each as its values. */
  ask(sql: string): Promise<readonly (readonly unknown[])[]>;
  /** Ends every process of this installation and removes its folder. */
  remove(): Promise<void>;
}

/**
 * A place where the program was never started: its own folder, its own port, nothing else. Except that the phrases
 * are learnt, which takes seconds; `untouched` leaves that to the first start too.
 */
export async function newInstallation({ untouched = false } = {}): Promise<Installation> {
  const folder = await mkdtemp(join(tmpdir(), 'installation-'));
  // the unprivileged account of PostgreSQL has to pass through
  await chmod(folder, 0o711);
  const dataDir = join(folder, 'data');
  const cluster = join(dataDir, 'postgres');
  const port = await freePort();
  const environment = { PATH: process.env.PATH ?? '', HOME: folder, DATA_DIR: dataDir, PORT: String(port) };
  if (!untouched) {
    await createDataFolder(dataDir);
    await giveLearned(dataDir);
  }
  const children: ChildProcess[] = [];

  function run(script: string, args: readonly string[], variables: Readonly<Record<string, string>> = {}) {
    const child = spawn(process.execPath, [script, ...args], {
      cwd: folder,
      env: { ...environment, ...variables },
      stdio: 'pipe',
    });
    children.push(child);
    const written = { stdout: '', stderr: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      written.stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      written.stderr += text;
    });
    const exit = once(child, 'close').then((): Exit => ({ code: child.exitCode, ...written }));
    return { child, written, exit };
  }

  async function connect(): Promise<Client> {
    const config = readConfig({ DATA_DIR: dataDir });
    if (!config.ok) throw new Error('the standard configuration is refused');
    const database = await openDatabase(config.value, { role: 'client' });
    if (!database.ok) throw new Error(database.refusal.code);
    const client = new Client({ connectionString: database.value.connectionString });
    client.once('end', () => void database.value.stop());
    await client.connect();
    return client;
  }

  return {
    dataDir,
    connect,
    start(variables) {
      const { child, written, exit } = run(MAIN, [], variables);
      return {
        url: `http://127.0.0.1:${port}`,
        stdout: () => written.stdout,
        stderr: () => written.stderr,
        ready: () =>
          eventually(async () => {
            if (written.stdout.includes('Ctrl-C stops everything')) return true;
            if (child.exitCode !== null) throw new Error(`ended with ${child.exitCode}: ${written.stderr}`);
            return undefined;
          }, 'the program is ready').then(() => undefined),
        signal: (name) => void child.kill(name),
        exit,
      };
    },
    async cli(args, input = '', variables = {}) {
      const { child, exit } = run(CLI, args, variables);
      child.stdin.end(input);
      return exit;
    },
    async postgres() {
      const found = await readPostmasterFile(cluster);
      return found === undefined
        ? undefined
        : { pid: found.pid, running: await isRunning(found.pid, cluster) };
    },
    async ask(sql) {
      const client = await connect();
      const { rows } = await client.query<unknown[]>({ text: sql, rowMode: 'array' });
      await client.end();
      return rows;
    },
    async remove() {
      for (const child of children) child.kill('SIGKILL');
      await stopCluster(cluster);
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
