import type { IdentityLevel } from './identity-proof.ts';

/** Who can bring a kind of evidence: the channel itself, the customer in the conversation, or staff who saw or heard it. */
export type EvidenceSource = 'channel' | 'customer' | 'staff';

/**
 * The closed list of evidence (R9; law.md 3.6), weakest first, with the level that it gives. No copy of an identity
 * document and no BSN is among them.
 */
export const EVIDENCE = {
  /** The address or account that a message came from: enough for what acts on that address alone. */
  channel_address: { level: 0, from: ['channel'] },
  /** A one-time code to the address (R6, R7). */
  code_to_mailbox: { level: 1, from: ['customer'] },
  /** A mail from the address on file, whose DMARC passed: for access only (R8). */
  authenticated_mail: { level: 1, from: ['channel'] },
  /** Two facts of an order that stand on no label, one unknown to a housemate. */
  order_facts: { level: 2, from: ['customer', 'staff'] },
  /** Staff called the number on file. */
  call_back: { level: 3, from: ['staff'] },
  /** A code in a letter to the postal address on file. */
  post_code: { level: 3, from: ['customer', 'staff'] },
  /** A masked document was shown and not kept; the last resort, with a written reason. */
  masked_id: { level: 4, from: ['staff'] },
} as const satisfies Readonly<
  Record<string, { readonly level: IdentityLevel; readonly from: readonly EvidenceSource[] }>
>;
export type EvidenceKind = keyof typeof EVIDENCE;
