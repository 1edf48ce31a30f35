import type { ConversationId, RequestId } from '../kernel/ids.ts';

/** 0 channel only, 1 mailbox, 2 order facts, 3 call-back or post, 4 sight of a masked document (R9). */
export type IdentityLevel = 0 | 1 | 2 | 3 | 4;

/** A code typed by the customer, or a mail whose sender was checked (R8); the others are seen or heard by staff (R9). */
export type ProofMethod = 'code_to_mailbox' | 'authenticated_mail' | StaffEvidence | 'masked_id';

export const STAFF_EVIDENCE = [
  'order_facts', // two facts of an order that stand on no label, one unknown to a housemate
  'call_back', // the number on file was called
  'post_code', // a code sent by letter to the address on file
] as const;
export type StaffEvidence = (typeof STAFF_EVIDENCE)[number];

/** Made only by check-code.ts and prove-by-evidence.ts: a function that demands it cannot be called without one. */
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
