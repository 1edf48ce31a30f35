import { stepName } from '../fulfilment/change/change-plan.ts';
import { isMade, isPending } from '../fulfilment/change/change-step.ts';
import type { RequestId } from '../kernel/ids.ts';
import type { RequestState } from '../request/request-state.ts';
import { taskKey } from './add-task.ts';
import type { ChangeRow } from './change-ports.ts';
import type { Tx } from './ports.ts';
import type { RequestRow } from './rows.ts';

/** The journal of the letter that is being carried out; empty for every other request. */
export async function changesUnderWay(
  tx: Tx,
  { id, state }: Pick<RequestRow, 'id'> & { readonly state: RequestState },
): Promise<readonly ChangeRow[]> {
  if (state.status !== 'executing' || state.done === undefined) return [];
  const { letter } = state;
  return (await tx.changes.ofRequest(id)).filter(({ letterId }) => letterId === letter.id);
}

/** Whether the desk is at work there, without a failure: a person who did the same would be in its way. */
export function isAtWork(rows: readonly ChangeRow[]): boolean {
  const pending = rows.filter(isPending);
  return pending.length > 0 && pending.every(({ status }) => status === 'planned' || status === 'sent');
}

/** A person did what was left of this step: nothing of it is tried again. */
export async function endByHand(
  tx: Tx,
  requestId: RequestId,
  rows: readonly ChangeRow[],
  step: string,
  by: string,
  now: Date,
): Promise<void> {
  const own = rows.filter((row) => stepName(row) === step);
  const open = own.filter((row) => row.endedAt === null && !isMade(row));
  await tx.changes.save(open.map((row) => ({ ...row, status: 'by_hand', nextAt: null, endedAt: now })));
  for (const source of new Set(own.map((row) => row.source)))
    await tx.tasks.closeByKey(taskKey('finish_by_hand', `${requestId}:${source}`), by, now);
}

/** It is decided anew: what the systems have by now is searched again. */
export async function searchChanged(
  tx: Tx,
  requestId: RequestId,
  rows: readonly ChangeRow[],
  by: string,
  now: Date,
) {
  for (const source of new Set(rows.filter(({ sentAt }) => sentAt !== null).map((row) => row.source))) {
    await tx.enqueue('gather-source', { requestId, source });
    await tx.tasks.closeByKey(taskKey('finish_by_hand', `${requestId}:${source}`), by, now);
  }
}
