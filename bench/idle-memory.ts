import { readFile } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { makeDataFolder } from './durable-database.ts';
import { startProgram } from './start-program.ts';

const SETTLE_MS = 5_000;

/** The desk as `npm start` runs it, some seconds after it became ready; nobody asks it anything. */
export async function measureIdleMemory(closing: AsyncDisposableStack): Promise<string> {
  const folder = await makeDataFolder(closing);
  const started = performance.now();
  const { pid } = await startProgram(closing, 'src/main.ts', folder, { DATA_DIR: folder }, '/readyz');
  const ready = (performance.now() - started) / 1000;
  await wait(SETTLE_MS);
  const megabytes = await residentMegabytes(pid);
  return [
    'Desk process, idle',
    `resident memory ${megabytes === undefined ? 'not told by this system' : `${megabytes.toFixed(0)} MB`}`,
    `ready ${ready.toFixed(1)} s after its first start, the database made included`,
  ].join('\n');
}

/** Undefined where there is no /proc. */
async function residentMegabytes(pid: number): Promise<number | undefined> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1];
  return kilobytes === undefined ? undefined : Number(kilobytes) / 1024;
}
