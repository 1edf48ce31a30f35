import { DAY, MINUTE } from '../kernel/clock.ts';
import { LIMITS } from '../kernel/limits.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';

/** R7. A code is valid this long from the moment the mail server took the mail. */
export const CODE_VALID_MS = 30 * MINUTE;
/** A letter takes days, and waits for whoever is away. */
export const POST_CODE_VALID_MS = 21 * DAY;
/** R7: a customer whose first mail was slow may type either of the two latest. */
export const CODES_THAT_COUNT = 2;

/**
 * What a code is for: to show whose mailbox it is, to open the answer behind a link, or (in a letter) whose letterbox.
 * Each is counted apart.
 */
export type CodePurpose = MailedPurpose | 'prove_post';
export type MailedPurpose = 'prove_mailbox' | 'open_answer';

/** Codes mailed within the windows of LIMITS; those for another purpose count only where `ip` is shared. */
export interface MailedCodes {
  readonly request: number;
  readonly address: number;
  readonly conversation: number;
  readonly ip: number;
  /** To prove a mailbox, in the last hour, by everybody; and by those whose IP address is not known. */
  readonly shop: number;
  readonly withoutIp: number;
}

export type CodeLimit = 'code.limit_reached' | 'code.paused';

/**
 * Whether another code may be mailed, so that a stranger's mailbox is not flooded (R7). `limit_reached`: too many for
 * this request, address, conversation or network. `paused`: too many in the whole shop, whoever asks; only a code that
 * proves a mailbox, for whoever opens an answer holds its link. `knownIp`: false for a chat service.
 */
export function mayMailCode(
  purpose: CodePurpose,
  mailed: MailedCodes,
  knownIp: boolean,
): Result<null, CodeLimit> {
  const ofRequest = purpose === 'open_answer' ? LIMITS.openingCodesPerRequest : LIMITS.proofCodesPerRequest;
  const within =
    mailed.request < ofRequest.most &&
    mailed.address < LIMITS.codesPerAddress.most &&
    mailed.conversation < LIMITS.codesPerConversation.most &&
    mailed.ip < LIMITS.codesPerNetwork.most;
  if (!within) return refuse('code.limit_reached');
  if (purpose === 'prove_post') return ok(null);
  const calm =
    mailed.shop < LIMITS.proofCodesPerShop.most &&
    (knownIp || mailed.withoutIp < LIMITS.proofCodesWithoutNetwork.most);
  return purpose === 'open_answer' || calm ? ok(null) : refuse('code.paused');
}

/** Wrong codes that nobody forgave: ever for the request and the conversation, of a day for the others. */
export interface WrongCodes {
  readonly request: number;
  readonly conversation: number;
  readonly address: number;
  readonly ip: number;
}

/** How many more guesses there are after the next one, by what was guessed here: what others guessed elsewhere is not told. */
export function guessesLeft({ request, conversation }: WrongCodes): number {
  const left = Math.min(
    LIMITS.wrongCodesPerRequest.most - request,
    LIMITS.wrongCodesPerConversation.most - conversation,
  );
  return Math.max(0, left - 1);
}

/**
 * Whether so much was guessed that no code counts any more. `blocked`: until a person allows it again. `limit`: for
 * the rest of the day. Undefined: guess on.
 */
export function guessesUp(wrong: WrongCodes): 'blocked' | 'limit' | undefined {
  if (
    wrong.request >= LIMITS.wrongCodesPerRequest.most ||
    wrong.conversation >= LIMITS.wrongCodesPerConversation.most
  )
    return 'blocked';
  return wrong.address >= LIMITS.wrongCodesPerAddress.most || wrong.ip >= LIMITS.wrongCodesPerNetwork.most
    ? 'limit'
    : undefined;
}
