import { remindersOwed } from '../deadline/reminders-owed.ts';
import { isWorkingTime } from '../deadline/working-hours.ts';
import { amsterdamDay, type CalendarDay } from '../kernel/calendar-day.ts';
import { newId } from '../kernel/ids.ts';
import { isOpen } from '../request/request-state.ts';
import { alarmReceivers } from './alarm-receivers.ts';
import { type CoreSettings, profileIn } from './core-settings.ts';
import { clockOf, safeDates } from './deadlines-of.ts';
import { closingDays } from './due-days.ts';
import { hasCard } from './has-card.ts';
import type { Tx } from './ports.ts';
import { queueMail } from './queue-mail.ts';
import { isShown, reminderLines } from './reminder-lines.ts';
import type { RequestRow } from './rows.ts';
import { logName } from './staff-actor.ts';

const BATCH = 100;
/** Of unproven chats only what the desk calls near: a stranger's half-time is nobody's work yet (R29). */
const NEAR: readonly string[] = ['workdays_3', 'workdays_1', 'due_day'];

/**
 * Reminds staff of the dates that ask for it, in working hours only: by mail (R30); the staff channel
 * has its overview of the day (daily-digest.ts). Each reminder is entered in the ledger by the transaction that queues its message, so that a second run or process does
 * nothing and a crash neither loses nor repeats one. Answers how many requests it was about.
 */
export async function remindStaff(settings: CoreSettings, now: Date): Promise<number> {
  let reminded = 0;
  for (;;) {
    const batch = await settings.store.transaction((tx) => remindBatch(tx, now));
    reminded += batch.reminded;
    if (batch.seen < BATCH) return reminded;
  }
}

async function remindBatch(tx: Tx, now: Date): Promise<{ readonly seen: number; readonly reminded: number }> {
  const closed = closingDays(await profileIn(tx));
  if (!isWorkingTime(now, closed)) return { seen: 0, reminded: 0 };
  const batch = newId();
  const seen = await tx.reminders.staffOwed(amsterdamDay(now), BATCH);
  const owing: RequestRow[] = [];
  for (const request of seen) if (await enter(tx, request, closed, batch, now)) owing.push(request);
  if (owing.length > 0) await tell(tx, owing, closed, now);
  return { seen: seen.length, reminded: owing.length };
}

/** Enters what this request owes today; false when it owes nothing. */
async function enter(
  tx: Tx,
  request: RequestRow,
  closed: ReadonlySet<CalendarDay>,
  batch: string,
  now: Date,
): Promise<boolean> {
  if (!isOpen(request.state)) {
    await tx.reminders.lookAgain(request.id, { staff: null });
    return false;
  }
  const ledger = await tx.reminders.ledger(request.id);
  const dates = safeDates(request, clockOf(await tx.requests.events(request.id)), closed);
  const sent = (term: CalendarDay) => ledger.get(term) ?? new Set<string>();
  const { term, steps, next } = remindersOwed(dates, amsterdamDay(now), closed, sent);
  await tx.reminders.lookAgain(request.id, { staff: next });
  const told = isShown(request) ? steps : steps.filter((step) => NEAR.includes(step));
  if (told.length === 0) return false;
  await tx.reminders.enter(request.id, term, steps, batch, now);
  // The card says that it is late; nothing else about it changed.
  if (steps.some((step) => step.startsWith('overdue_')) && hasCard(request))
    await tx.enqueue('update-card', { requestId: request.id, why: 'date' });
  return true;
}

async function tell(
  tx: Tx,
  requests: readonly RequestRow[],
  closed: ReadonlySet<CalendarDay>,
  now: Date,
): Promise<void> {
  const content = reminderLines(requests, amsterdamDay(now), closed);
  const receivers = await alarmReceivers(tx);
  for (const to of receivers) await queueMail(tx, { kind: 'reminder', to, ...content }, now);
  // Who works on some of them hears of those only.
  const assigned = Map.groupBy(requests, ({ state }) => state.assignee);
  for (const member of await tx.staff.all()) {
    const own = assigned.get(logName(member));
    const to = member.email;
    if (own === undefined || to === null || !member.active || receivers.includes(to)) continue;
    await queueMail(tx, { kind: 'reminder', to, ...reminderLines(own, amsterdamDay(now), closed) }, now);
  }
}
