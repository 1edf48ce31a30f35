import type { ConversationId, RequestId } from '../kernel/ids.ts';
import { EVIDENCE } from './evidence.ts';
import type { IdentityProof, ProofMethod } from './identity-proof.ts';

/**
 * The proof that this evidence gives (R9): facts that were compared, a letter's code that was right, or what a named
 * member of staff saw or heard. Nothing of the evidence is kept but its kind and the day.
 */
export function proveByEvidence(
  method: Exclude<ProofMethod, 'code_to_mailbox'>,
  of: {
    readonly requestId: RequestId;
    readonly conversationId: ConversationId;
    readonly addressHash: string;
  },
  now: Date,
): IdentityProof {
  const proof = { ...of, level: EVIDENCE[method].level, method, provenAt: now };
  return proof as IdentityProof;
}
