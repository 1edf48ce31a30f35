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
import { fieldOf, isHeld, isOver, isOverAs, plain } from './plan-payer.ts';

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
  assertOutward(step, context.change);
  const read = await readAgain(api, step, context.now);
  if (read.status === 'gone') return goneOf(step);
  if (read.status === 'unread') return failed(read.failure);
  if (isDone(step, read.record, context.change))
    return { status: step.treatment === 'delete' ? 'already_gone' : 'done' };
  if (recordHash(read.record) !== step.recordHash) return { status: 'changed_since_preview' };
  if (step.treatment === 'delete' && isHeld(read.record, context.now)) return { status: 'held' };
  const takesAll = kindOf(step.recordRef) === 'customer' && step.treatment === 'delete';
  const stopped = takesAll ? await takesMore(api, step) : undefined;
  if (stopped !== undefined) return stopped;
  const answer =
    step.treatment === 'delete'
      ? await api.change('DELETE', pathOf(step.recordRef), context.stepId)
      : await api.change(
          'PATCH',
          pathOf(step.recordRef),
          context.stepId,
          bodyOf(step, read.record, context.change),
        );
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
  assertOutward(step, change);
  const read = await readAgain(api, step, now);
  if (read.status === 'unread') return 'unknown';
  if (read.status === 'gone') return step.treatment === 'delete' ? 'done' : 'not_done';
  return isDone(step, read.record, change) ? 'done' : 'not_done';
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
function isDone(step: PlanStep, record: FoundRecord, change: Change): boolean {
  if (step.treatment !== 'delete')
    return step.fields.every((name) => becomes(name, record, change) === fieldOf(record, name));
  const kind = kindOf(step.recordRef);
  return kind !== undefined && isOver(kind, record) && recordHash(record) !== step.recordHash;
}

/** What a correction makes of this field as it stands now; undefined when none is about what it says. */
function becomes(name: string, record: FoundRecord, change: Change): string | undefined {
  const now = fieldOf(record, name);
  const own = change.action === 'rectify' ? change.corrections.filter(({ what }) => what === name) : [];
  const wrong = own.find(({ before }) => before.trim() !== '' && plain(before) === plain(now));
  return wrong?.after ?? own.find(({ after }) => after === now)?.after;
}

/** What a correction writes. */
function bodyOf({ fields }: PlanStep, record: FoundRecord, change: Change): Readonly<Record<string, string>> {
  return Object.fromEntries(
    fields.flatMap((name) => {
      const value = becomes(name, record, change);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/** A step that changes nothing at Mollie is not for here. */
function assertOutward({ treatment }: PlanStep, { action }: Change): void {
  if (treatment !== 'delete' && (treatment !== 'change' || action !== 'rectify'))
    throw new Error(`${treatment} is not done at Mollie`);
}

/**
 * Why a customer cannot go now: what goes with it still runs, so that it would end unseen, or was not there at the preview;
 * or nobody can say.
 */
async function takesMore(
  api: MollieApi,
  { recordRef, takes = [] }: PlanStep,
): Promise<StepOutcome | undefined> {
  for (const [kind, name] of [
    ['mandate', 'mandates'],
    ['subscription', 'subscriptions'],
  ] as const)
    for await (const page of api.pages(`${pathOf(recordRef)}/${name}`, name)) {
      if (!page.ok) return failed(page);
      for (const item of page.items) {
        const { data } = ENTITY.safeParse(item);
        const isExpected =
          data !== undefined &&
          isOverAs(kind, data.status ?? '') &&
          takes.includes(`${recordRef}/${name}/${data.id}`);
        if (!isExpected) return { status: 'changed_since_preview' };
      }
    }
  return undefined;
}
