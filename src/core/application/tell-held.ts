import { after } from '../kernel/clock.ts';
import { LIMITS } from '../kernel/limits.ts';
import { afterTelling } from './after-telling.ts';
import { alarmReceivers } from './alarm-receivers.ts';
import type { CoreSettings } from './core-settings.ts';
import type { JobOutcome } from './deliver-message.ts';
import { queueMail } from './queue-mail.ts';
import type { StaffTelling } from './tell-staff.ts';

/** What was held is told by one mail with the number, and one line in the staff channel; nothing when all is done. */
export async function tellHeld(settings: CoreSettings, telling: StaffTelling): Promise<void> {
  const { store, clock } = settings;
  await store.transaction(async (tx) => {
    const now = clock.now();
    const last = await tx.tasks.lastAlarm();
    const quietUntil = last === undefined ? now : after(last, LIMITS.anonymousAlarms.withinMs);
    if (quietUntil > now) return tx.enqueue('tell-held', {}, { startAt: quietUntil });
    const waiting = await tx.tasks.takeHeld(now);
    if (waiting === 0) return;
    for (const to of await alarmReceivers(tx))
      await queueMail(
        tx,
        { kind: 'staff_alert', to, task: 'human_wanted', number: null, path: '/balie/wachtend', waiting },
        now,
      );
    if (telling.channel !== undefined) await tx.enqueue('tell-count', { waiting: String(waiting) });
  });
}

/** The same in the staff channel; a channel that is down is tried again. */
export async function tellCount(
  settings: CoreSettings,
  telling: StaffTelling,
  waiting: string,
): Promise<JobOutcome> {
  if (telling.channel === undefined) return { status: 'done' };
  const outcome = await telling.channel.tell(telling.waitingWords(Number(waiting)), telling.waitingLink);
  return afterTelling(settings, outcome);
}
