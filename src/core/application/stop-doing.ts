import type { RequestState } from '../request/request-state.ts';
import { addTask } from './add-task.ts';
import type { Tx } from './ports.ts';
import type { RequestRow } from './rows.ts';
import { runCommand } from './run-command.ts';

/**
 * Somebody may be doing by hand what the customer took back just now: they hear of it at once (R24). `before` is the
 * state in which it was taken back; of one in which nobody was doing anything nobody is told.
 */
export async function stopDoing(tx: Tx, { id }: RequestRow, before: RequestState, now: Date): Promise<void> {
  if (before.status !== 'executing' || before.done === undefined) return;
  await addTask(tx, { kind: 'stop_doing', about: id, requestId: id }, now);
}

/** Some of it was done: the request goes on, on top of the list, with the wish to stop in its log (R23). */
export async function raiseToStop(tx: Tx, request: RequestRow, now: Date): Promise<RequestRow> {
  await stopDoing(tx, request, request.state, now);
  const wrote = await runCommand(tx, request, { type: 'note_customer_wrote', by: 'customer' }, now);
  const noted = wrote.ok ? wrote.value : request;
  const raised = await runCommand(tx, noted, { type: 'raise', by: 'customer' }, now);
  return raised.ok ? raised.value : noted;
}
