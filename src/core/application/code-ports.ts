import type { CodePurpose, MailedCodes, WrongCodes } from '../identity/code-limits.ts';
import type { ChallengeId, ConversationId, RequestId } from '../kernel/ids.ts';
import type { ChallengeRow, NewChallenge } from './rows.ts';

/** With what mailed codes and wrong codes are counted (R7). */
export interface CodeKeys {
  readonly requestId: RequestId;
  readonly purpose: CodePurpose;
  readonly conversationId: ConversationId | null;
  readonly ipHash: string | null;
}

/** What was typed wrong: a code, also one of another controller (AVG 20(2)), or facts of an order (R9), each counted apart. */
export interface WrongKeys extends Omit<CodeKeys, 'purpose'> {
  readonly purpose: CodePurpose | 'order_facts' | 'transmission';
  readonly limitHashes: readonly string[];
}

export interface ChallengeRepository {
  add(challenge: NewChallenge): Promise<void>;
  /** Newest first. */
  ofRequest(id: RequestId, purpose: CodePurpose): Promise<readonly ChallengeRow[]>;
  /**
   * Codes mailed within the windows of LIMITS until now. Whoever shares the address, the network or the shop's count
   * waits until the end of this transaction.
   */
  countMailed(keys: CodeKeys & { readonly limitHash: string }, now: Date): Promise<MailedCodes>;
  /** Wrong codes that nobody forgave; whoever shares an address or the network waits, as above. */
  countWrong(keys: WrongKeys, now: Date): Promise<WrongCodes>;
  addWrong(keys: WrongKeys, now: Date): Promise<void>;
  /** Wrong codes that nobody forgave: in this conversation, and for that one of its requests that has most. */
  wrongIn(id: ConversationId): Promise<Pick<WrongCodes, 'conversation' | 'request'>>;
  /** The wrong codes typed in this conversation and for its requests count no longer; answers how many those were. */
  forgiveWrong(id: ConversationId, now: Date): Promise<number>;
  markUsed(id: ChallengeId, at: Date): Promise<void>;
  markMailed(id: ChallengeId, at: Date): Promise<void>;
  markFailed(id: ChallengeId, at: Date): Promise<void>;
  revokeByReport(reportTokenHash: string, at: Date): Promise<ChallengeRow | undefined>;
  byReport(reportTokenHash: string): Promise<ChallengeRow | undefined>;
}
