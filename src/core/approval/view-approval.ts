import { approvalBlock } from '../request/approval-block.ts';
import type { RequestState } from '../request/request-state.ts';
import type { ApprovalView } from './approval-view.ts';

/** What can be decided about a request now. `nameOf` turns `staff:<id>`, `customer`, `system` into a name. */
export function viewApproval(state: RequestState, nameOf: (by: string) => string): ApprovalView {
  switch (state.status) {
    case 'received':
    case 'awaiting_identity':
      return { phase: 'waiting', waitingFor: 'identity' };
    case 'gathering':
      return { phase: 'waiting', waitingFor: 'search' };
    case 'awaiting_approval': {
      const blockedBy = approvalBlock(state);
      return { phase: 'pending', mayApprove: blockedBy === null, blockedBy };
    }
    case 'executing':
      if (state.undelivered !== undefined)
        return {
          phase: 'undelivered',
          by: nameOf(state.approvedBy),
          reason: state.undelivered,
          executed: (state.letter.plan?.steps.length ?? 0) > 0,
        };
      if (state.done !== undefined) return carryingOut(state, state.done, nameOf);
      return { phase: 'sending', by: nameOf(state.approvedBy), sendAt: new Date(state.sendAt) };
    default:
      return {
        phase: 'resolved',
        outcome: state.status,
        by: nameOf(state.closedBy),
        at: new Date(state.closedAt),
      };
  }
}

function carryingOut(
  { letter, approvedBy }: Extract<RequestState, { status: 'executing' }>,
  done: readonly string[],
  nameOf: (by: string) => string,
): ApprovalView {
  const steps = (letter.plan?.steps ?? []).map((step) => ({ step, done: done.includes(step) }));
  return { phase: 'carrying_out', by: nameOf(approvedBy), steps };
}
