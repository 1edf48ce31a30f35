import type { TaskRow } from './core-api.ts';
import type { Tx } from './ports.ts';
import { queueMail } from './queue-mail.ts';

/** Mails the owner that there is work, with one link to it (R30). False when there is no owner with an address. */
export async function alarmOwner(tx: Tx, task: TaskRow, now: Date, late?: true): Promise<boolean> {
  const owner = (await tx.staff.all()).find(
    (member) => member.owner && member.active && member.email !== null,
  );
  if (owner === undefined || owner.email === null) return false;
  await queueMail(
    tx,
    {
      kind: 'staff_alert',
      to: owner.email,
      task: task.kind,
      number: task.number,
      path: `/balie/taken/${task.id}`,
      ...(late === undefined ? {} : { late }),
    },
    now,
  );
  return true;
}
