import type { StaffChannel } from '../approval/staff-channel.ts';
import { amsterdamDay } from '../kernel/calendar-day.ts';
import { asId, type TaskId } from '../kernel/ids.ts';
import { afterTelling } from './after-telling.ts';
import { alarmOrHold } from './alarm-or-hold.ts';
import type { TaskRow } from './core-api.ts';
import type { CoreSettings } from './core-settings.ts';
import type { JobOutcome } from './deliver-message.ts';
import type { Tx } from './ports.ts';

export interface StaffTelling {
  readonly channel: StaffChannel | undefined;
  /** One line without personal data. */
  readonly words: (task: TaskRow) => string;
  readonly link: (task: TaskRow) => string;
  /** So many more tasks wait, and the list of them. */
  readonly waitingWords: (waiting: number) => string;
  readonly waitingLink: string;
}

/**
 * Tells staff of a new task at any hour: owner and deputy by mail, and in the staff channel (R30). The mail waits for
 * nothing but its turn (alarm-or-hold.ts): a channel that is down is tried again, and the note on the task keeps the mail from going twice.
 */
export async function tellStaff(
  settings: CoreSettings,
  telling: StaffTelling,
  taskId: string,
): Promise<JobOutcome> {
  const { store, clock } = settings;
  const task = await store.transaction(async (tx) => {
    const found = await tx.tasks.byId(asId<TaskId>(taskId));
    if (found === undefined || found.doneAt !== null) return undefined;
    if (found.kind === 'mailbox_mail' && (await isLookedAt(tx, found))) return undefined;
    const now = clock.now();
    if (!isMailed(found) || found.params.mailedOn !== undefined) return found;
    const alarm = await alarmOrHold(tx, found, now);
    if (alarm === 'held') return undefined;
    if (alarm === 'alarmed') await tx.tasks.note(asId<TaskId>(taskId), { mailedOn: amsterdamDay(now) });
    return found;
  });
  if (task === undefined || telling.channel === undefined) return { status: 'done' };
  const outcome = await telling.channel.tell(telling.words(task), telling.link(task));
  return afterTelling(settings, outcome);
}

/** A mail about the mail server that is down would arrive when nobody needs it any more. */
function isMailed({ kind, requestId }: TaskRow): boolean {
  return kind !== 'mail_delayed' || requestId !== null;
}

/**
 * Whether somebody was sent to that mailbox for a doubt already and has not ended it: a shop may get dozens of such mails
 * a day. What the program could not take is told each time: it may be a request, and its term runs (R24).
 */
async function isLookedAt(tx: Tx, { id, params }: TaskRow): Promise<boolean> {
  if (params.reason !== 'doubt') return false;
  const told = await tx.tasks.openOf('mailbox_mail', 'mailedOn');
  return told.some((task) => task.id !== id && task.params.reason === 'doubt');
}
