import { after, MINUTE, SECOND } from '../kernel/clock.ts';
import type { CoreSettings } from './core-settings.ts';
import type { Tx } from './ports.ts';
import type { SearchHead } from './record-ports.ts';
import type { RequestRow } from './rows.ts';

/** Among the sources that are searched; no recipient has this id. */
const PACKAGE = '*package';
/** How often the records are read through: as JSON, for the fields and in tables; twice more where another service reads them. */
const READINGS = { portability: 5, others: 3 };

export interface PackageProgress {
  readonly done: number;
  readonly of: number;
}

/** A copy that is being made and downloaded right now; undefined when nobody does, or not any more. */
export async function packageProgress(
  tx: Tx,
  { id }: Pick<RequestRow, 'id'>,
  searches: readonly Pick<SearchHead, 'coverage'>[],
  now: Date,
): Promise<PackageProgress | undefined> {
  const noted = (await tx.requests.progress(id)).find(({ source }) => source === PACKAGE);
  // What was broken off without a word does not count for ever.
  if (noted === undefined || after(noted.at, MINUTE) < now) return undefined;
  return { done: noted.scanned, of: recordsIn(searches) };
}

/** Notes how far a copy is while it is made, at most once a second and not of one that is ready within it. */
export function notePackage(
  { store, clock }: Pick<CoreSettings, 'store' | 'clock'>,
  { id, right }: Pick<RequestRow, 'id' | 'right'>,
  searches: readonly SearchHead[],
) {
  const of = recordsIn(searches);
  const readings = right === 'portability' ? READINGS.portability : READINGS.others;
  let read = 0;
  let next = after(clock.now(), SECOND);
  return {
    async read(records: number): Promise<void> {
      read += records;
      const now = clock.now();
      if (now < next) return;
      next = after(now, SECOND);
      const done = Math.min(of, Math.floor(read / readings));
      await store.transaction((tx) => tx.requests.noteProgress(id, PACKAGE, done, now));
    },
    /** The copy itself; when it ends, or nobody reads on, nothing is noted any more. */
    async *until(content: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
      try {
        yield* content;
      } finally {
        await store.transaction((tx) => tx.requests.endProgress(id, PACKAGE));
      }
    },
  };
}

function recordsIn(searches: readonly Pick<SearchHead, 'coverage'>[]): number {
  return searches.reduce((sum, { coverage }) => sum + ('found' in coverage ? coverage.found : 0), 0);
}
