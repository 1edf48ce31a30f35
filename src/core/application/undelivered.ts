import type { TaskRow } from './core-api.ts';
import type { Tx } from './ports.ts';
import type { Undelivered } from './undelivered-row.ts';

/** Longer lists than the desk shows help nobody. */
const MOST = 500;

/** All that is open of what did not arrive, the most urgent first. */
export async function undelivered(tx: Tx): Promise<readonly Undelivered[]> {
  return undeliveredOf(await tx.tasks.list('open', MOST));
}

/** Of these open tasks, in the order given. */
export function undeliveredOf(tasks: readonly TaskRow[]): readonly Undelivered[] {
  return tasks
    .filter(({ kind }) => kind === 'delivery_failed')
    .map(({ id, requestId, number, conversationId, params, createdAt, dueDay }) => ({
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
