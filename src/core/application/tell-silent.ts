import { silenceOwed } from '../deadline/silence-owed.ts';
import { amsterdamDay, type CalendarDay } from '../kernel/calendar-day.ts';
import { newId } from '../kernel/ids.ts';
import { isInPerson } from '../kernel/rights.ts';
import { addTask } from './add-task.ts';
import { addToConversation } from './ask-customer.ts';
import type { CoreSettings } from './core-settings.ts';
import { mailToProven } from './mail-to-proven.ts';
import type { Tx } from './ports.ts';
import type { RequestRow } from './rows.ts';

/**
 * A customer who was asked who he is and does not answer is reminded once; later staff get the proposal to close, which a
 * person decides (R16; AVG 11(2), 12(2)). `ledger` is what was told since the day of the ask. Answers whether anything
 * was, and on which day to look again.
 */
export async function tellSilent(
  tx: Tx,
  settings: CoreSettings,
  request: RequestRow,
  asked: { readonly day: CalendarDay; readonly ledger: ReadonlySet<string> },
  now: Date,
): Promise<{ readonly told: boolean; readonly next: CalendarDay | null }> {
  const { step, next } = silenceOwed(asked.day, amsterdamDay(now), asked.ledger);
  if (step === null) return { told: false, next };
  const { id: requestId, number, conversationId, state } = request;
  await tx.reminders.enter(requestId, asked.day, [step], newId(), now);
  if (step === 'identity_unanswered') {
    await addTask(tx, { kind: 'identity_unanswered', about: requestId, requestId }, now);
    return { told: false, next };
  }
  if (isInPerson(state.channel)) {
    // Nothing that is written here reaches anybody: a person calls.
    const task = {
      kind: 'delivery_failed',
      about: `asked:${requestId}`,
      params: { reason: 'no_channel' },
    } as const;
    await addTask(tx, { ...task, requestId }, now);
    return { told: true, next };
  }
  const message = { kind: 'identity_reminder', number, askedDay: asked.day } as const;
  await addToConversation(tx, settings, conversationId, message, now, requestId);
  await mailToProven(tx, { conversationId, requestId }, message, now);
  return { told: true, next };
}
