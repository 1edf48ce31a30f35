import { z } from 'zod';
import type { ReviewEvent, ReviewRepository, ReviewRow } from '../application/ports.ts';
import type { PastCustomer } from '../fulfilment/past-customers.ts';
import { newId } from '../kernel/ids.ts';
import type { Database } from './database.ts';
import { exactly } from './exactly.ts';
import { openJson, type SealedColumns, sealJson } from './sealed-columns.ts';
import { storedBytes, storedDay } from './stored-values.ts';

const PEOPLE = 'TwoYearReview.peopleEnc';
const texts = z.array(z.string()).readonly();
const people = exactly<readonly PastCustomer[]>()(
  z
    .array(
      z.strictObject({
        address: z.string(),
        lastDay: storedDay,
        orders: z.int(),
        recordIds: texts,
        // Lists from before the tax set was told apart hold nobody with one.
        kept: z
          .array(z.strictObject({ until: storedDay, count: z.int(), recordIds: texts }))
          .readonly()
          .default([]),
      }),
    )
    .readonly(),
);
/** A plan as its columns stand. */
export const REVIEW = z.object({
  id: z.uuid(),
  source: z.string(),
  madeAt: z.date(),
  status: z.enum(['open', 'approved', 'done']),
  count: z.int(),
  orders: z.int(),
  held: z.int(),
  peopleEnc: storedBytes.nullable(),
  approvedBy: z.string().nullable(),
  startsAt: z.date().nullable(),
  steps: texts,
  done: texts,
});
/** An entry in the log of a plan. */
export const reviewEvent = exactly<ReviewEvent>()(
  z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('listed'), people: z.int(), orders: z.int() }),
    z.strictObject({ type: z.literal('approved'), people: z.int(), orders: z.int() }),
    z.strictObject({ type: z.literal('stopped') }),
    z.strictObject({ type: z.literal('ticked'), places: texts }),
    z.strictObject({ type: z.literal('carried_out'), people: z.int() }),
  ]),
);
const REASON = 'TwoYearStep.reasonEnc';
const STEP = z.object({
  id: z.uuid(),
  sequence: z.int(),
  at: z.date(),
  actor: z.string(),
  data: reviewEvent,
  reasonEnc: storedBytes.nullable(),
  previousHash: z.string(),
  hash: z.string(),
});
const CONTACT = z.object({ hash: z.string(), open: z.boolean(), wroteAt: z.date().nullable() });
const LAST = z.object({ at: z.date().nullable() });

/** Plans to erase people who are past the two-year promise (R32). */
export function reviewRepository(db: Database, sealed: SealedColumns): ReviewRepository {
  const seal = (review: ReviewRow) =>
    review.people.length === 0 ? null : sealJson(sealed[PEOPLE], review.people, review.id);
  return {
    async add(review) {
      await db.$executeRaw`DELETE FROM "TwoYearReview" WHERE "source" = ${review.source} AND "status" = 'open'`;
      await db.$executeRaw`
        INSERT INTO "TwoYearReview" ("id", "source", "madeAt", "status", "count", "orders", "held", "peopleEnc",
          "approvedBy", "startsAt", "steps", "done")
        VALUES (${review.id}::uuid, ${review.source}, ${review.madeAt}, ${review.status}, ${review.count},
          ${review.orders}, ${review.held}, ${seal(review)}, ${review.approvedBy}, ${review.startsAt},
          ${[...review.steps]}, ${[...review.done]})`;
    },

    async lock(id) {
      const [row] = await db.$queryRaw<unknown[]>`
        SELECT "id", "source", "madeAt", "status", "count", "orders", "held", "peopleEnc", "approvedBy", "startsAt",
          "steps", "done" FROM "TwoYearReview" WHERE "id" = ${id}::uuid FOR UPDATE`;
      if (row === undefined) return undefined;
      const { peopleEnc, ...review } = REVIEW.parse(row);
      return {
        ...review,
        people: peopleEnc === null ? [] : openJson(sealed[PEOPLE], people, peopleEnc, review.id),
      };
    },

    async save(review) {
      await db.$executeRaw`
        UPDATE "TwoYearReview" SET "status" = ${review.status}, "count" = ${review.count}, "orders" = ${review.orders},
          "peopleEnc" = ${seal(review)}, "approvedBy" = ${review.approvedBy}, "startsAt" = ${review.startsAt},
          "steps" = ${[...review.steps]}, "done" = ${[...review.done]}
        WHERE "id" = ${review.id}::uuid`;
    },

    async addStep(reviewId, { sequence, at, by, event: said, reason, previousHash, hash }) {
      const id = newId();
      const sealedReason = reason === '' ? null : sealed[REASON].seal(reason, id);
      await db.$executeRaw`
        INSERT INTO "TwoYearStep" ("id", "reviewId", "sequence", "at", "type", "actor", "data", "reasonEnc",
          "previousHash", "hash")
        VALUES (${id}::uuid, ${reviewId}::uuid, ${sequence}, ${at}, ${said.type}, ${by},
          ${JSON.stringify(said)}::jsonb, ${sealedReason}, ${previousHash}, ${hash})`;
    },

    async steps(reviewId) {
      const rows = await db.$queryRaw<unknown[]>`
        SELECT "id", "sequence", "at", "actor", "data", "reasonEnc", "previousHash", "hash" FROM "TwoYearStep"
        WHERE "reviewId" = ${reviewId}::uuid ORDER BY "sequence"`;
      return rows.map((row) => {
        const { id, actor: by, data, reasonEnc, ...step } = STEP.parse(row);
        const reason = reasonEnc === null ? '' : sealed[REASON].openText(reasonEnc, id);
        return { ...step, by, event: data, reason };
      });
    },

    async contacts(hashes) {
      // What is said while a request runs, or within the day before it, is that request.
      const rows = await db.$queryRaw<unknown[]>`
        SELECT r."emailHash" AS "hash", bool_or(r."closedAt" IS NULL) AS "open", max(m."at") AS "wroteAt"
        FROM "PrivacyRequest" r LEFT JOIN "Message" m ON m."conversationId" = r."conversationId"
          AND m."direction" = 'in' AND NOT EXISTS (
            SELECT 1 FROM "PrivacyRequest" o WHERE o."conversationId" = m."conversationId"
              AND m."at" >= o."receivedAt" - interval '1 day' AND (o."closedAt" IS NULL OR m."at" <= o."closedAt"))
        WHERE r."emailHash" = ANY (${[...hashes]}::text[]) AND r."level" >= 1 GROUP BY r."emailHash"`;
      return rows.map((row) => CONTACT.parse(row));
    },

    async lastLook(source) {
      const [row] = await db.$queryRaw<unknown[]>`
        SELECT coalesce((SELECT max("madeAt") FROM "TwoYearReview" WHERE "source" = ${source}),
          (SELECT min("savedAt") FROM "ShopProfileVersion")) AS "at"`;
      return LAST.parse(row).at ?? undefined;
    },
  };
}
