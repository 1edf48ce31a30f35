import { z } from 'zod';
import type { FieldValue } from '../../core/fulfilment/processor.ts';
import type { CalendarDay } from '../../core/kernel/calendar-day.ts';
import { readDay } from '../shared/read-day.ts';
import { RELATION_FIELDS } from './relation-fields.ts';

export interface Relation {
  readonly id: number;
  readonly fields: readonly FieldValue[];
  /** As it was read: a change sends it back with what differs. */
  readonly raw: Readonly<Record<string, unknown>>;
}

export interface Invoice {
  readonly id: number;
  readonly number: string;
  readonly reference: string;
  readonly relationId: number;
  readonly day: CalendarDay;
  readonly fields: readonly FieldValue[];
}

/** One part of a booking: a payment may be of several invoices at once, of different people. */
export interface BookedRow {
  readonly relationId: number | undefined;
  readonly number: string;
  readonly fields: readonly FieldValue[];
}

export interface Booking {
  readonly id: number;
  /** 1 to 7, as numbered by e-Boekhouden: 2 is an invoice sent, 3 to 6 are payments. */
  readonly type: number;
  readonly day: CalendarDay;
  readonly description: string;
  readonly fields: readonly FieldValue[];
  readonly rows: readonly BookedRow[];
}

/** Text, a number or a sign for nothing; a structure in its place is not understood. */
const said = z
  .union([z.string(), z.number()])
  .nullish()
  .transform((value) => (value === null || value === undefined ? '' : String(value).trim()));
const id = z.number().int().positive();
const relationOf = id
  .nullish()
  .catch(undefined)
  .transform((value) => value ?? undefined);
const day = said.transform((value, context) => {
  const read = readDay(value.slice(0, 10));
  if (read !== undefined) return read;
  context.addIssue({ code: 'custom', message: 'no day' });
  return z.NEVER;
});

const RELATION = z.looseObject({ id });
const INVOICE = z.object({
  id,
  invoiceNumber: said,
  reference: said,
  relationId: id,
  date: day,
  text: said,
  totalAmount: said,
  items: z.array(z.object({ quantity: said, description: said })).nullish(),
});
const BOOKING = z.object({
  id,
  type: z.coerce.number().int(),
  date: day,
  description: said,
  invoiceNumber: said,
  entryNumber: said,
  relationId: relationOf,
  rows: z
    .array(z.object({ amount: said, description: said, invoiceNumber: said, relationId: relationOf }))
    .nullish(),
});

/** Undefined when it is no relation that we understand. */
export function readRelation(body: unknown): Relation | undefined {
  const parsed = RELATION.safeParse(body);
  if (!parsed.success) return undefined;
  const raw = parsed.data;
  const fields: FieldValue[] = [];
  for (const { name, api, flag } of RELATION_FIELDS) {
    const value = flag === true ? yes(raw[api]) : textOf(raw[api]);
    if (value === undefined) return undefined;
    if (value !== '') fields.push({ name, value });
  }
  return { id: raw.id, fields, raw };
}

/** No is the same as nothing: only what is set says something. Both are read as a number too. */
export function yes(value: unknown): string {
  return value === true || value === 1 ? 'true' : '';
}

function textOf(value: unknown): string | undefined {
  const text = said.safeParse(value);
  return text.success ? text.data : undefined;
}

/** Undefined when it is no invoice that we understand. */
export function readInvoice(body: unknown): Invoice | undefined {
  const parsed = INVOICE.safeParse(body);
  if (!parsed.success) return undefined;
  const { invoiceNumber, reference, relationId, date, text, totalAmount, items } = parsed.data;
  const lines = (items ?? []).map(({ quantity, description }) => ({
    name: 'item',
    value: quantity === '' ? description : `${quantity} × ${description}`,
  }));
  return {
    id: parsed.data.id,
    number: invoiceNumber,
    reference,
    relationId,
    day: date,
    fields: filled([
      { name: 'invoiceNumber', value: invoiceNumber },
      { name: 'invoiceDate', value: date },
      { name: 'reference', value: reference },
      { name: 'amount', value: totalAmount },
      { name: 'text', value: text },
      ...lines,
    ]),
  };
}

/** Undefined when it is no booking that we understand. */
export function readBooking(body: unknown): Booking | undefined {
  const parsed = BOOKING.safeParse(body);
  if (!parsed.success) return undefined;
  const { type, date, description, invoiceNumber, entryNumber, relationId, rows } = parsed.data;
  const parts = rows === null || rows === undefined || rows.length === 0 ? [undefined] : rows;
  return {
    id: parsed.data.id,
    type,
    day: date,
    description,
    fields: filled([
      { name: 'date', value: date },
      { name: 'entryNumber', value: entryNumber },
      { name: 'description', value: description },
    ]),
    // What a row does not say, the booking says for all of them.
    rows: parts.map((row) => {
      const number = row?.invoiceNumber || invoiceNumber;
      return {
        relationId: row?.relationId ?? relationId,
        number,
        fields: filled([
          { name: 'invoiceNumber', value: number },
          { name: 'amount', value: row?.amount ?? '' },
          { name: 'description', value: row?.description ?? '' },
        ]),
      };
    }),
  };
}

function filled(fields: readonly FieldValue[]): readonly FieldValue[] {
  return fields.filter(({ value }) => value !== '');
}
