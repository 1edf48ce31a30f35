import { after } from '../kernel/clock.ts';
import type { ChallengeId, ConversationId, RequestId } from '../kernel/ids.ts';
import { CODE_VALID_MS, CODES_THAT_COUNT, guessesUp, type WrongCodes } from './code-limits.ts';
import type { IdentityProof } from './identity-proof.ts';

/** A mailed code as stored: never the code itself. */
export interface Challenge {
  readonly id: ChallengeId;
  readonly requestId: RequestId;
  /** Null for a code asked on the page of a link. */
  readonly conversationId: ConversationId | null;
  /** Of the address as it was typed: what a right code proves. */
  readonly addressHash: string;
  /** Of what the address is counted with (countedAddress): for limits only, never for identity. */
  readonly limitHash: string;
  readonly codeHash: string;
  readonly createdAt: Date;
  readonly acceptedAt: Date | null;
  readonly usedAt: Date | null;
  readonly revokedAt: Date | null;
}

export type CodeCheck =
  | { readonly outcome: 'right'; readonly challenge: Challenge }
  | { readonly outcome: 'wrong' | 'expired' | 'limit' | 'blocked' | 'none' };

/**
 * Checks a typed code against the challenges of one request and purpose, newest first. `matches` compares keyed
 * hashes in constant time, `wrong` is what was guessed before. A used, revoked or superseded code is as wrong as any
 * other, and when the guesses are up the right one is no use either (R7).
 */
export function checkCode(
  challenges: readonly Challenge[],
  wrong: WrongCodes,
  matches: (challenge: Challenge) => boolean,
  now: Date,
  validMs: number = CODE_VALID_MS,
): CodeCheck {
  if (challenges.length === 0) return { outcome: 'none' };
  const up = guessesUp(wrong);
  if (up !== undefined) return { outcome: up };
  const counting = countingCodes(challenges);
  if (counting.length === 0) return { outcome: 'none' };
  const match = counting.find(matches);
  if (match === undefined) return { outcome: 'wrong' };
  return isExpired(match, now, validMs) ? { outcome: 'expired' } : { outcome: 'right', challenge: match };
}

/** The codes that a guess may hit: of the two latest those that were neither used nor reported. */
export function countingCodes<Mailed extends Challenge>(challenges: readonly Mailed[]): readonly Mailed[] {
  return challenges
    .slice(0, CODES_THAT_COUNT)
    .filter((c) => c.usedAt === null && !isReported(challenges, c.limitHash));
}

/** Whoever reads a mailbox speaks for every code that was mailed to it, not only for the one with the report. */
export function isReported(challenges: readonly Challenge[], limitHash: string): boolean {
  return challenges.some((c) => c.revokedAt !== null && c.limitHash === limitHash);
}

/** R7: valid for its time from the moment when the mail server took it; one that still waits does not age. */
function isExpired({ acceptedAt }: Challenge, now: Date, validMs: number): boolean {
  return acceptedAt !== null && now >= after(acceptedAt, validMs);
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
