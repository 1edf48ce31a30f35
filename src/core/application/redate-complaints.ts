import type { CoreSettings } from './core-settings.ts';
import { redate } from './redate-open.ts';

const BATCH = 200;

/**
 * Open complaints that still have the date of a request get the term of a complaint (R23): those from before that term
 * existed. Answers how many moved; done again it moves nothing.
 */
export async function redateComplaints({
  store,
  clock,
}: Pick<CoreSettings, 'store' | 'clock'>): Promise<number> {
  let moved = 0;
  for (;;) {
    const found = await store.transaction((tx) => tx.reminders.lateComplaints(BATCH));
    let now = 0;
    for (const id of found)
      if (await store.transaction((tx) => redate(tx, id, clock.now(), 'complaint_term'))) now += 1;
    moved += now;
    if (found.length < BATCH || now === 0) return moved;
  }
}
