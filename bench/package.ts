import * as z from 'zod';
import { systemClock } from '../src/core/kernel/clock.ts';
import { storeRequest } from '../test/core/store/stored-rows.ts';
import { aRequest } from '../test/support/request-builder.ts';
import { openIdleCore } from './idle-core.ts';
import { readInProcess } from './reader-process.ts';

const RECORDS = 100_000;
const READ = z.object({
  records: z.int(),
  idle: z.number(),
  peak: z.number(),
  seconds: z.number(),
  zipBytes: z.int(),
  bytes: z.int(),
  bareSeconds: z.number(),
});

/** The copy of somebody with very many records: stored here, built and written to a file in a process of its own. */
export async function measurePackage(closing: AsyncDisposableStack): Promise<string> {
  const open = await openIdleCore(closing);
  const events = aRequest()
    .proven()
    .then({ type: 'search_started', sources: ['jouwweb'] }).events;
  const started = performance.now();
  const { id } = await open.settings.store.transaction(async (tx) => {
    const request = await storeRequest(tx, events, { email: 'sanne@example.nl' });
    const coverage = {
      status: 'complete',
      scanned: RECORDS,
      found: RECORDS,
      provesAbsence: true,
    } as const;
    const search = { requestId: request.id, source: 'jouwweb', coverage, records: records() };
    await tx.requests.saveSearch(search, systemClock.now());
    return request;
  });
  const stored = (performance.now() - started) / 1000;
  const read = READ.parse(await readInProcess(closing, 'package-reader.ts', open, id));
  const megabytes = (bytes: number) => (bytes / 1024 / 1024).toFixed(0);
  return [
    `A package of ${read.records} records (portability: JSON, JSON-LD, three tables)`,
    `stored ${stored.toFixed(1)} s`,
    `built and written to a file ${read.seconds.toFixed(1)} s, ${(read.records / read.seconds).toFixed(0)} records a second; ${megabytes(read.bytes)} MB as ${megabytes(read.zipBytes)} MB of ZIP`,
    `the same bytes compressed bare ${read.bareSeconds.toFixed(1)} s: ${(read.seconds / read.bareSeconds).toFixed(1)} times as long`,
    `memory idle ${megabytes(read.idle)} MB, at most ${megabytes(read.peak)} MB: ${megabytes(read.peak - read.idle)} MB over idle`,
  ].join('\n');
}

function records() {
  return Array.from({ length: RECORDS }, (_, order) => ({
    ref: `jouwweb:${order}`,
    category: 'order' as const,
    fields: [
      { name: 'orderNumber', value: `D${order}` },
      { name: 'orderDate', value: '2026-11-03' },
      { name: 'name', value: 'Sanne Voorbeeld' },
      { name: 'email', value: 'sanne@example.nl' },
      { name: 'street', value: `Voorbeeldstraat ${order % 300}` },
      { name: 'postcode', value: '1234 AB' },
      { name: 'city', value: 'Utrecht' },
      { name: 'item', value: `Kaars nummer ${(order * 7919) % 1000}` },
      { name: 'amount', value: `${order % 90},50` },
    ],
    matchedBy: ['email' as const],
    thirdParty: false,
    hold: { basis: 'awr_52' as const, until: '2033-12-31' },
    provenance: { place: `rij ${order}`, fetchedAt: '2026-11-20T10:00:00Z' },
  }));
}
