import type { ApprovalBlock } from '../request/approval-block.ts';

export type { ApprovalBlock } from '../request/approval-block.ts';

/** What can be decided about a request at this moment, and why not: the same for desk, card and command. */
export type ApprovalView =
  /** Nothing to decide yet; `waitingFor` names what. */
  | { readonly phase: 'waiting'; readonly waitingFor: 'identity' | 'search' }
  | { readonly phase: 'pending'; readonly mayApprove: boolean; readonly blockedBy: ApprovalBlock | null }
  | { readonly phase: 'sending'; readonly by: string; readonly sendAt: Date }
  /** Approved, and begun: people confirm each step, then the letter leaves. */
  | {
      readonly phase: 'carrying_out';
      readonly by: string;
      readonly steps: readonly { readonly step: string; readonly done: boolean }[];
    }
  /** The letter did not arrive; `executed`: what it tells of was done, and cannot be decided again. */
  | {
      readonly phase: 'undelivered';
      readonly by: string;
      readonly reason: string;
      readonly executed: boolean;
    }
  | {
      readonly phase: 'resolved';
      readonly outcome: 'answered' | 'answered_generally' | 'refused' | 'withdrawn' | 'lapsed' | 'joined';
      readonly by: string;
      readonly at: Date;
    };
