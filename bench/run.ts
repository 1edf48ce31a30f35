import { availableParallelism, cpus, loadavg } from 'node:os';
import process from 'node:process';
import { measureDiscord } from './discord.ts';
import { measureExport } from './export.ts';
import { measureGather } from './gather.ts';
import { measureIdleMemory } from './idle-memory.ts';
import { measureIntake } from './intake.ts';
import { measureMail } from './mail.ts';
import { measureMailReading } from './mail-reading.ts';
import { measurePackage } from './package.ts';
import { measureScale } from './scale.ts';
import { measureSlack } from './slack.ts';
import { measureSoak } from './soak.ts';
import { measureTelegram } from './telegram.ts';
import { measureWalk } from './walk.ts';
import { measureWebChat } from './web-chat.ts';

/** Measures and gives its table; what it starts, it hands to `closing`. */
type Part = (closing: AsyncDisposableStack) => Promise<string>;

const PARTS: Readonly<Record<string, Part>> = {
  memory: measureIdleMemory,
  intake: measureIntake,
  telegram: measureTelegram,
  discord: measureDiscord,
  slack: measureSlack,
  chat: measureWebChat,
  mail: measureMail,
  export: measureExport,
  package: measurePackage,
  gather: measureGather,
  walk: measureWalk,
  mails: measureMailReading,
  scale: measureScale,
  soak: measureSoak,
};
const LIMIT_MS = 175_000;
/** A million requests have to be written first; ten thousand messages through every channel take their time. */
const OWN_LIMIT_MS: Readonly<Record<string, number>> = { scale: 600_000, soak: 1_800_000 };

let closing = new AsyncDisposableStack();
let ending = false;

/** Whatever happens first counts; what fails because everything is being stopped does not. */
function abandon(reason: unknown): void {
  if (ending) return;
  ending = true;
  console.error(reason);
  closing.disposeAsync().then(
    () => process.exit(1),
    (error: unknown) => {
      console.error(error);
      process.exit(1);
    },
  );
}

async function run(wanted: readonly string[]): Promise<void> {
  const started = performance.now();
  const processors = `${availableParallelism()} x ${cpus()[0]?.model ?? 'CPU'}`;
  console.log(`Node ${process.versions.node}, ${processors}, load before ${loadavg()[0]?.toFixed(1)}`);
  for (const [name, measure] of Object.entries(PARTS)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    closing = new AsyncDisposableStack();
    const limitMs = OWN_LIMIT_MS[name] ?? LIMIT_MS;
    const limit = setTimeout(
      () => abandon(`${name} stopped after ${limitMs / 1000} s: the machine is busy, or something hangs`),
      limitMs,
    );
    closing.defer(() => clearTimeout(limit));
    console.log(`\n${await measure(closing)}`);
    await closing.disposeAsync();
  }
  console.log(`\n${((performance.now() - started) / 1000).toFixed(0)} s in all`);
}

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !Object.hasOwn(PARTS, name));
if (unknown.length > 0) {
  console.error(`no part ${unknown.join(', ')}; there are ${Object.keys(PARTS).join(', ')}`);
  process.exit(2);
}
process.once('SIGINT', () => abandon('interrupted'));
process.once('SIGTERM', () => abandon('ended'));
process.on('uncaughtException', abandon);
run(wanted).catch(abandon);
