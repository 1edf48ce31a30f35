import { asId, type RequestId, type TaskId } from '../kernel/ids.ts';
import { taskKey } from './add-task.ts';
import type { TaskKind } from './desk-api.ts';
import type { Tx } from './ports.ts';
import type { RequestRow } from './rows.ts';

/** Searching for an answer that nobody waits for any more. */
const ENDS_WITH_REQUEST: readonly TaskKind[] = [
  'manual_search',
  'job_failed',
  'carry_out',
  'finish_by_hand',
  'identity_unanswered',
];
const REQUESTS = 500;

/**
 * Takes the searching that is left of a request off the staff's list, and lets those that were joined to it end as it
 * did; to be called when the request was closed.
 */
export async function endWork(tx: Tx, request: RequestRow, by: string, now: Date): Promise<void> {
  for (const task of await tx.tasks.ofRequest(request.id))
    if (task.doneAt === null && ENDS_WITH_REQUEST.includes(task.kind))
      await tx.tasks.close(asId<TaskId>(task.id), by, now);
  for (const { source, coverage } of await tx.requests.searchHeads(request.id))
    if (coverage.status === 'pending_export') await endExportTask(tx, source, by, now);
  // What was typed about an order is of no use any more, and goes.
  if (request.state.facts?.stage === 'given') await tx.enqueue('compare-facts', { requestId: request.id });
  for (const { id } of await tx.requests.joinedTo(request.number))
    await tx.enqueue('follow-request', { requestId: id });
}

/** One task asks for a fresh export on behalf of all requests; it ends when none of them waits for one. */
export async function endExportTask(tx: Tx, source: string, by: string, now: Date): Promise<void> {
  for (const { state } of await tx.requests.list('open', REQUESTS))
    if ('searches' in state && state.searches[source]?.coverage === 'pending_export') return;
  await tx.tasks.closeByKey(taskKey('fresh_export', source), by, now);
}

/** A system that failed was searched after all: nobody has to look into that, nor to search by hand where nothing is left. */
export async function endFailure(
  tx: Tx,
  requestId: RequestId,
  source: string,
  by: string,
  now: Date,
): Promise<void> {
  await tx.tasks.closeByKey(taskKey('job_failed', `${requestId}:${source}`), by, now);
  const heads = await tx.requests.searchHeads(requestId);
  if (!heads.some(({ coverage }) => coverage.status === 'pending_manual' || coverage.status === 'failed'))
    await tx.tasks.closeByKey(taskKey('manual_search', requestId), by, now);
}
