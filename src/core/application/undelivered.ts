import type { Tx } from './ports.ts';
import type { Undelivered } from './undelivered-row.ts';

/** All that is open of what did not arrive, the most urgent first. */
export async function undelivered(tx: Tx): Promise<readonly Undelivered[]> {
  const tasks = await tx.tasks.openOf('delivery_failed');
  return tasks.map(({ id, requestId, number, conversationId, params, createdAt, dueDay }) => ({
    taskId: id,
    requestId,
    number,
    conversationId,
    failed: wordOrNull(params.failed),
    next: wordOrNull(params.next),
    reason: String(params.reason ?? ''),
    since: createdAt,
    dueDay,
  }));
}

function wordOrNull(value: string | number | undefined): string | null {
  return typeof value === 'string' ? value : null;
}
