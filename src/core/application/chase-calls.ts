import { amsterdamDay } from '../kernel/calendar-day.ts';
import { asId, type ConversationId, type TaskId } from '../kernel/ids.ts';
import { alarmOrHold } from './alarm-or-hold.ts';
import { addToConversation } from './ask-customer.ts';
import type { TaskRow } from './core-api.ts';
import type { CoreSettings } from './core-settings.ts';
import { mailToProven } from './mail-to-proven.ts';

/**
 * R5: a call for a person that nobody answered within its three working days. The owner is alarmed and the customer
 * is told so, once per call; answers how many calls that were.
 */
export async function chaseCalls(settings: CoreSettings, now: Date): Promise<number> {
  const open = await settings.store.transaction((tx) => tx.tasks.openOf('human_wanted'));
  let chased = 0;
  for (const task of open) if (isLate(task, now) && (await chase(settings, task, now))) chased += 1;
  return chased;
}

function isLate(task: TaskRow, now: Date): boolean {
  return (
    task.kind === 'human_wanted' &&
    task.doneAt === null &&
    task.dueDay < amsterdamDay(now) &&
    task.params.ownerAlarmed === undefined
  );
}

async function chase(settings: CoreSettings, { id, conversationId }: TaskRow, now: Date): Promise<boolean> {
  if (conversationId === null) return false;
  const conversation = asId<ConversationId>(conversationId);
  return settings.store.transaction(async (tx) => {
    await tx.conversations.lockById(conversation);
    const task = await tx.tasks.byId(asId<TaskId>(id));
    if (task === undefined || !isLate(task, now)) return false;
    // Without an owner to alarm the customer is not told that one was; the next run tries again.
    if ((await alarmOrHold(tx, task, now, true)) === 'nobody') return false;
    await tx.tasks.note(asId<TaskId>(id), { ownerAlarmed: amsterdamDay(now) });
    const message = { kind: 'human_delayed' } as const;
    await addToConversation(tx, settings, conversation, message, now, null);
    await mailToProven(tx, { conversationId: conversation, requestId: null }, message, now);
    return true;
  });
}
