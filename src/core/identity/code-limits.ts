import { DAY, MINUTE } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';

/** R7. A code is valid this long from the moment the mail server took the mail. */
export const CODE_VALID_MS = 30 * MINUTE;
/** R7: a customer whose first mail was slow may type either of the two latest. */
export const CODES_THAT_COUNT = 2;
export const WRONG_TRIES = 15;
/** The limits below count mailed codes within this window. */
export const LIMIT_WINDOW_MS = DAY;
export const CODES_PER_REQUEST = 3;
export const CODES_PER_ADDRESS = 5;
export const CODES_PER_CONVERSATION = 6;
export const CODES_PER_IP = 20;

/** Codes mailed within the window that share the request, the address, the conversation, the IP address. */
export interface MailedCodes {
  readonly request: number;
  readonly address: number;
  readonly conversation: number;
  readonly ip: number;
}

export type CodeLimit = 'code.limit_reached';

/** Whether another code may be mailed, so that a stranger's mailbox is not flooded (R7). */
export function mayMailCode(mailed: MailedCodes): Result<null, CodeLimit> {
  const within =
    mailed.request < CODES_PER_REQUEST &&
    mailed.address < CODES_PER_ADDRESS &&
    mailed.conversation < CODES_PER_CONVERSATION &&
    mailed.ip < CODES_PER_IP;
  return within ? ok(null) : refuse('code.limit_reached');
}
