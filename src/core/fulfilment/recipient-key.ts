import { isSourceOf } from '../policy/is-source-of.ts';
import type { Recipient } from '../policy/shop-profile.ts';
import type { FoundRecord } from './processor.ts';

/** What one source found. */
interface Found {
  readonly source: string;
  readonly records: readonly FoundRecord[];
}

export type RecipientKeyKind = 'barcode' | 'paymentId' | 'invoiceNumber' | 'orderNumber';

/** By what a recipient finds this person's data, and nothing more (R38; AVG 5(1)(c)). */
export interface RecipientKey {
  readonly kind: RecipientKeyKind;
  readonly values: readonly string[];
}

/** What each kind of recipient goes by, the least first; an order number tells nobody who it is. */
const GOES_BY: Readonly<Partial<Record<Recipient['task'], readonly RecipientKeyKind[]>>> = {
  parcels: ['barcode', 'orderNumber'],
  payments: ['paymentId', 'orderNumber'],
  bookkeeping: ['invoiceNumber', 'orderNumber'],
};
const ANYBODY: readonly RecipientKeyKind[] = ['orderNumber'];

/** Rows that a person typed have no fields: these are known by their form (Mollie payments, PostNL barcodes). */
export const BY_FORM: Readonly<Partial<Record<RecipientKeyKind, RegExp>>> = {
  paymentId: /\b(?:tr|ord)_[A-Za-z0-9]{3,}\b/g,
  barcode: /\b(?:3S[A-Z0-9]{9,13}|[A-Z]{2}\d{9}NL)\b/g,
};

/**
 * The least key under which this recipient can find what it holds: its own records first, then those of the other
 * sources. Null when nothing but a name or address would do: then the recipient asks the shop. What `stays` is named to
 * nobody, also not by a number that another source gives for it: who erases on our word would erase it (AVG 17(3), 19).
 */
export function recipientKey(
  { id, task }: Pick<Recipient, 'id' | 'task'>,
  results: readonly Found[],
  stays: (source: string, record: FoundRecord) => boolean = () => false,
): RecipientKey | null {
  const staying = results.map(({ source, records }) => ({
    source,
    records: records.filter((record) => stays(source, record)),
  }));
  const going = results.map(({ source, records }) => ({
    source,
    records: records.filter((record) => !stays(source, record)),
  }));
  const own = going.filter(({ source }) => isSourceOf(source, { id, task }));
  for (const kind of GOES_BY[task] ?? ANYBODY) {
    const kept = new Set(staying.flatMap((result) => valuesOf(result, kind)));
    const others = going.flatMap((result) => valuesOf(result, kind)).filter((value) => !kept.has(value));
    for (const found of [own.flatMap((result) => valuesOf(result, kind)), others]) {
      const values = [...new Set(found)].sort();
      if (values.length > 0) return { kind, values };
    }
  }
  return null;
}

function valuesOf({ records }: Found, kind: RecipientKeyKind): readonly string[] {
  return records
    .filter(({ withheld }) => withheld !== 'other_person')
    .flatMap(({ fields }) =>
      fields.flatMap(({ name, value }) => {
        if (name === kind) return value.trim() === '' ? [] : [value.trim()];
        const form = BY_FORM[kind];
        return name === 'text' && form !== undefined ? [...value.matchAll(form)].map(([found]) => found) : [];
      }),
    );
}
