import process from 'node:process';
import { setTimeout as wait } from 'node:timers/promises';
import { readConfig } from '../src/config.ts';
import { type OpenCore, openCore } from '../src/open-core.ts';
import { prepareDatabase } from '../src/prepare-database.ts';

const SAMPLE_MS = 10;
const SETTLE_MS = 2_000;

/** A core in a process of its own, on a database that another one filled; its jobs are worked off by nobody. */
export async function openCoreApart(connectionString: string, dataDir: string): Promise<OpenCore> {
  const config = readConfig({ DATA_DIR: dataDir, LOG_LEVEL: 'silent' });
  if (!config.ok) throw new Error('the configuration is refused');
  const secretKey = await prepareDatabase(connectionString, config.value);
  if (!secretKey.ok) throw new Error(secretKey.refusal.code);
  return openCore(config.value, {
    connectionString,
    secretKey: secretKey.value,
    queue: { sendInside: async () => undefined },
    understand: () => {
      throw new Error('nothing is understood here');
    },
    pushes: () => false,
    connections: 4,
  });
}

/** The memory of this process, in bytes: once it rests, and the most since. */
export async function watchMemory(): Promise<{
  readonly idle: number;
  peak(): number;
  end(): void;
}> {
  await wait(SETTLE_MS);
  const idle = process.memoryUsage.rss();
  let peak = idle;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss());
  }, SAMPLE_MS);
  return { idle, peak: () => peak, end: () => clearInterval(watch) };
}
