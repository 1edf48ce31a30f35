import { ok, type Result, refuse } from '../kernel/result.ts';
import type { ApprovalProof } from '../request/approval-proof.ts';
import type { RequestState } from '../request/request-state.ts';

export type ApprovalRefusal =
  | 'decision.wrong_state'
  | 'decision.already_taken'
  | 'decision.card_outdated'
  | 'decision.letter_changed'
  | 'decision.preview_not_opened';

/**
 * Whether this person (`staff:<id>`) may approve this letter now: the card they look at is the present one, the
 * letter is the present one, and they opened its preview themselves (R19).
 */
export function checkApproval(
  state: RequestState,
  asked: { readonly by: string; readonly version: number; readonly letterHash: string },
): Result<ApprovalProof, ApprovalRefusal> {
  if (state.status === 'executing' || 'closedAt' in state) return refuse('decision.already_taken');
  if (state.status !== 'awaiting_approval') return refuse('decision.wrong_state');
  if (state.letter.hash !== asked.letterHash) return refuse('decision.letter_changed');
  if (state.cardVersion !== asked.version) return refuse('decision.card_outdated');
  if (!state.seen.includes(`${asked.by} ${asked.letterHash}`)) return refuse('decision.preview_not_opened');
  const proof = { letterId: state.letter.id, letterHash: state.letter.hash, by: asked.by };
  return ok(proof as ApprovalProof);
}
