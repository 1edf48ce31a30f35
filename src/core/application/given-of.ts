import { copyOf } from '../fulfilment/copy.ts';
import type { GivenSource } from '../fulfilment/given-source.ts';
import type { Category, FoundRecord } from '../fulfilment/processor.ts';
import type { Store } from './ports.ts';
import type { SearchHead } from './record-ports.ts';

/** What leaves of these searches, read piece by piece whenever it is asked for; `read` hears of how many records. */
export function givenOf(
  store: Store,
  searches: readonly SearchHead[],
  read: (records: number) => Promise<void> = async () => undefined,
): readonly GivenSource[] {
  return searches.map((head) => {
    /** Kinds in each piece, from the first reading on: a later one skips what it does not need. */
    const kinds: ReadonlySet<Category>[] = [];
    return {
      source: head.source,
      coverage: head.coverage,
      records: async function* (of) {
        for (let place = 0; place < head.pieces; place += 1) {
          if (of !== undefined && kinds[place]?.has(of) === false) continue;
          const found = await piece(store, head, place);
          await read(found.length);
          const [given] = copyOf([{ records: found }]);
          const records = given?.records ?? [];
          kinds[place] = new Set(records.map(({ category }) => category));
          yield* records;
        }
      },
    };
  });
}

/** The records of a search, those included that do not leave. */
export async function* foundRecordsOf(store: Store, head: SearchHead): AsyncIterable<FoundRecord> {
  for (let place = 0; place < head.pieces; place += 1) yield* await piece(store, head, place);
}

/** Throws when it is gone: less is not the copy. */
async function piece(store: Store, { requestId, source }: SearchHead, place: number) {
  return store.transaction(async (tx) => {
    const records = await tx.requests.recordsAt(requestId, source, place);
    if (records === undefined) throw new Error('found records were removed while they were read');
    return tx.requests.whole(requestId, source, records);
  });
}
