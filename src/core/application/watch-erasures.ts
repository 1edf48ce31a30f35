import { amsterdamDay } from '../kernel/calendar-day.ts';
import { addTask } from './add-task.ts';
import type { CoreSettings } from './core-settings.ts';

/**
 * What stays after an erasure comes to its end (R33): records that no law keeps any more are work for a person, and an
 * address that no backup or export can bring back any more is forgotten, in the database and in the ledger outside it.
 */
export async function watchErasures(
  { store, ledger }: Pick<CoreSettings, 'store' | 'ledger'>,
  now: Date,
): Promise<void> {
  const today = amsterdamDay(now);
  const ended = await store.transaction((tx) => tx.erasures.endedHolds(today));
  for (const { id, source, category, count, until } of ended) {
    const params = { hold: id, source, category, count, until };
    await store.transaction((tx) => addTask(tx, { kind: 'hold_ended', about: id, params }, now));
  }
  // The database first: what it still knows has to be in the ledger.
  await store.transaction((tx) => tx.erasures.expireBlocks(today));
  await ledger.expire(today);
}
