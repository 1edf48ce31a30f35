import type { TaskId } from '../kernel/ids.ts';
import type { TaskRow } from './core-api.ts';
import type { Tx } from './ports.ts';

/** A task for its page; of a hold that has ended with the numbers of the records that may go now. */
export async function taskWithRecords(tx: Tx, id: TaskId): Promise<TaskRow | undefined> {
  const task = await tx.tasks.byId(id);
  if (task?.kind !== 'hold_ended' || task.doneAt !== null) return task;
  const hold = await tx.erasures.hold(String(task.params.hold));
  return { ...task, records: hold?.recordIds ?? [] };
}
