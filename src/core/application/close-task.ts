import type { Actor } from '../approval/staff-channel.ts';
import { asId, type ConversationId, type RequestId, type TaskId } from '../kernel/ids.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { catchUpCards } from './catch-up-cards.ts';
import type { Tx } from './ports.ts';
import { runCommand } from './run-command.ts';
import { logName, staffMember } from './staff-actor.ts';

/**
 * Work that a person says is done; it stands in the log of what it was about. A call for a person that was answered
 * another way ends like one that was answered here: from then on "mens" calls again (R5).
 */
export async function closeTask(
  tx: Tx,
  id: string,
  by: Actor,
  now: Date,
): Promise<Result<null, 'task.unknown' | 'task.already_done'>> {
  const member = await staffMember(tx, by);
  const task = await tx.tasks.byId(asId<TaskId>(id));
  if (task === undefined || member === undefined) return refuse('task.unknown');
  const call = task.kind === 'human_wanted' && task.conversationId !== null;
  const conversationId = call ? asId<ConversationId>(task.conversationId) : undefined;
  // Locked first, as by every turn of the conversation.
  if (conversationId !== undefined) await tx.conversations.lockById(conversationId);
  if (!(await tx.tasks.close(asId<TaskId>(id), logName(member), now))) return refuse('task.already_done');
  // The records are gone, and with them the reason to know of them (R33).
  if (task.kind === 'hold_ended') await tx.erasures.removeHold(String(task.params.hold));
  // Somebody repaired the staff's channel: what could not be shown follows, and if it still cannot, staff hear again.
  if (task.kind === 'card_failed') await catchUpCards(tx);
  const about: RequestId[] = task.requestId === null ? [] : [asId<RequestId>(task.requestId)];
  if (conversationId !== undefined) {
    await tx.conversations.save(conversationId, { humanWantedAt: null });
    about.push(...(await tx.requests.ofConversation(conversationId)).map((request) => request.id));
  }
  for (const request of await tx.requests.lockAll([...new Set(about)]))
    await runCommand(tx, request, { type: 'note_task_done', by: logName(member), task: task.kind }, now);
  return ok(null);
}
