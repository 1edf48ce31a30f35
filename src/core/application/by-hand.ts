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
export function wasByHand({ coverage, records }: Pick<SearchRow, 'coverage' | 'records'>): boolean {
  if (!isSettled(coverage) || !records.every(({ provenance }) => provenance.place === TYPED_PLACE))
    return false;
  return coverage.status === 'complete' ? !coverage.provesAbsence : coverage.status === 'not_possible';
}

/** The rows as they were typed. */
export function typedRows(records: readonly FoundRecord[]): ManualResult['rows'] {
  return records
    .filter(({ provenance }) => provenance.place === TYPED_PLACE)
    .map(({ category, fields }) => ({ category, text: fields.map(({ value }) => value).join(' ') }));
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

/** What a person found by hand, in the words of the contract; absence seen by eye is not proof (R31). */
export function byHandFinding(
  result: ManualResult,
  before: readonly FoundRecord[],
  now: Date,
): SourceFinding {
  const { source } = result;
  if (result.answer === 'not_possible')
    return { source, coverage: { status: 'not_possible', reason: result.reason.trim() }, records: [] };
  const records = result.rows.map(
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
  const { length } = records;
  return {
    source,
    coverage: { status: 'complete', scanned: length, found: length, provesAbsence: false },
    records,
  };
}
