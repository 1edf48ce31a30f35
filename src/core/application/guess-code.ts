import { type CodeCheck, checkCode, countingCodes } from '../identity/check-code.ts';
import { CODE_VALID_MS, type CodePurpose, guessesLeft, POST_CODE_VALID_MS } from '../identity/code-limits.ts';
import { countedNetwork } from '../kernel/counted-network.ts';
import { sameHash } from '../kernel/digest.ts';
import type { ConversationId } from '../kernel/ids.ts';
import type { Redacted } from '../kernel/redacted.ts';
import type { CoreSettings } from './core-settings.ts';
import type { Secrets, Tx } from './ports.ts';
import type { ChallengeRow, RequestRow } from './rows.ts';

/** With what a visitor's guesses and codes are counted; null where a channel knows no IP address. */
export function networkHash(secrets: Secrets, ipAddress: Redacted<string> | undefined): string | null {
  return ipAddress === undefined ? null : secrets.hash('ip', countedNetwork(ipAddress.reveal()));
}

/**
 * One guess at the code of a request, in the chat or on the answer page; a wrong one is counted (R7). The caller
 * marks a right one as used. `left`: how many more guesses there are when this one was wrong.
 */
export async function guessCode(
  tx: Tx,
  { secrets }: CoreSettings,
  now: Date,
  guess: {
    readonly request: RequestRow;
    readonly purpose: CodePurpose;
    readonly conversationId: ConversationId | null;
    readonly ipHash: string | null;
    /** Digits only. */
    readonly code: string;
  },
): Promise<{
  readonly check: CodeCheck;
  readonly challenge: ChallengeRow | undefined;
  readonly left: number;
}> {
  const { request, purpose, conversationId, ipHash, code } = guess;
  const challenges = await tx.challenges.ofRequest(request.id, purpose);
  // Of each mailbox whose code it may be: a code to an address of one's own hides no guess at another one.
  const limitHashes = [...new Set(countingCodes(challenges).map(({ limitHash }) => limitHash))];
  const keys = { requestId: request.id, purpose, conversationId, limitHashes, ipHash };
  const wrong = await tx.challenges.countWrong(keys, now);
  const matches = ({ id, codeHash }: { readonly id: string; readonly codeHash: string }): boolean =>
    sameHash(codeHash, secrets.hash('code', `${id} ${code}`));
  const validMs = purpose === 'prove_post' ? POST_CODE_VALID_MS : CODE_VALID_MS;
  const check = checkCode(challenges, wrong, matches, now, validMs);
  if (check.outcome === 'wrong') await tx.challenges.addWrong(keys, now);
  const right = check.outcome === 'right' ? check.challenge.id : undefined;
  return { check, challenge: challenges.find(({ id }) => id === right), left: guessesLeft(wrong) };
}
