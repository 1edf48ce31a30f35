import type { StaffChannel } from '../approval/staff-channel.ts';
import { type DailyDigest, isForDigest, type Undelivered } from '../deadline/daily-digest.ts';
import { isWorkingTime } from '../deadline/working-hours.ts';
import { amsterdamDay, type CalendarDay } from '../kernel/calendar-day.ts';
import { afterTelling } from './after-telling.ts';
import { type CoreSettings, profileIn } from './core-settings.ts';
import type { JobOutcome } from './deliver-message.ts';
import { closingDays } from './due-days.ts';
import type { Tx } from './ports.ts';
import { reminderLines } from './reminder-lines.ts';
import { undelivered } from './undelivered.ts';
import type { Undelivered as UndeliveredTask } from './undelivered-row.ts';

export interface DigestTelling {
  readonly channel: StaffChannel | undefined;
  readonly words: (digest: DailyDigest) => string;
  readonly link: string;
}

const LOOKED_AT = 500;
const LINES = 10;

/**
 * Queues the overview of a working day for the staff channel, at the first look in its working hours. The day is entered
 * by the transaction that queues it, so that a second run, process or start does nothing. Answers whether it was queued.
 */
export function oweDigest({ store, staffChannel }: CoreSettings, now: Date): Promise<boolean> {
  if (staffChannel === undefined) return Promise.resolve(false);
  return store.transaction(async (tx) => {
    if (!isWorkingTime(now, closingDays(await profileIn(tx)))) return false;
    const day = amsterdamDay(now);
    if (!(await tx.reminders.enterDigest(day))) return false;
    await tx.enqueue('tell-digest', { day });
    return true;
  });
}

/**
 * Tells the overview as things stand now; nothing when there is nothing, when it was told, or when the working hours of its day are
 * over: the next one says it. Only a crash between the channel's answer and our note of it could tell it twice.
 */
export async function tellDigest(
  settings: CoreSettings,
  { channel, words, link }: DigestTelling,
  day: CalendarDay,
): Promise<JobOutcome> {
  const { store, clock } = settings;
  if (channel === undefined || amsterdamDay(clock.now()) !== day) return { status: 'done' };
  const digest = await store.transaction(async (tx) => {
    if (!isWorkingTime(clock.now(), closingDays(await profileIn(tx)))) return undefined;
    return (await tx.reminders.digestTold(day)) ? undefined : makeDigest(tx, day);
  });
  if (digest === undefined || isEmpty(digest)) return { status: 'done' };
  const outcome = await channel.tell(words(digest), link);
  if (outcome.status === 'sent')
    await store.transaction((tx) => tx.reminders.markDigestTold(day, clock.now()));
  return afterTelling(settings, outcome);
}

async function makeDigest(tx: Tx, today: CalendarDay): Promise<DailyDigest> {
  const closed = closingDays(await profileIn(tx));
  const open = [
    ...(await tx.requests.list('open', LOOKED_AT)),
    ...(await tx.requests.list('unproven', LOOKED_AT)),
  ];
  const near = open.filter(({ state: { due } }) =>
    isForDigest({ received: due.receivedDay, staffDue: due.staffDue }, today, closed),
  );
  const waiting = open.filter(
    ({ state, openTasks }) => state.status === 'awaiting_approval' && openTasks === 0,
  );
  const failed = await undelivered(tx);
  return {
    dates: reminderLines(near, today, closed),
    deciding: {
      numbers: waiting.slice(0, LINES).map(({ number }) => number),
      more: Math.max(0, waiting.length - LINES),
    },
    undelivered: {
      lines: failed.slice(0, LINES).map(lineOf),
      more: Math.max(0, failed.length - LINES),
    },
    held: (await tx.tasks.openOf('held_mail')).length,
  };
}

function lineOf({ number, failed, next }: UndeliveredTask): Undelivered {
  return failed === null || next === null ? { number } : { number, went: { failed, next } };
}

function isEmpty({ dates, deciding, undelivered, held }: DailyDigest): boolean {
  const told = [dates.lines, deciding.numbers, undelivered.lines];
  return dates.unproven === 0 && held === 0 && told.every(({ length }) => length === 0);
}
