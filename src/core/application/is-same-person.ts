import { maySamePerson } from '../identity/same-person.ts';
import type { ConversationId } from '../kernel/ids.ts';
import { isDoubted } from '../request/approval-block.ts';
import { isOwnRequest } from './is-own-request.ts';
import type { Tx } from './ports.ts';
import type { RequestRow } from './rows.ts';

/**
 * Whether two requests are of one person: the same mailbox proven for both, no doubt about who asks, names that may be
 * of one person, and each of them for himself. One mailbox may be read by several people (R11), so the address alone is
 * not enough (R12).
 */
export async function isSamePerson(tx: Tx, one: RequestRow, other: RequestRow): Promise<boolean> {
  if (one.emailHash === null || other.emailHash !== one.emailHash) return false;
  if (one.state.level === 0 || other.state.level === 0) return false;
  if (isDoubted(one.state) || isDoubted(other.state)) return false;
  if (!maySamePerson(one.name ?? '', other.name ?? '')) return false;
  return (await isOwnRequest(tx, one)) && (await isOwnRequest(tx, other));
}

/**
 * What may be seen and changed in this conversation, of `requests` that are locked: its own, and of other conversations
 * only those of who proved the same mailbox here. In the order given.
 */
export async function ofWhoSpeaks(
  tx: Tx,
  here: ConversationId,
  requests: readonly RequestRow[],
): Promise<readonly RequestRow[]> {
  const own = requests.filter(({ conversationId }) => conversationId === here);
  const theirs: RequestRow[] = [];
  for (const request of requests)
    if (request.conversationId === here || (await isSameAsAny(tx, own, request))) theirs.push(request);
  return theirs;
}

async function isSameAsAny(tx: Tx, own: readonly RequestRow[], other: RequestRow): Promise<boolean> {
  for (const one of own) if (await isSamePerson(tx, one, other)) return true;
  return false;
}
