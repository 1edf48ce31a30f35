import { asId, type RequestId } from '../kernel/ids.ts';
import { alarmReceivers } from './alarm-receivers.ts';
import type { TaskRow } from './core-api.ts';
import type { Tx } from './ports.ts';
import { queueMail } from './queue-mail.ts';
import type { MailContent, MailRow } from './rows.ts';

/** Mails owner, deputy and who works on the request that there is work, with one link to it (R30). False when there is nobody to mail. */
export async function alarmOwner(tx: Tx, task: TaskRow, now: Date, late?: true): Promise<boolean> {
  const about = task.requestId === null ? null : asId<RequestId>(task.requestId);
  const receivers = await alarmReceivers(tx, about);
  for (const to of receivers)
    await queueMail(
      tx,
      {
        kind: 'staff_alert',
        to,
        task: task.kind,
        number: task.number,
        path: `/balie/taken/${task.id}`,
        ...(late === undefined ? {} : { late }),
        ...(typeof task.params.deadline === 'string' ? { deadline: task.params.deadline } : {}),
      },
      now,
    );
  return receivers.length > 0;
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
  if (content.kind !== 'sign_in' && content.kind !== 'staff_alert' && content.kind !== 'reminder')
    return false;
  if ((await tx.staff.byEmail(content.to))?.active === true) return false;
  await tx.mails.markFailed(mail.id, 'receiver_left');
  const [to] = content.kind === 'sign_in' ? [] : await alarmReceivers(tx);
  if (to !== undefined) await queueMail(tx, { ...content, to }, now);
  return true;
}
