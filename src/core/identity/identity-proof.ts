import type { ConversationId, RequestId } from '../kernel/ids.ts';

/** 0 channel only, 1 mailbox, 2 order facts, 3 call-back or post, 4 sight of a masked document (R9). */
export type IdentityLevel = 0 | 1 | 2 | 3 | 4;

export type ProofMethod = 'code_to_mailbox';

/** Made only by the check of a code (check-code.ts): a function that demands it cannot be called without one. */
export interface IdentityProof {
  readonly __brand: 'IdentityProof';
  readonly requestId: RequestId;
  readonly conversationId: ConversationId;
  readonly level: IdentityLevel;
  readonly method: ProofMethod;
  /** Keyed hash of the proven address; the address itself stays in its encrypted column. */
  readonly addressHash: string;
  readonly provenAt: Date;
}
