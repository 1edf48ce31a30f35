import type { RequestState } from '../request/request-state.ts';
import type { ApprovalBlock, ApprovalView } from './approval-view.ts';

/** What can be decided about a request now. `nameOf` turns `staff:<id>`, `customer`, `system` into a name. */
export function viewApproval(state: RequestState, nameOf: (by: string) => string): ApprovalView {
  switch (state.status) {
    case 'received':
    case 'awaiting_identity':
      return { phase: 'waiting', waitingFor: 'identity' };
    case 'gathering':
      return { phase: 'waiting', waitingFor: 'search' };
    case 'awaiting_approval': {
      const blockedBy = block(state);
      return { phase: 'pending', mayApprove: blockedBy === null, blockedBy };
    }
    case 'executing':
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

function block(state: Extract<RequestState, { status: 'awaiting_approval' }>): ApprovalBlock | null {
  if (state.level < 1) return 'identity_missing';
  if (!state.letter.complete) return 'text_missing';
  const open = Object.values(state.searches).some((search) => !search.settled);
  return state.letter.kind === 'access_answer' && open ? 'sources_open' : null;
}
