import { availableParallelism, cpus } from 'node:os';
import process from 'node:process';
import { measureIdleMemory } from './idle-memory.ts';
import { measureIntake } from './intake.ts';
import { measureTelegram } from './telegram.ts';
import { measureWebChat } from './web-chat.ts';

/** Measures and gives its table; what it starts, it hands to `closing`. */
type Part = (closing: AsyncDisposableStack) => Promise<string>;

const PARTS: Readonly<Record<string, Part>> = {
  memory: measureIdleMemory,
  intake: measureIntake,
  telegram: measureTelegram,
  chat: measureWebChat,
};
const LIMIT_MS = 175_000;

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !Object.hasOwn(PARTS, name));
if (unknown.length > 0) {
  console.error(`no part ${unknown.join(', ')}; there are ${Object.keys(PARTS).join(', ')}`);
  process.exit(2);
}

let closing = new AsyncDisposableStack();

async function abandon(reason: string): Promise<void> {
  console.error(`${reason}: cleaning up`);
  await closing.disposeAsync();
  process.exit(1);
}
process.once('SIGINT', () => void abandon('interrupted'));
process.once('SIGTERM', () => void abandon('ended'));
process.on('uncaughtException', (error) => {
  console.error(error);
  void abandon('failed');
});
setTimeout(() => void abandon(`longer than ${LIMIT_MS / 1000} s`), LIMIT_MS).unref();

const started = performance.now();
console.log(`Node ${process.versions.node}, ${availableParallelism()} x ${cpus()[0]?.model ?? 'CPU'}`);
for (const [name, measure] of Object.entries(PARTS)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  closing = new AsyncDisposableStack();
  try {
    console.log(`\n${await measure(closing)}`);
  } finally {
    await closing.disposeAsync();
  }
}
console.log(`\n${((performance.now() - started) / 1000).toFixed(0)} s in all`);
