import { ok, type Result, refuse } from '../kernel/result.ts';
import type { ApprovalProof } from '../request/approval-proof.ts';
import type { RequestState } from '../request/request-state.ts';
import { type CareRefusal, neededCare } from './needed-care.ts';
import type { Team } from './team.ts';

export type ApprovalRefusal =
  | 'decision.wrong_state'
  | 'decision.already_taken'
  | 'decision.card_outdated'
  | 'decision.letter_changed'
  | 'decision.preview_not_opened'
  | CareRefusal;

export interface AskedApproval {
  /** `staff:<id>` */
  readonly by: string;
  readonly version: number;
  readonly letterHash: string;
  readonly team: Team;
  /** Why, as that person typed it. */
  readonly reason: string;
}

/** The same for a notice, which goes beside whatever else is drafted. */
export function checkNoticeApproval(
  state: RequestState,
  asked: { readonly by: string; readonly version: number; readonly letterHash: string },
): Result<ApprovalProof, Exclude<ApprovalRefusal, CareRefusal>> {
  const { notice } = state;
  if (notice === undefined) return refuse('decision.wrong_state');
  if (notice.approvedBy !== undefined) return refuse('decision.already_taken');
  if (notice.hash !== asked.letterHash) return refuse('decision.letter_changed');
  if (state.cardVersion !== asked.version) return refuse('decision.card_outdated');
  if (!notice.seen.includes(asked.by)) return refuse('decision.preview_not_opened');
  const proof = { letterId: notice.id, letterHash: notice.hash, by: asked.by };
  return ok(proof as ApprovalProof);
}

/**
 * Whether this person may approve this letter now: the card they look at is the present one, the letter is the present
 * one, they opened its preview themselves, and where it asks for care, what that asks (R19).
 */
export function checkApproval(
  state: RequestState,
  asked: AskedApproval,
): Result<ApprovalProof, ApprovalRefusal> {
  if (state.status === 'executing' || 'closedAt' in state) return refuse('decision.already_taken');
  if (state.status !== 'awaiting_approval') return refuse('decision.wrong_state');
  if (state.letter.hash !== asked.letterHash) return refuse('decision.letter_changed');
  if (state.cardVersion !== asked.version) return refuse('decision.card_outdated');
  if (!state.seen.includes(`${asked.by} ${asked.letterHash}`)) return refuse('decision.preview_not_opened');
  const care = neededCare(state, asked);
  if (care === 'somebody_else') return refuse('decision.prepared_by_you');
  if (care === 'reason' && asked.reason.trim() === '') return refuse('decision.reason_missing');
  const proof = { letterId: state.letter.id, letterHash: state.letter.hash, by: asked.by };
  return ok(proof as ApprovalProof);
}
