import { monitorEventLoopDelay } from 'node:perf_hooks';
import { DEMO_EXPORT_COLUMNS, DEMO_EXPORT_HEADER } from '../prisma/demo-shop.ts';
import { systemClock } from '../src/core/kernel/clock.ts';
import { JOUWWEB } from '../src/processors/jouwweb/jouwweb.ts';
import { openIdleCore } from './idle-core.ts';

const MEGABYTES = 24;
const MS = 1_000_000;

/** An export as large as the desk takes: what each step takes, and for how long nothing else can be done meanwhile. */
export async function measureExport(closing: AsyncDisposableStack): Promise<string> {
  const open = await openIdleCore(closing);
  const { core, settings } = open;
  await core.desk.addStaff('eigenaar@example.nl', { via: 'cli', name: 'bench' });
  const [owner] = await core.desk.staff();
  if (owner === undefined) throw new Error('nobody works here');
  const by = { via: 'desk', staffId: owner.id, name: owner.name } as const;
  const content = largeExport();
  const lines: string[] = [];

  async function measure<Value>(what: string, act: () => Promise<Value>): Promise<Value> {
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    const started = performance.now();
    const value = await act();
    const took = performance.now() - started;
    // The loop comes round once more, so that a pause at the very end counts too.
    await new Promise((resolve) => setTimeout(resolve, 20));
    delay.disable();
    lines.push(
      `${what.padEnd(36)}${took.toFixed(0).padStart(8)} ms${(delay.max / MS).toFixed(0).padStart(12)} ms`,
    );
    return value;
  }

  await measure('nothing, for comparison', () => new Promise((resolve) => setTimeout(resolve, 2_000)));
  const uploaded = await measure('upload', () =>
    core.sources.upload(JOUWWEB, { name: 'export.csv', content }, by),
  );
  if (!uploaded.ok) throw new Error(uploaded.refusal.code);
  await measure('confirm the columns', () =>
    core.sources.confirmColumns(JOUWWEB, uploaded.value.id, DEMO_EXPORT_COLUMNS, by),
  );
  for (let copies = 0; copies < 2; copies += 1)
    await core.sources.upload(JOUWWEB, { name: 'export.csv', content }, by);
  await measure('list three of them on the desk', () => core.sources.exports(JOUWWEB));
  const processor = settings
    .sources(await core.desk.profile())
    .find((one) => one.capabilities().source === JOUWWEB);
  await measure('search one person', async () => {
    const context = {
      requestId: 'none',
      level: 1,
      requestReceivedAt: systemClock.now(),
      now: systemClock.now(),
    };
    const keys = [{ kind: 'email', value: 'klant-77@example.nl', from: 'proven' }] as const;
    for await (const _ of processor?.find(keys, context) ?? []);
  });
  return [
    `an export of ${MEGABYTES} MB`.padEnd(36) + 'in all'.padStart(11) + 'longest pause'.padStart(15),
    ...lines,
  ].join('\n');
}

function largeExport(): Uint8Array {
  const rows = [DEMO_EXPORT_HEADER.join(';')];
  let length = 0;
  for (let order = 0; length < MEGABYTES * 1024 * 1024 - 1_000; order += 1) {
    const row = `D${order};03-11-2026;Klant ${order};klant-${order % 50_000}@example.nl;06-00001000;Voorbeeldstraat ${order % 300};1234 AB;Utrecht;Nederland;"Kaars ""klein""";1;12,50;iDEAL;Verzonden;;;`;
    length += row.length + 2;
    rows.push(row);
  }
  return new TextEncoder().encode(`${rows.join('\r\n')}\r\n`);
}
