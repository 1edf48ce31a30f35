import * as z from 'zod';
import { storeRequest } from '../test/core/store/stored-rows.ts';
import { aRequest } from '../test/support/request-builder.ts';
import { openIdleCore } from './idle-core.ts';
import { readInProcess } from './reader-process.ts';

const MAILS = 10_000;
const LENGTH = 10_000;
const STEP = z.object({ seconds: z.number(), peak: z.number() });
const READ = z.object({ idle: z.number(), gathered: STEP, again: STEP, drafted: STEP });

/** A search that finds very many long mails of one person, and the draft of its letter, in a process of its own. */
export async function measureGather(closing: AsyncDisposableStack): Promise<string> {
  const open = await openIdleCore(closing);
  const events = aRequest()
    .proven()
    .then({ type: 'search_started', sources: ['mijndomein'] }).events;
  const { id } = await open.settings.store.transaction((tx) =>
    storeRequest(tx, events, { email: 'sanne@example.nl' }),
  );
  const { idle, ...steps } = READ.parse(
    await readInProcess(closing, 'gather-reader.ts', open, id, String(MAILS), String(LENGTH)),
  );
  const megabytes = (bytes: number) => (bytes / 1024 / 1024).toFixed(0);
  return [
    `A search that finds ${MAILS} mails of ${LENGTH} letters; memory idle ${megabytes(idle)} MB`,
    ...Object.entries(steps).map(
      ([name, { seconds, peak }]) =>
        `${name.padEnd(10)} ${seconds.toFixed(1)} s, ${(MAILS / seconds).toFixed(0)} records a second; at most ${megabytes(peak - idle)} MB over idle so far`,
    ),
  ].join('\n');
}
