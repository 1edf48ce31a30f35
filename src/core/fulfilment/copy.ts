import { isUndecided } from './found-so-far.ts';
import type { Category, FoundRecord } from './processor.ts';
import { WITHHOLD_REASONS, type WithholdReason } from './withhold-reason.ts';

export interface WithheldCount {
  readonly source: string;
  readonly reason: WithholdReason;
  readonly count: number;
  /** Of these only a part is left out. */
  readonly part?: true;
}

/** What leaves the shop: what was left out, or may be of somebody else, stays stored and stands neither on the page nor in the package. */
export function copyOf<Result extends { readonly records: readonly FoundRecord[] }>(
  results: readonly Result[],
): readonly Result[] {
  return results.map((result) => ({
    ...result,
    records: result.records.filter((record) => !isLeftOut(record) && !isUndecided(record)).map(given),
  }));
}

/** What asks staff for a second look is no part of what is given. */
function given({ special: _look, withheld: _why, instead, ...record }: FoundRecord): FoundRecord {
  if (instead === undefined) return record;
  // Neither its long texts nor its files, which are under its own name: they show what was taken out.
  const { shortened: _whole, ...rest } = record;
  const fields = instead.filter(({ value }) => value !== '');
  return { ...rest, ref: `${record.ref}:redacted`, fields };
}

/** Whether nothing of this record leaves: one that was redacted does, without what is of others. */
export function isLeftOut({ withheld, instead }: FoundRecord): boolean {
  return withheld !== undefined && instead === undefined;
}

/** How many records per source and reason are left out: the letter says so (AVG 15(4): redact, do not refuse the whole). */
export function countWithheld(
  results: readonly { readonly source: string; readonly records: readonly FoundRecord[] }[],
): readonly WithheldCount[] {
  return results.flatMap(({ source, records }) =>
    WITHHOLD_REASONS.flatMap((reason): readonly WithheldCount[] => {
      const all = records.filter(({ withheld }) => withheld === reason);
      const whole = all.filter(isLeftOut).length;
      return [
        { source, reason, count: whole },
        { source, reason, count: all.length - whole, part: true as const },
      ].filter(({ count }) => count > 0);
    }),
  );
}

/** A kind of data in one place that is refused whole, with what is the matter here (AVG 12(4)). */
export interface RefusedGroup {
  readonly source: string;
  readonly category: Category;
  readonly reason: WithholdReason;
  readonly facts: string;
}
