import type {
  Change,
  Correction,
  FoundRecord,
  PlanStep,
  StepContext,
  StepOutcome,
} from '../../core/fulfilment/processor.ts';
import { recordHash } from '../../core/fulfilment/record-hash.ts';
import { assertNever } from '../../core/kernel/assert-never.ts';
import { amsterdamDay } from '../../core/kernel/calendar-day.ts';
import type { ApiFailure } from '../shared/fetch-json.ts';
import type { MollieApi } from './mollie-api.ts';
import { ENTITY, type EntityKind, kindOf, pathOf } from './mollie-entity.ts';
import { recordOf } from './mollie-record.ts';

/**
 * Mandates and subscriptions before the customer they belong to: with the customer they would end unseen. What is over can
 * only go with its customer, and so comes last.
 */
const ORDER: readonly (EntityKind | 'over')[] = [
  'subscription',
  'mandate',
  'payment_link',
  'refund',
  'chargeback',
  'payment',
  'customer',
  'over',
];

/** Told before it is approved: Mollie cancels these by itself (its documentation of the delete calls). */
const SIDE_EFFECTS: Readonly<Partial<Record<EntityKind, string>>> = {
  customer: 'mollie_customer',
  mandate: 'mollie_mandate',
  subscription: 'mollie_subscription',
};

const IN_USE: Readonly<Partial<Record<EntityKind, readonly string[]>>> = {
  // An order that somebody is paying: never stopped from here.
  payment: ['open', 'pending', 'authorized'],
  mandate: ['valid', 'pending'],
  subscription: ['active', 'pending', 'suspended'],
};

/** Pure: a step for each record, or of a correction for each that holds the old value. */
export function planPayer(
  source: string,
  change: Change,
  records: readonly FoundRecord[],
  now: Date,
): readonly PlanStep[] {
  return records
    .toSorted((a, b) => orderOf(a) - orderOf(b))
    .flatMap((record) =>
      treatmentsOf(change, record, now).map(({ treatment, fields }): PlanStep => {
        const kind = kindOf(record.ref);
        const ends = treatment === 'delete' && kind !== undefined && !isOver(kind, record);
        const effect = ends ? SIDE_EFFECTS[kind] : undefined;
        return {
          ...{ source, action: change.action, recordRef: record.ref, category: record.category },
          ...{ recordHash: recordHash(record), treatment, fields },
          hold: treatment === 'keep' ? record.hold : null,
          sideEffects: effect === undefined ? [] : [effect],
        };
      }),
    );
}

function orderOf(record: FoundRecord): number {
  const kind = kindOf(record.ref);
  if (kind === undefined) return ORDER.length;
  return ORDER.indexOf(kind !== 'payment' && isOver(kind, record) ? 'over' : kind);
}

type Treated = Pick<PlanStep, 'treatment' | 'fields'>;

function treatmentsOf(change: Change, record: FoundRecord, now: Date): readonly Treated[] {
  const kind = kindOf(record.ref);
  switch (change.action) {
    case 'erase':
      return [{ treatment: erasureOf(kind, record, now), fields: [] }];
    case 'rectify': {
      const wrong = change.corrections.flatMap((correction) => wrongFields(kind, record, correction));
      return (['change', 'by_hand'] as const).flatMap((treatment) => {
        const fields = wrong.flatMap((field) => (field.treatment === treatment ? [field.name] : []));
        return fields.length === 0 ? [] : [{ treatment, fields: [...new Set(fields)] }];
      });
    }
    case 'restrict':
    case 'unrestrict':
      return [{ treatment: isOwnOfMollie(kind) ? 'refer' : 'by_hand', fields: [] }];
    default:
      return assertNever(change);
  }
}

function erasureOf(kind: EntityKind | undefined, record: FoundRecord, now: Date): PlanStep['treatment'] {
  if (isHeld(record, now)) return 'keep';
  if (kind === undefined || (kind === 'payment' && !isOver(kind, record))) return 'by_hand';
  return isOwnOfMollie(kind) ? 'refer' : 'delete';
}

/** Whether its status says that it is over; without one nothing is assumed. */
function isOver(kind: EntityKind, record: FoundRecord): boolean {
  const status = fieldOf(record, 'status');
  return status !== '' && IN_USE[kind]?.includes(status) === false;
}

/** The fields of a record that say what is to be corrected, and whether Mollie lets that be done from here. */
function wrongFields(kind: EntityKind | undefined, { fields }: FoundRecord, { what, before }: Correction) {
  const old = plain(before);
  return fields.flatMap(({ name, value }) =>
    old === '' || plain(value) !== old
      ? []
      : [
          {
            name,
            treatment: kind === 'customer' && name === what && isChangeable(name) ? 'change' : 'by_hand',
          },
        ],
  );
}

function plain(value: string): string {
  return value.trim().replace(/\s+/g, ' ').toLowerCase();
}

function isChangeable(field: string): boolean {
  return field === 'name' || field === 'email';
}

/** Mollie decides about payments itself, and has no way to erase one. */
function isOwnOfMollie(kind: EntityKind | undefined): boolean {
  return kind === 'payment' || kind === 'refund' || kind === 'chargeback';
}

function isHeld({ hold }: Pick<FoundRecord, 'hold'>, now: Date): boolean {
  return hold !== null && hold.until >= amsterdamDay(now);
}

function fieldOf({ fields }: Pick<FoundRecord, 'fields'>, wanted: string): string {
  return fields.find(({ name }) => name === wanted)?.value ?? '';
}

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
  if (read.status === 'gone') return { status: 'already_gone' };
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
  if (answer.code === 'api.not_found') return { status: 'already_gone' };
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
  if (read.status === 'gone') return 'done';
  return isDone(step, read.record, body) ? 'done' : 'not_done';
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
