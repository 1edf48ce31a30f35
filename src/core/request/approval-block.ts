import { lacksAuthority } from './authority.ts';
import type { RequestState } from './request-state.ts';

/** What still stands between a draft and its approval; null when a person may approve it. */
export type ApprovalBlock =
  | 'authority_missing'
  | 'identity_doubted'
  | 'fee_open'
  | 'sources_open'
  | 'records_undecided'
  | 'identity_missing'
  | 'level_missing'
  | 'text_missing'
  | 'plan_outdated';

/** A letter without a plan is of a version that knew level 1 and the answer to access only. */
const BEFORE_PLANS = 1;

/** Why this draft cannot be approved yet, the first reason; null when it can. */
export function approvalBlock(
  state: Extract<RequestState, { readonly status: 'awaiting_approval' }>,
): ApprovalBlock | null {
  const { level, letter, searches } = state;
  const needed = letter.plan?.level ?? BEFORE_PLANS;
  // BW 3:60, UAVG 5: without a power only what says nothing about the other one leaves (R12), whichever letter it is.
  if (needed > 0 && lacksAuthority(state)) return 'authority_missing';
  if (level < needed) return level === 0 ? 'identity_missing' : 'level_missing';
  // Staff wrote down that this may be somebody else: nothing that needs proof leaves until that is settled (AVG 12(6)).
  if (needed > 0 && isDoubted(state)) return 'identity_doubted';
  if (letter.kind !== 'refusal' && isFeeOpen(state)) return 'fee_open';
  if (!letter.complete) return 'text_missing';
  // A refusal needs no finished search; an answer may not leave while a source is open (row 54, R31).
  const whole = letter.plan?.whole ?? letter.kind === 'access_answer';
  if (whole && Object.values(searches).some((search) => !search.settled)) return 'sources_open';
  // What may be of somebody else neither leaves nor is changed before a person said whose it is (R11).
  if (whole && Object.values(searches).some(({ undecided = 0 }) => undecided > 0)) return 'records_undecided';
  // Only what was seen may be erased, and "nothing found" only said of it: other records need another decision.
  return whole && state.foundSince === true ? 'plan_outdated' : null;
}

/** AVG 12(5)(a): the customer was told of a fee, or is about to be, and may still withdraw instead. */
function isFeeOpen({ fee, notice }: RequestState): boolean {
  return fee === 'announced' || (notice?.kind === 'fee' && notice.approvedBy !== undefined);
}

/** Whether staff wait for proof of who this is (AVG 12(6)), or are about to ask it. */
export function isDoubted({ due, notice }: RequestState): boolean {
  return due.legalDue === null || (notice?.kind === 'identity_doubt' && notice.approvedBy !== undefined);
}
