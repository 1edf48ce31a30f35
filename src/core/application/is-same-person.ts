import { isOnePersonAt } from '../identity/same-person.ts';
import type { ConversationId } from '../kernel/ids.ts';
import { isDoubted } from '../request/approval-block.ts';
import { isOwnRequest } from './is-own-request.ts';
import type { Tx } from './ports.ts';
import type { RequestRow } from './rows.ts';

/**
 * Whether two requests are of one person: the same mailbox proven for both, no doubt about who asks, names that may be
 * of one person, and each of them for himself. One mailbox may be read by several people (R11), so the address alone is
 * not enough (R12). `known` are all requests for which that mailbox was proven, and may be more.
 */
export async function isSamePerson(
  tx: Tx,
  one: RequestRow,
  other: RequestRow,
  known: readonly RequestRow[],
): Promise<boolean> {
  if (one.emailHash === null || other.emailHash !== one.emailHash) return false;
  if (one.state.level === 0 || other.state.level === 0) return false;
  if (isDoubted(one.state) || isDoubted(other.state)) return false;
  const names = namesAt(known.filter(({ emailHash }) => emailHash === one.emailHash));
  if (!isOnePersonAt(names, one.name ?? '', other.name ?? '')) return false;
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
    if (request.conversationId === here || (await isSameAsAny(tx, own, request, requests)))
      theirs.push(request);
  return theirs;
}

/** The names that were typed where a mailbox was proven. */
export function namesAt(requests: readonly RequestRow[]): readonly string[] {
  return requests.filter(({ state }) => state.level > 0).map(({ name }) => name ?? '');
}

async function isSameAsAny(
  tx: Tx,
  own: readonly RequestRow[],
  other: RequestRow,
  known: readonly RequestRow[],
): Promise<boolean> {
  for (const one of own) if (await isSamePerson(tx, one, other, known)) return true;
  return false;
}
