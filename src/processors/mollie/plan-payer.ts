import type { Change, Correction, FoundRecord, PlanStep } from '../../core/fulfilment/processor.ts';
import { recordHash } from '../../core/fulfilment/record-hash.ts';
import { assertNever } from '../../core/kernel/assert-never.ts';
import { amsterdamDay } from '../../core/kernel/calendar-day.ts';
import { customerOf, type EntityKind, kindOf } from './mollie-entity.ts';

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
      treatmentsOf(change, record, records, now).map(({ treatment, fields }): PlanStep => {
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

function treatmentsOf(
  change: Change,
  record: FoundRecord,
  records: readonly FoundRecord[],
  now: Date,
): readonly Treated[] {
  const kind = kindOf(record.ref);
  switch (change.action) {
    case 'erase':
      return [
        { treatment: cannotGo(kind, record, records) ? 'by_hand' : erasureOf(kind, record, now), fields: [] },
      ];
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

/** What is over, of a customer that is not erased. */
function cannotGo(
  kind: EntityKind | undefined,
  record: FoundRecord,
  records: readonly FoundRecord[],
): boolean {
  const customer = customerOf(record.ref);
  if (kind === undefined || customer === undefined || !isOver(kind, record)) return false;
  return !records.some(({ ref }) => ref === customer);
}

/** Whether its status says that it is over; without one nothing is assumed. */
export function isOver(kind: EntityKind, record: FoundRecord): boolean {
  return isOverAs(kind, fieldOf(record, 'status'));
}

/** The same of a status as Mollie writes it. */
export function isOverAs(kind: EntityKind, status: string): boolean {
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

/** As two spellings of one value are compared. */
export function plain(value: string): string {
  return value.trim().replace(/\s+/g, ' ').toLowerCase();
}

function isChangeable(field: string): boolean {
  return field === 'name' || field === 'email';
}

/** Mollie decides about payments itself, and has no way to erase one. */
function isOwnOfMollie(kind: EntityKind | undefined): boolean {
  return kind === 'payment' || kind === 'refund' || kind === 'chargeback';
}

/** Whether the law keeps it on this day in Amsterdam. */
export function isHeld({ hold }: Pick<FoundRecord, 'hold'>, now: Date): boolean {
  return hold !== null && hold.until >= amsterdamDay(now);
}

/** Empty without such a field. */
export function fieldOf({ fields }: Pick<FoundRecord, 'fields'>, wanted: string): string {
  return fields.find(({ name }) => name === wanted)?.value ?? '';
}
