import { breachDeadline } from '../deadline/breach-deadline.ts';
import { idOf, newId, type RequestId, type TaskId } from '../kernel/ids.ts';
import type { BreachOrigin } from '../register/breach-record.ts';
import { addTask, taskKey } from './add-task.ts';
import type { Tx } from './ports.ts';

/**
 * Begins the record of a breach and gives the work with its 72 hours (AVG 33(1)). The record outlives the file of a
 * request, so only the task says which one it came of.
 */
export async function recordBreach(
  tx: Tx,
  breach: {
    readonly id?: string;
    readonly origin: BreachOrigin;
    readonly awareAt: Date;
    readonly by: string;
    readonly requestId?: RequestId;
  },
  now: Date,
): Promise<string> {
  const { origin, awareAt, by, requestId } = breach;
  const id = breach.id ?? newId<TaskId>();
  const added = await tx.breaches.add({ id, origin, awareAt, recordedAt: now, by });
  if (added) await addBreachTask(tx, { id, awareAt, ...(requestId && { requestId }) }, now);
  return id;
}

/** Staff see the running clock among their work until the authority knows, or need not. */
export function addBreachTask(
  tx: Tx,
  { id, awareAt, requestId }: { readonly id: string; readonly awareAt: Date; readonly requestId?: RequestId },
  now: Date,
): Promise<void> {
  const params = { deadline: breachDeadline(awareAt).toISOString(), breach: id };
  return addTask(tx, { kind: 'breach_reported', about: id, params, ...(requestId && { requestId }) }, now);
}

/** The key of the task that shows the clock of a breach. */
export function breachTask(id: string): string {
  return taskKey('breach_reported', id);
}

/** "Dit ging mis" of a request: one record as long as its clock runs, however often it is pressed (R37). */
export async function recordWentWrong(
  tx: Tx,
  requestId: RequestId,
  by: string,
  now: Date,
): Promise<{ readonly id: string; readonly deadline: Date }> {
  const tasks = await tx.tasks.ofRequest(requestId);
  const running = tasks.find(
    ({ kind, doneAt, params }) =>
      kind === 'breach_reported' && doneAt === null && params.breach !== undefined,
  );
  const known = running === undefined ? undefined : await tx.breaches.byId(String(running.params.breach));
  if (known !== undefined) return { id: known.id, deadline: breachDeadline(known.awareAt) };
  const id = await recordBreach(tx, { origin: 'went_wrong', awareAt: now, by, requestId }, now);
  return { id, deadline: breachDeadline(now) };
}

/** A customer's report turned out to be a breach: known since it came in; the task of the report goes on as this one. */
export async function recordReported(
  tx: Tx,
  report: { readonly id: RequestId; readonly receivedAt: Date },
  by: string,
  now: Date,
): Promise<void> {
  const { id: requestId, receivedAt: awareAt } = report;
  const id = idOf<TaskId>(`breach:${requestId}`);
  await tx.tasks.closeByKey(taskKey('breach_reported', `${requestId}:${awareAt.toISOString()}`), by, now);
  await recordBreach(tx, { id, origin: 'report', awareAt, by, requestId }, now);
}
