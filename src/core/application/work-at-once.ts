import { breachDeadline } from '../deadline/breach-deadline.ts';
import { actsNow } from '../kernel/acts-now.ts';
import { addTask } from './add-task.ts';
import type { RequestRow } from './rows.ts';
import type { Turn } from './turn.ts';

/**
 * Gives staff work on a right that they act on at once (R13), for these words of this instant. Every report of a breach
 * is a task of its own; of the other rights one is open per request and conversation.
 */
export async function workAtOnce(
  { tx, conversation, now }: Turn,
  { id, right, conversationId }: RequestRow,
  receivedAt: Date,
): Promise<void> {
  const where = { requestId: id, conversationId: conversation.id };
  if (right === 'breach_report') {
    // Whoever reported it and whenever: the hours run from here (AVG 33(1)).
    const params = { deadline: breachDeadline(receivedAt).toISOString() };
    const about = `${id}:${receivedAt.toISOString()}`;
    await addTask(tx, { kind: 'breach_reported', about, ...where, params }, now);
  } else if (actsNow(right)) {
    const about = conversationId === conversation.id ? id : `${id}:${conversation.id}`;
    await addTask(tx, { kind: 'act_now', about, ...where, params: { right } }, now);
  }
}
