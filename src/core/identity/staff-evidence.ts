import type { ConversationId, RequestId } from '../kernel/ids.ts';
import type { IdentityLevel, IdentityProof, StaffEvidence } from './identity-proof.ts';

const LEVELS: Readonly<Record<StaffEvidence, IdentityLevel>> = {
  order_facts: 2,
  call_back: 3,
  post_code: 3,
};

/** What a named member of staff saw or heard (R9); nothing of it is kept but the method and the day. */
export function staffEvidence(
  method: StaffEvidence,
  of: {
    readonly requestId: RequestId;
    readonly conversationId: ConversationId;
    readonly addressHash: string;
  },
  now: Date,
): IdentityProof {
  const proof = { ...of, level: LEVELS[method], method, provenAt: now };
  return proof as IdentityProof;
}
