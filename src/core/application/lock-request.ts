import type { RequestId } from '../kernel/ids.ts';
import type { Tx } from './ports.ts';
import type { RequestRow } from './rows.ts';

/**
 * Locks a request for a use case that may write to its conversation: the conversation first, as every turn does
 * (docs/architecture.md). Undefined when there is no such request.
 */
export async function lockRequest(tx: Tx, id: RequestId): Promise<RequestRow | undefined> {
  return (await lockRequests(tx, [id]))[0];
}

/** The same for several: all conversations first. Those that exist, in no particular order. */
export async function lockRequests(tx: Tx, ids: readonly RequestId[]): Promise<readonly RequestRow[]> {
  const conversations = new Set<RequestRow['conversationId']>();
  for (const id of ids) {
    const known = await tx.requests.byId(id);
    if (known !== undefined) conversations.add(known.conversationId);
  }
  for (const id of [...conversations].sort()) await tx.conversations.lockById(id);
  return tx.requests.lockAll(ids);
}
