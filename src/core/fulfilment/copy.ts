import { isUndecided } from './found-so-far.ts';
import type { Category, FoundRecord } from './processor.ts';
import { WITHHOLD_REASONS, type WithholdReason } from './withhold-reason.ts';

export interface WithheldCount {
  readonly source: string;
  readonly reason: WithholdReason;
  readonly count: number;
}

/** What leaves the shop: what was left out, or may be of somebody else, stays stored and stands neither on the page nor in the package. */
export function copyOf<Result extends { readonly records: readonly FoundRecord[] }>(
  results: readonly Result[],
): readonly Result[] {
  return results.map((result) => ({
    ...result,
    records: result.records
      .filter((record) => record.withheld === undefined && !isUndecided(record))
      // What asks staff for a second look is no part of what is given.
      .map(({ special: _look, ...record }) => record),
  }));
}

/** How many records per source and reason are left out: the letter says so (AVG 15(4): redact, do not refuse the whole). */
export function countWithheld(
  results: readonly { readonly source: string; readonly records: readonly FoundRecord[] }[],
): readonly WithheldCount[] {
  return results.flatMap(({ source, records }) =>
    WITHHOLD_REASONS.map((reason) => ({
      source,
      reason,
      count: records.filter(({ withheld }) => withheld === reason).length,
    })).filter(({ count }) => count > 0),
  );
}

/** A kind of data in one place that is refused whole, with what is the matter here (AVG 12(4)). */
export interface RefusedGroup {
  readonly source: string;
  readonly category: Category;
  readonly reason: WithholdReason;
  readonly facts: string;
}
