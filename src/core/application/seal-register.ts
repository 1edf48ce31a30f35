import { addTask } from './add-task.ts';
import type { CoreSettings } from './core-settings.ts';
import { watchSeal } from './put-back.ts';

/** Heads that are sealed in one transaction: few, since a turn of theirs waits for it. */
const BATCH = 200;

/**
 * Seals what was written since the last time, so that a log that is cut short or gone is missed (AVG 5(2)), and notes the
 * seal outside the database. A database that does not fit what was noted there alarms staff.
 */
export async function sealRegister(
  settings: Pick<CoreSettings, 'store' | 'clock' | 'sealNote'>,
): Promise<void> {
  const { store, clock } = settings;
  let after: string | undefined = '';
  while (after !== undefined) {
    const from: string = after;
    after = await store.transaction((tx) => tx.register.sealNext(from, BATCH));
  }
  const putBack = await watchSeal(settings);
  if (putBack === undefined) return;
  const params = { fault: 'put_back' } as const;
  await store.transaction((tx) =>
    addTask(tx, { kind: 'register_broken', about: 'register', params }, clock.now()),
  );
}
