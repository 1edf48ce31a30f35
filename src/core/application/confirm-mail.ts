import type { Actor } from '../approval/staff-channel.ts';
import { asId, type TaskId } from '../kernel/ids.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { Tx } from './ports.ts';
import { logName, staffMember } from './staff-actor.ts';

/**
 * A person says that a mail in the mailbox of the shop is for the desk: the follower of that mailbox takes it in at its
 * next look, from its arrival there, and ends the task.
 */
export async function confirmMail(
  tx: Tx,
  id: string,
  by: Actor,
): Promise<Result<null, 'task.unknown' | 'task.already_done'>> {
  const member = await staffMember(tx, by);
  const task = await tx.tasks.byId(asId<TaskId>(id));
  if (task === undefined || member === undefined || task.params.mail === undefined)
    return refuse('task.unknown');
  if (task.doneAt !== null) return refuse('task.already_done');
  await tx.tasks.note(asId<TaskId>(id), { confirmed: logName(member), reason: 'doubt' });
  return ok(null);
}
