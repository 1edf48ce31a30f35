import type { ConversationId, RequestId } from '../kernel/ids.ts';
import { asId } from '../kernel/ids.ts';
import type { ChannelName } from '../kernel/rights.ts';
import { addTask, taskKey } from './add-task.ts';
import type { Tx } from './ports.ts';

/**
 * Where a message that failed went instead: a proven way, or nowhere. `web`: it stands in the chat of the website.
 * `limited`: the only way left has had as many mails as a day allows.
 */
export type NextWay = ChannelName | 'none' | 'limited';

export interface Failure {
  /** One open task for each. */
  readonly about: string;
  readonly requestId: RequestId | null;
  readonly conversationId: ConversationId;
  readonly reason: string;
  readonly failed: ChannelName;
  readonly next: NextWay;
}

/**
 * The task about what did not arrive (row 99): what failed, and what was done. What fails after it is noted on the same
 * task; when no way is left staff hear so once more. The term runs on.
 */
export async function tellUndelivered(tx: Tx, failure: Failure, now: Date): Promise<void> {
  const { about, requestId, conversationId, reason, failed, next } = failure;
  const params = { reason, failed, next };
  const open = await tx.tasks.openByKey(taskKey('delivery_failed', about));
  if (open === undefined) {
    const of = requestId === null ? {} : { requestId };
    return addTask(tx, { kind: 'delivery_failed', about, conversationId, ...of, params }, now);
  }
  await tx.tasks.note(asId(open.id), params);
  const { next: before } = open.params;
  if (isEnd(next) && before !== undefined && !isEnd(before))
    await tx.enqueue('tell-staff', { taskId: open.id });
}

function isEnd(next: string | number): boolean {
  return next === 'none' || next === 'limited';
}
