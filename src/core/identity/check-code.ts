import { after } from '../kernel/clock.ts';
import type { ChallengeId, ConversationId, RequestId } from '../kernel/ids.ts';
import { CODE_VALID_MS, CODES_THAT_COUNT, LIMIT_WINDOW_MS, WRONG_TRIES } from './code-limits.ts';
import type { IdentityProof } from './identity-proof.ts';

/** A mailed code as stored: never the code itself. */
export interface Challenge {
  readonly id: ChallengeId;
  readonly requestId: RequestId;
  /** Null for a code asked on the page of a link. */
  readonly conversationId: ConversationId | null;
  readonly addressHash: string;
  readonly codeHash: string;
  readonly createdAt: Date;
  readonly acceptedAt: Date | null;
  readonly tries: number;
  readonly usedAt: Date | null;
  readonly revokedAt: Date | null;
}

export type CodeCheck =
  | { readonly outcome: 'right'; readonly challenge: Challenge }
  | { readonly outcome: 'wrong' | 'expired' | 'limit' | 'none' };

/**
 * Checks a typed code against the challenges of one request and purpose, newest first. `matches` compares keyed
 * hashes in constant time. A used, revoked or superseded code is as wrong as any other; tries are counted over all
 * of a day, so that asking for a new code gives no new guesses (R7).
 */
export function checkCode(
  challenges: readonly Challenge[],
  matches: (challenge: Challenge) => boolean,
  now: Date,
): CodeCheck {
  if (challenges.length === 0) return { outcome: 'none' };
  if (triesAreUp(challenges, now)) return { outcome: 'limit' };
  const counting = challenges
    .slice(0, CODES_THAT_COUNT)
    .filter((c) => c.usedAt === null && !isReported(challenges, c.addressHash));
  if (counting.length === 0) return { outcome: 'none' };
  const match = counting.find(matches);
  if (match === undefined) return { outcome: 'wrong' };
  return now < validUntil(match) ? { outcome: 'right', challenge: match } : { outcome: 'expired' };
}

/** Whether so much was guessed in a day at the codes of one request that no further one counts (R7). */
function triesAreUp(challenges: readonly Challenge[], now: Date): boolean {
  const since = after(now, -LIMIT_WINDOW_MS);
  return challenges.filter((c) => c.createdAt > since).reduce((sum, c) => sum + c.tries, 0) >= WRONG_TRIES;
}

/**
 * Whether no further code of one request and purpose may go to this address: so much was guessed in a day that it
 * could not be used, or who reads that mailbox reported that they asked for nothing (R7).
 */
export function codesBlocked(challenges: readonly Challenge[], addressHash: string, now: Date): boolean {
  return isReported(challenges, addressHash) || triesAreUp(challenges, now);
}

/** Whoever reads a mailbox speaks for every code that was mailed to it, not only for the one with the report. */
function isReported(challenges: readonly Challenge[], addressHash: string): boolean {
  return challenges.some((c) => c.revokedAt !== null && c.addressHash === addressHash);
}

/** The instant from which a code no longer counts (R7). */
export function validUntil(challenge: Challenge): Date {
  return after(challenge.acceptedAt ?? challenge.createdAt, CODE_VALID_MS);
}

/**
 * The proof of level 1: who asks can read this mailbox. `check` must come from checkCode and the request must be
 * the one the code was bound to; otherwise undefined (R7: bound to conversation, address and right).
 */
export function proveMailbox(
  check: CodeCheck,
  requestId: RequestId,
  conversationId: ConversationId,
  now: Date,
): IdentityProof | undefined {
  if (check.outcome !== 'right') return undefined;
  const { challenge } = check;
  if (challenge.requestId !== requestId || challenge.conversationId !== conversationId) return undefined;
  const proof = {
    requestId,
    conversationId,
    level: 1,
    method: 'code_to_mailbox',
    addressHash: challenge.addressHash,
    provenAt: now,
  };
  return proof as IdentityProof;
}
