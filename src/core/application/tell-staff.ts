import type { StaffChannel } from '../approval/staff-channel.ts';
import { asId, type TaskId } from '../kernel/ids.ts';
import { alarmOwner } from './alarm-owner.ts';
import type { TaskRow } from './core-api.ts';
import type { CoreSettings } from './core-settings.ts';
import type { JobOutcome } from './deliver-message.ts';

export interface StaffTelling {
  readonly channel: StaffChannel | undefined;
  /** One line without personal data. */
  readonly words: (task: TaskRow) => string;
  readonly link: (task: TaskRow) => string;
}

/** Tells staff of a new task: in the staff channel, and the owner by mail (R30). */
export async function tellStaff(
  settings: CoreSettings,
  telling: StaffTelling,
  taskId: string,
): Promise<JobOutcome> {
  const { store, clock } = settings;
  const task = await store.transaction((tx) => tx.tasks.byId(asId<TaskId>(taskId)));
  if (task === undefined || task.doneAt !== null) return { status: 'done' };
  if (telling.channel !== undefined) {
    const outcome = await telling.channel.tell(telling.words(task), telling.link(task));
    if (outcome.status === 'failed' && outcome.retryable)
      return {
        status: 'again',
        reason: outcome.reason,
        ...(outcome.retryAfterMs === undefined ? {} : { afterMs: outcome.retryAfterMs }),
      };
  }
  // A mail about the mail server that is down would arrive when nobody needs it any more.
  if (task.kind === 'mail_delayed' && task.requestId === null) return { status: 'done' };
  await store.transaction((tx) => alarmOwner(tx, task, clock.now()));
  return { status: 'done' };
}
