import type { RequestId } from '../kernel/ids.ts';
import { taskKey } from './add-task.ts';
import type { CoreSettings } from './core-settings.ts';
import type { Tx } from './ports.ts';

/** What a task is about when no card can be shown at all. */
export const STAFF_CHANNEL = 'staff channel';
const MOST = 500;

/** Queues every card that is not shown as its request is now: at the start, and when somebody repaired the channel. */
export async function catchUpCards(tx: Tx): Promise<void> {
  for (const requestId of await tx.requests.behindCards(MOST)) await tx.enqueue('update-card', { requestId });
}

/** A card was shown: if staff were told that it, or none, could be, that has passed, and the others follow. */
export async function cardsWorkAgain(tx: Tx, requestId: RequestId, now: Date): Promise<void> {
  await tx.tasks.closeByKey(taskKey('card_failed', requestId), 'system', now);
  if (await tx.tasks.closeByKey(taskKey('card_failed', STAFF_CHANNEL), 'system', now)) await catchUpCards(tx);
}

/** The same in a transaction of its own. */
export function catchUpAtStart({ store }: CoreSettings): Promise<void> {
  return store.transaction(catchUpCards);
}
