import { stepName } from '../fulfilment/change/change-plan.ts';
import { asId } from '../kernel/ids.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { stepsAreDone } from '../request/decide-execution.ts';
import { taskKey } from './add-task.ts';
import type { Deciding } from './deciding.ts';
import { changesUnderWay, endByHand, isAtWork } from './end-changes.ts';
import { narrowRefusal } from './narrow-refusal.ts';
import type { OutcomeRefusal, StepRefusal } from './outcome-api.ts';
import { runCommand } from './run-command.ts';

/** Confirms what a named person did by hand; after the last of it the letter leaves that says so. */
export async function confirmSteps(
  { tx, request: before, by, now }: Deciding,
  steps: readonly string[],
): Promise<Result<null, OutcomeRefusal | StepRefusal>> {
  let request = before;
  const rows = await changesUnderWay(tx, before);
  for (const step of new Set(steps)) {
    if (isAtWork(rows.filter((row) => stepName(row) === step))) return refuse('step.system_at_work');
    const done = await runCommand(tx, request, { type: 'confirm_step', by, step }, now);
    if (!done.ok) {
      const { code } = done.refusal;
      return code === 'step.unknown' || code === 'step.already_done' || code === 'step.tell_recipient'
        ? refuse(code)
        : narrowRefusal(done);
    }
    request = done.value;
    await endByHand(tx, request.id, rows, step, by, now);
  }
  if (request.state.status !== 'executing') return refuse('decision.wrong_state');
  await lettersWhenDone({ tx, by, now }, request);
  return ok(null);
}

/** The letter leaves when the last step is done. */
export async function lettersWhenDone(
  { tx, by, now }: Pick<Deciding, 'tx' | 'by' | 'now'>,
  { state, id: requestId }: Deciding['request'],
): Promise<void> {
  if (state.status !== 'executing' || !stepsAreDone(state)) return;
  await tx.tasks.closeByKey(taskKey('carry_out', requestId), by, now);
  await tx.enqueue('send-answer', { requestId, letterId: asId(state.letter.id) });
}
