/** In `unsearched`: rows from before an erasure that a person has to look at; said in words of its own (R33). */
export const BEFORE_ERASURE = 'before_erasure';

/**
 * In `unsearched`: what is fetched only for who is proven to this level (R9). At that level a source never says it, so it is
 * searched once more when the proof comes.
 */
export const AWAITS_PROOF = { code: 'signature_level', level: 2 } as const;

/** How a search of one source ended. An answer may say "nothing found" only on `complete` with `provesAbsence`. */
export type Coverage =
  | {
      readonly status: 'complete';
      readonly scanned: number;
      readonly found: number;
      readonly provesAbsence: boolean;
      /** The period that the searched material covers, as calendar days; absent when it has no bounds. */
      readonly period?: readonly [from: string, to: string];
    }
  | {
      readonly status: 'partial';
      readonly scanned: number;
      readonly found: number;
      readonly unsearched: readonly string[];
    }
  | { readonly status: 'pending_manual' }
  | { readonly status: 'pending_export' }
  | { readonly status: 'not_possible'; readonly reason: string }
  | { readonly status: 'failed'; readonly code: string; readonly retryable: boolean };

/** Whether the search of this source has ended, so that an answer can be approved. */
export function isSettled(coverage: Coverage): boolean {
  return (
    coverage.status === 'complete' || coverage.status === 'partial' || coverage.status === 'not_possible'
  );
}

/** Whether this search left something to fetch that may be fetched for who is proven to this level. */
export function awaitsProof(coverage: Coverage, level: number): boolean {
  return (
    level >= AWAITS_PROOF.level &&
    coverage.status === 'partial' &&
    coverage.unsearched.includes(AWAITS_PROOF.code)
  );
}
