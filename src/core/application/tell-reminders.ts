import type { StaffChannel } from '../approval/staff-channel.ts';
import { amsterdamDay } from '../kernel/calendar-day.ts';
import { type CoreSettings, profileIn } from './core-settings.ts';
import type { JobOutcome } from './deliver-message.ts';
import { closingDays } from './due-days.ts';
import { reminderLines } from './reminder-lines.ts';
import type { ReminderContent } from './rows.ts';

export interface ReminderTelling {
  readonly channel: StaffChannel | undefined;
  readonly words: (content: ReminderContent) => string;
  readonly link: (path: string) => string;
}

/** One batch of reminders in the staff channel, by where its requests stand when it is told. */
export async function tellReminders(
  settings: CoreSettings,
  telling: ReminderTelling,
  batch: string,
): Promise<JobOutcome> {
  const { channel } = telling;
  if (channel === undefined) return { status: 'done' };
  const content = await settings.store.transaction(async (tx) =>
    reminderLines(
      await tx.reminders.ofBatch(batch),
      amsterdamDay(settings.clock.now()),
      closingDays(await profileIn(tx)),
    ),
  );
  // All of them were answered in the meantime.
  if (content.lines.length === 0 && content.unproven === 0) return { status: 'done' };
  const outcome = await channel.tell(telling.words(content), telling.link(content.path));
  if (outcome.status === 'sent' || !outcome.retryable) return { status: 'done' };
  const { reason, retryAfterMs } = outcome;
  return { status: 'again', reason, ...(retryAfterMs === undefined ? {} : { afterMs: retryAfterMs }) };
}
