import type {
  Change,
  FoundRecord,
  PlanStep,
  StepContext,
  StepOutcome,
} from '../../core/fulfilment/processor.ts';
import { recordHash } from '../../core/fulfilment/record-hash.ts';
import type { ApiFailure } from '../shared/fetch-json.ts';
import type { MollieApi } from './mollie-api.ts';
import { ENTITY, kindOf, pathOf } from './mollie-entity.ts';
import { recordOf } from './mollie-record.ts';
import { fieldOf, isHeld, isOver } from './plan-payer.ts';

type Reading =
  | { readonly status: 'there'; readonly record: FoundRecord }
  | { readonly status: 'gone' }
  | { readonly status: 'unread'; readonly failure: Pick<ApiFailure, 'code' | 'retryable' | 'retryAfterMs'> };

async function readAgain(api: MollieApi, { recordRef }: PlanStep, now: Date): Promise<Reading> {
  const path = pathOf(recordRef);
  const answer = await api.read(path);
  if (!answer.ok)
    return answer.code === 'api.not_found' ? { status: 'gone' } : { status: 'unread', failure: answer };
  const entity = ENTITY.safeParse(answer.body);
  if (!entity.success) return { status: 'unread', failure: { code: 'api.not_json', retryable: false } };
  return { status: 'there', record: recordOf(path, entity.data, { matchedBy: [] }, now) };
}

/** One change of one record, after reading it again. What Mollie did not answer to may have been done. */
export async function changePayer(
  api: MollieApi,
  step: PlanStep,
  context: StepContext,
): Promise<StepOutcome> {
  const body = bodyOf(step, context.change);
  const read = await readAgain(api, step, context.now);
  if (read.status === 'gone') return goneOf(step);
  if (read.status === 'unread') return failed(read.failure);
  if (isDone(step, read.record, body))
    return { status: step.treatment === 'delete' ? 'already_gone' : 'done' };
  if (recordHash(read.record) !== step.recordHash) return { status: 'changed_since_preview' };
  if (step.treatment === 'delete' && isHeld(read.record, context.now)) return { status: 'held' };
  const answer =
    step.treatment === 'delete'
      ? await api.change('DELETE', pathOf(step.recordRef), context.stepId)
      : await api.change('PATCH', pathOf(step.recordRef), context.stepId, body);
  if (answer.ok) return { status: 'done' };
  if (answer.code === 'api.not_found') {
    // The token for changes may be of another account, where there is no such record.
    const after = await readAgain(api, step, context.now);
    if (after.status === 'gone') return goneOf(step);
    return failed(after.status === 'unread' ? after.failure : answer);
  }
  return answer.sent ? { status: 'unknown', code: answer.code } : failed(answer);
}

/** Whether the effect of a step is there, by reading only. */
export async function verifyPayer(
  api: MollieApi,
  step: PlanStep,
  { change, now }: StepContext,
): Promise<'done' | 'not_done' | 'unknown'> {
  const body = bodyOf(step, change);
  const read = await readAgain(api, step, now);
  if (read.status === 'unread') return 'unknown';
  if (read.status === 'gone') return step.treatment === 'delete' ? 'done' : 'not_done';
  return isDone(step, read.record, body) ? 'done' : 'not_done';
}

/** Gone is a success for an erasure alone: who asked for a correction hears from a person. */
function goneOf({ treatment }: PlanStep): StepOutcome {
  return { status: treatment === 'delete' ? 'already_gone' : 'changed_since_preview' };
}

function failed({
  code,
  retryable,
  retryAfterMs,
}: Pick<ApiFailure, 'code' | 'retryable' | 'retryAfterMs'>): StepOutcome {
  return { status: 'failed', code, retryable, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
}

/** A mandate or subscription that ended since the preview may still be read; a customer has the new values. */
function isDone(step: PlanStep, record: FoundRecord, body: Readonly<Record<string, string>>): boolean {
  if (step.treatment !== 'delete')
    return Object.entries(body).every(([name, value]) => fieldOf(record, name) === value);
  const kind = kindOf(step.recordRef);
  return kind !== undefined && isOver(kind, record) && recordHash(record) !== step.recordHash;
}

/** What a correction writes; a step that changes nothing at Mollie is not for here. */
function bodyOf({ treatment, fields }: PlanStep, change: Change): Readonly<Record<string, string>> {
  if (treatment === 'delete') return {};
  if (treatment !== 'change' || change.action !== 'rectify')
    throw new Error(`${treatment} is not done at Mollie`);
  return Object.fromEntries(
    change.corrections.flatMap(({ what, after }) => (fields.includes(what) ? [[what, after]] : [])),
  );
}
