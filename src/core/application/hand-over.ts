import type { Actor } from '../approval/staff-channel.ts';
import { handedBack, isWithStaff } from '../conversation/dialogue-state.ts';
import { presentQuestion } from '../conversation/present-question.ts';
import { amsterdamDay } from '../kernel/calendar-day.ts';
import { asId, type ConversationId } from '../kernel/ids.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { isInPerson } from '../kernel/rights.ts';
import { taskKey } from './add-task.ts';
import { addToConversation } from './ask-customer.ts';
import type { CoreSettings } from './core-settings.ts';
import type { Tx } from './ports.ts';
import type { ConversationRow } from './rows.ts';
import { logName, staffMember } from './staff-actor.ts';

/** R5: a person leads from here on. The customer hears so once, when it happens. The caller holds the lock. */
export async function takeInHand(
  tx: Tx,
  settings: CoreSettings,
  { id, dialogue }: Pick<ConversationRow, 'id' | 'dialogue'>,
  now: Date,
): Promise<void> {
  if (dialogue.takenOn === undefined)
    await addToConversation(tx, settings, id, { kind: 'taken_over' }, now, null);
  await tx.conversations.save(id, { dialogue: { ...dialogue, takenOn: amsterdamDay(now) } });
}

/**
 * A member of staff takes the conversation over without having written yet. The call for a person stays open until it
 * is answered: three working days count from the customer's question. Refused: unknown, nobody can be reached there, or taken.
 */
export async function takeOver(
  tx: Tx,
  settings: CoreSettings,
  id: string,
  by: Actor,
): Promise<Result<null, 'conversation.unknown' | 'conversation.taken_over' | 'staff_text.no_channel'>> {
  const conversation = await tx.conversations.lockById(asId<ConversationId>(id));
  const member = await staffMember(tx, by);
  if (conversation === undefined || member === undefined) return refuse('conversation.unknown');
  if (isInPerson(conversation.channel)) return refuse('staff_text.no_channel');
  if (conversation.dialogue.takenOn !== undefined) return refuse('conversation.taken_over');
  await takeInHand(tx, settings, conversation, settings.clock.now());
  return ok(null);
}

/** The program leads again: the customer hears so, with what it still waits for, and the work of the conversation is done. */
export async function handBack(
  tx: Tx,
  settings: CoreSettings,
  id: string,
  by: Actor,
): Promise<Result<null, 'conversation.unknown' | 'conversation.not_taken_over'>> {
  const now = settings.clock.now();
  const conversation = await tx.conversations.lockById(asId<ConversationId>(id));
  const member = await staffMember(tx, by);
  if (conversation === undefined || member === undefined) return refuse('conversation.unknown');
  if (!isWithStaff(conversation.dialogue)) return refuse('conversation.not_taken_over');
  const dialogue = handedBack(conversation.dialogue);
  await tx.conversations.save(conversation.id, { dialogue, humanWantedAt: null });
  await tx.tasks.closeByKey(taskKey('human_wanted', conversation.id), logName(member), now);
  await tx.tasks.closeByKey(taskKey('urgent_help', conversation.id), logName(member), now);
  await tx.tasks.closeByKey(taskKey('customer_replied', conversation.id), logName(member), now);
  const awaited = presentQuestion(dialogue);
  for (const message of [{ kind: 'handed_back' } as const, ...(awaited === undefined ? [] : [awaited])])
    await addToConversation(tx, settings, conversation.id, message, now, null);
  return ok(null);
}
