import { copyOf } from '../../src/core/fulfilment/copy.ts';
import type { GivenSource } from '../../src/core/fulfilment/given-source.ts';
import type { SourceResult } from '../../src/core/fulfilment/letter.ts';

/** What leaves of these results, as the package reads it. */
export function givenSources(results: readonly SourceResult[]): readonly GivenSource[] {
  return copyOf(results).map(({ source, coverage, records }) => ({
    source,
    coverage,
    records: async function* () {
      yield* records;
    },
  }));
}
