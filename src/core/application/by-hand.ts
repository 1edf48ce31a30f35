import { type Coverage, isSettled } from '../fulfilment/coverage.ts';
import { CATEGORIES, type FoundRecord, TYPED_PLACE } from '../fulfilment/processor.ts';
import type { ManualResult } from './core-api.ts';
import type { SourceFinding } from './record-searches.ts';
import type { SearchRow } from './rows.ts';

/** A missing export or a failed system can be finished by hand too: one open source may not hold up an answer (row 52). */
export function isForHand({ status }: Coverage): boolean {
  return status === 'pending_manual' || status === 'pending_export' || status === 'failed';
}

/** A settled search whose outcome a person typed: it can be wrong, so it can be filled in again. */
export function wasByHand({
  coverage,
  records,
  byHand = false,
}: Pick<SearchRow, 'coverage' | 'records' | 'byHand'>): boolean {
  if (byHand) return isSettled(coverage);
  if (!isSettled(coverage) || !records.every(isTyped)) return false;
  return coverage.status === 'complete' ? !coverage.provesAbsence : coverage.status === 'not_possible';
}

/** The rows as they were typed. */
export function typedRows(records: readonly FoundRecord[]): ManualResult['rows'] {
  return records
    .filter(isTyped)
    .map(({ category, fields }) => ({ category, text: fields.map(({ value }) => value).join(' ') }));
}

/** What the system itself had found before it failed or waited: nobody has to type it, and it stays. */
export function foundRows(records: readonly FoundRecord[]): ManualResult['rows'] {
  return records
    .filter((record) => !isTyped(record))
    .map(({ category, fields }) => ({ category, text: fields.map(({ value }) => value).join(' ') }));
}

function isTyped({ provenance }: FoundRecord): boolean {
  return provenance.place === TYPED_PLACE;
}

/** A row that was left out of the copy stays out when its source is filled in again with the same words. */
function markOf(
  row: ManualResult['rows'][number],
  before: readonly FoundRecord[],
): Pick<FoundRecord, 'withheld'> {
  const same = before.find(
    ({ category, withheld, fields }) =>
      withheld !== undefined && category === row.category && fields.some(({ value }) => value === row.text),
  );
  return same?.withheld === undefined ? {} : { withheld: same.withheld };
}

/**
 * What a person found by hand, beside what the system had found, in the words of the contract; absence seen by eye is no
 * proof (R31).
 */
export function byHandFinding(
  result: ManualResult,
  before: readonly FoundRecord[],
  now: Date,
): SourceFinding {
  const { source } = result;
  const found = before.filter((record) => !isTyped(record));
  if (result.answer === 'not_possible') {
    const reason = result.reason.trim();
    const counts = { scanned: found.length, found: found.length };
    return found.length === 0
      ? { source, coverage: { status: 'not_possible', reason }, records: [] }
      : { source, coverage: { status: 'partial', ...counts, unsearched: [reason] }, records: found };
  }
  const typed = result.rows.map(
    (row, index): FoundRecord => ({
      ref: `${source}:${TYPED_PLACE}:${index + 1}`,
      category: CATEGORIES.find((category) => category === row.category) ?? 'other',
      fields: [{ name: 'text', value: row.text }],
      // A person may have looked by name: only an address in the words tells whose it is.
      matchedBy: [],
      thirdParty: false,
      hold: null,
      provenance: { place: TYPED_PLACE, fetchedAt: now.toISOString() },
      ...markOf(row, before),
    }),
  );
  const records = [...found, ...typed];
  const { length } = records;
  return {
    source,
    coverage: { status: 'complete', scanned: length, found: length, provesAbsence: false },
    records,
  };
}
