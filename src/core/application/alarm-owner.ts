import type { TaskRow } from './core-api.ts';
import type { Tx } from './ports.ts';
import { queueMail } from './queue-mail.ts';
import type { MailContent, MailRow } from './rows.ts';

/** Mails the owner that there is work, with one link to it (R30). False when there is no owner with an address. */
export async function alarmOwner(tx: Tx, task: TaskRow, now: Date, late?: true): Promise<boolean> {
  const to = await ownerAddress(tx);
  if (to === undefined) return false;
  await queueMail(
    tx,
    {
      kind: 'staff_alert',
      to,
      task: task.kind,
      number: task.number,
      path: `/balie/taken/${task.id}`,
      ...(late === undefined ? {} : { late }),
    },
    now,
  );
  return true;
}

/**
 * A mail for staff that still waits when its receiver has left is not sent. An alarm goes to the present owner instead:
 * nobody may miss it (R30). True when the mail was taken back.
 */
export async function takeBackFromLeaver(
  tx: Tx,
  mail: MailRow,
  content: MailContent,
  now: Date,
): Promise<boolean> {
  if (content.kind !== 'sign_in' && content.kind !== 'staff_alert') return false;
  if ((await tx.staff.byEmail(content.to))?.active === true) return false;
  await tx.mails.markFailed(mail.id, 'receiver_left');
  const to = content.kind === 'staff_alert' ? await ownerAddress(tx) : undefined;
  if (to !== undefined) await queueMail(tx, { ...content, to }, now);
  return true;
}

async function ownerAddress(tx: Tx): Promise<string | undefined> {
  const owner = (await tx.staff.all()).find((member) => member.owner && member.email !== null);
  return owner?.email ?? undefined;
}
