import { z } from 'zod';
import type { Coverage } from '../fulfilment/coverage.ts';
import { CATEGORIES, type FoundRecord, type KeyKind, SPECIAL_CONTENT } from '../fulfilment/processor.ts';
import { WITHHOLD_REASONS } from '../fulfilment/withhold-reason.ts';
import { exactly } from './exactly.ts';
import { storedDay } from './stored-values.ts';

const text = z.string();

/** Column SourceSearch.coverage. */
export const searchCoverage = exactly<Coverage>()(
  z.discriminatedUnion('status', [
    z.strictObject({
      status: z.literal('complete'),
      scanned: z.int(),
      found: z.int(),
      provesAbsence: z.boolean(),
      period: z.tuple([text, text]).readonly().exactOptional(),
    }),
    z.strictObject({
      status: z.literal('partial'),
      scanned: z.int(),
      found: z.int(),
      unsearched: z.array(text).readonly(),
    }),
    z.strictObject({ status: z.literal('pending_manual') }),
    z.strictObject({ status: z.literal('pending_export') }),
    z.strictObject({ status: z.literal('not_possible'), reason: text }),
    z.strictObject({ status: z.literal('failed'), code: text, retryable: z.boolean() }),
  ]),
);

export const keyKind = exactly<KeyKind>()(
  z.enum([
    'email',
    'name',
    'address',
    'phone',
    'iban',
    'orderNumber',
    'paymentId',
    'customerId',
    'invoiceNumber',
    'barcode',
    'messageId',
  ]),
);

const foundRecord = exactly<FoundRecord>()(
  z.strictObject({
    ref: text,
    category: z.enum(CATEGORIES),
    fields: z.array(z.strictObject({ name: text, value: text })).readonly(),
    matchedBy: z.array(keyKind).readonly(),
    thirdParty: z.boolean(),
    hold: z.strictObject({ basis: z.enum(['awr_52', 'oss', 'claim']), until: text }).nullable(),
    day: storedDay.exactOptional(),
    withheld: z.enum(WITHHOLD_REASONS).exactOptional(),
    instead: z
      .array(z.strictObject({ name: text, value: text }))
      .readonly()
      .exactOptional(),
    confidence: z.literal('possible').exactOptional(),
    special: z.array(z.enum(SPECIAL_CONTENT)).readonly().exactOptional(),
    provenance: z.strictObject({ place: text, fetchedAt: text }),
    shortened: z
      .strictObject({
        hash: text,
        texts: z.array(z.strictObject({ field: z.int(), place: z.int(), at: z.int() })).readonly(),
      })
      .exactOptional(),
  }),
);

/** Column SourceSearch.recordsEnc. */
export const foundRecords = z.array(foundRecord).readonly();

/** Column SearchText.textsEnc. */
export const longTexts = z.array(text).readonly();
