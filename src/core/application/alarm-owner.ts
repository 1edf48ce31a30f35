import { newId } from '../kernel/ids.ts';
import type { TaskRow } from './core-api.ts';
import type { Tx } from './ports.ts';

/** Mails the owner that there is work, with one link to it (R30). False when there is no owner with an address. */
export async function alarmOwner(tx: Tx, task: TaskRow, now: Date, late?: true): Promise<boolean> {
  const owner = (await tx.staff.all()).find(
    (member) => member.owner && member.active && member.email !== null,
  );
  if (owner === undefined || owner.email === null) return false;
  const mailId = newId();
  await tx.mails.add({
    id: mailId,
    content: {
      kind: 'staff_alert',
      to: owner.email,
      task: task.kind,
      number: task.number,
      path: `/balie/taken/${task.id}`,
      ...(late === undefined ? {} : { late }),
    },
    requestId: null,
    challengeId: null,
    letterId: null,
    createdAt: now,
  });
  await tx.enqueue('send-mail', { mailId });
  return true;
}
