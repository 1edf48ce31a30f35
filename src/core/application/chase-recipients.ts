import { amsterdamDay } from '../kernel/calendar-day.ts';
import { asId, type TaskId } from '../kernel/ids.ts';
import { alarmOwner } from './alarm-owner.ts';
import type { TaskRow } from './core-api.ts';
import type { CoreSettings } from './core-settings.ts';

/** R38: a recipient that did not answer in time is asked again: the owner is alarmed once. Answers how many. */
export async function chaseRecipients(settings: CoreSettings, now: Date): Promise<number> {
  const today = amsterdamDay(now);
  const isLate = ({ kind, doneAt, dueDay, params }: TaskRow): boolean =>
    kind === 'recipient_silent' && doneAt === null && dueDay < today && params.ownerAlarmed === undefined;
  const open = await settings.store.transaction((tx) => tx.tasks.openOf('recipient_silent'));
  let chased = 0;
  for (const { id } of open.filter(isLate))
    await settings.store.transaction(async (tx) => {
      const task = await tx.tasks.byId(asId<TaskId>(id));
      if (task === undefined || !isLate(task) || !(await alarmOwner(tx, task, now, true))) return;
      await tx.tasks.note(asId<TaskId>(id), { ownerAlarmed: today });
      chased += 1;
    });
  return chased;
}
