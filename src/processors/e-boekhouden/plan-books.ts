import type {
  Change,
  Correction,
  FieldValue,
  FoundRecord,
  LegalHold,
  PlanStep,
} from '../../core/fulfilment/processor.ts';
import { recordHash } from '../../core/fulfilment/record-hash.ts';
import { assertNever } from '../../core/kernel/assert-never.ts';
import { amsterdamDay } from '../../core/kernel/calendar-day.ts';
import { E_BOEKHOUDEN, isRelation } from './books-records.ts';
import { RELATION_FIELDS, RESTING } from './relation-fields.ts';

type Part = Pick<PlanStep, 'treatment' | 'fields'> & Partial<Pick<PlanStep, 'hold' | 'sideEffects'>>;

/** Where nothing is known that could be changed from here: a change of nothing would be confirmed without being made. */
const BY_HAND: Part = { treatment: 'by_hand', fields: [] };

/** The preview: of a relation per field; invoices and bookings cannot be changed by its interface (processors.md section 3). */
export function planBooks(change: Change, records: readonly FoundRecord[], now: Date): readonly PlanStep[] {
  return records.flatMap((record) =>
    partsOf(change, record, now).map((part) => ({
      source: E_BOEKHOUDEN,
      action: change.action,
      recordRef: record.ref,
      category: record.category,
      recordHash: recordHash(record),
      hold: null,
      sideEffects: [],
      ...part,
    })),
  );
}

function partsOf(change: Change, record: FoundRecord, now: Date): readonly Part[] {
  const hold = activeHold(record, now);
  if (!isRelation(record.ref)) return [untouched(hold)];
  switch (change.action) {
    case 'erase':
      return erased(record, hold);
    case 'rectify':
      return corrected(record, change.corrections);
    case 'restrict': {
      const fields = RESTING.filter((name) => !has(record, name));
      return [
        fields.length === 0 ? BY_HAND : { treatment: 'restrict', fields, sideEffects: inactiveBy(fields) },
      ];
    }
    case 'unrestrict': {
      const done = change.restricted.filter(({ recordRef }) => recordRef === record.ref);
      const fields = RESTING.filter(
        (name) => has(record, name) && done.some((step) => step.fields.includes(name)),
      );
      return [fields.length === 0 ? BY_HAND : { treatment: 'unrestrict', fields }];
    }
    default:
      return assertNever(change);
  }
}

function activeHold({ hold }: FoundRecord, now: Date): LegalHold | null {
  return hold !== null && hold.until >= amsterdamDay(now) ? hold : null;
}

/** An invoice is not rewritten and not deleted from here: within its term it stays, after it a person looks. */
function untouched(hold: LegalHold | null): Part {
  return hold === null ? BY_HAND : { treatment: 'keep', fields: [], hold };
}

/**
 * What the administration can do without goes, and of somebody without invoices all that can go; that relation itself is
 * deleted by hand. Of a business, its name, numbers and address are no personal data by themselves.
 */
function erased(record: FoundRecord, hold: LegalHold | null): readonly Part[] {
  const filled = (name: string) => has(record, name);
  const business = filled('vatNumber') || filled('companyNumber');
  const gone = RELATION_FIELDS.filter(
    ({ name, spare, fixed }) =>
      filled(name) && fixed !== true && (hold === null && !business ? true : spare(filled)),
  ).map(({ name }) => name);
  const flags = RESTING.filter((name) => !filled(name));
  const fields = [...gone, ...flags];
  const kept = record.fields.map(({ name }) => name).filter((name) => !gone.includes(name));
  return [
    ...(fields.length === 0
      ? []
      : [{ treatment: 'mask', fields, hold, sideEffects: inactiveBy(flags) } as const]),
    hold === null ? BY_HAND : { treatment: 'keep', fields: kept, hold },
  ];
}

function inactiveBy(flags: readonly string[]): readonly string[] {
  return flags.includes('inactive') ? ['relation_inactive'] : [];
}

function corrected({ fields }: FoundRecord, corrections: readonly Correction[]): readonly Part[] {
  const placed = corrections.map((one) => placesOf(fields, one));
  const changed = placed.flatMap((places) => places ?? []).map(({ name }) => name);
  return [
    ...(changed.length === 0 ? [] : [{ treatment: 'change', fields: [...new Set(changed)] } as const]),
    ...(placed.includes(undefined) ? [BY_HAND] : []),
  ];
}

const PLACES: Readonly<
  Record<Exclude<Correction['what'], 'another' | 'delivery_address'>, readonly string[]>
> = {
  name: ['name', 'contact'],
  email: ['email', 'invoiceEmail', 'reminderEmail'],
  phone: ['phone', 'mobilePhone', 'fax'],
  bank_account: ['iban'],
};
const ADDRESSES = [
  ['street', 'postcode', 'city'],
  ['otherStreet', 'otherPostcode', 'otherCity'],
] as const;

/**
 * The fields that a correction changes, with what they become: those that say what it was, or the first one when nobody
 * said what it was. Undefined when a person has to do it: nothing here says so, or a mandate hangs on the account.
 */
export function placesOf(
  fields: readonly FieldValue[],
  { what, before, after }: Correction,
): readonly FieldValue[] | undefined {
  const value = (name: string) => fields.find((field) => field.name === name)?.value ?? '';
  if (what === 'another' || (what === 'bank_account' && value('mandate') !== '')) return undefined;
  if (what === 'delivery_address') {
    const parts = /^(.*\d.*),\s*(\d{4})\s?([a-z]{2})\s+(\S.*)$/i.exec(after.trim());
    if (parts === null) return undefined;
    const [, street = '', digits = '', letters = '', city = ''] = parts;
    const becomes = [street.trim(), `${digits} ${letters.toUpperCase()}`, city];
    const said = (names: readonly string[]) => bare(names.map(value).join(''));
    const right = ADDRESSES.filter((names) => (before === '' ? true : said(names) === bare(before)));
    const places = before === '' ? right.slice(0, 1) : right;
    if (places.length === 0) return ADDRESSES.some((names) => said(names) === bare(after)) ? [] : undefined;
    return places.flatMap((names) => names.map((name, index) => ({ name, value: becomes[index] ?? '' })));
  }
  const [first = '', ...others] = PLACES[what];
  const names = [first, ...others];
  // Of a mail address every sign counts.
  const plain = what === 'email' ? (text: string) => text.trim().toLowerCase() : bare;
  const places = before === '' ? [first] : names.filter((name) => plain(value(name)) === plain(before));
  if (places.length === 0) return names.some((name) => value(name) === after) ? [] : undefined;
  return places.map((name) => ({ name, value: after }));
}

function bare(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}@+]/gu, '');
}

function has({ fields }: FoundRecord, name: string): boolean {
  return fields.some((field) => field.name === name);
}
