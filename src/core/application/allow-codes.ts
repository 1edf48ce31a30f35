import type { Actor } from '../approval/staff-channel.ts';
import { guessesUp } from '../identity/code-limits.ts';
import { asId, type ConversationId } from '../kernel/ids.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { taskKey } from './add-task.ts';
import { addToConversation } from './ask-customer.ts';
import type { CoreSettings } from './core-settings.ts';
import { mailToProven } from './mail-to-proven.ts';
import type { Tx } from './ports.ts';
import { runCommand } from './run-command.ts';
import { logName, staffMember } from './staff-actor.ts';

/** Whether no code of this conversation, or of a request of it, counts until a person allows it (R7). */
export async function codesBlocked(tx: Tx, id: ConversationId): Promise<boolean> {
  return guessesUp({ ...(await tx.challenges.wrongIn(id)), address: 0, ip: 0 }) === 'blocked';
}

/**
 * A person decides that the wrong codes were the customer's own: they count no longer, it stands in the log of each
 * request, and the customer hears of it. What somebody reported as "dit was ik niet" stays shut.
 */
export async function allowCodes(
  tx: Tx,
  settings: CoreSettings,
  id: string,
  by: Actor,
): Promise<Result<null, 'conversation.unknown' | 'conversation.not_blocked'>> {
  const now = settings.clock.now();
  const conversation = await tx.conversations.lockById(asId<ConversationId>(id));
  const member = await staffMember(tx, by);
  if (conversation === undefined || member === undefined) return refuse('conversation.unknown');
  if (!(await codesBlocked(tx, conversation.id))) return refuse('conversation.not_blocked');
  await tx.challenges.forgiveWrong(conversation.id, now);
  const about = (await tx.requests.ofConversation(conversation.id)).map((request) => request.id);
  for (const request of await tx.requests.lockAll(about))
    await runCommand(tx, request, { type: 'note_codes_allowed', by: logName(member) }, now);
  const message = { kind: 'codes_allowed' } as const;
  await addToConversation(tx, settings, conversation.id, message, now, null);
  await mailToProven(tx, { conversationId: conversation.id, requestId: null }, message, now);
  // The person has come: from here "mens" calls again (R5).
  await tx.conversations.save(conversation.id, { humanWantedAt: null });
  await tx.tasks.closeByKey(taskKey('human_wanted', conversation.id), logName(member), now);
  return ok(null);
}
