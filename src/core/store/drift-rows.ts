import { z } from 'zod';
import type { RegisterRepository } from '../application/ports.ts';
import { DRIFT_KINDS, type DriftFinding } from '../policy/find-drift.ts';
import type { Database } from './database.ts';
import { exactly } from './exactly.ts';
import { Prisma } from './generated/client.ts';

type Rows = Pick<RegisterRepository, 'foundData' | 'drifts' | 'addDrift' | 'endDrift'>;

const text = z.string();
const finding = exactly<DriftFinding>()(
  z.strictObject({
    key: text,
    kind: z.enum(DRIFT_KINDS),
    name: text,
    data: z.array(text).readonly(),
    fact: text,
    heading: text,
  }),
);
const ROW = z.object({ id: z.uuid(), finding, foundAt: z.date(), goneAt: z.date().nullable() });
const FOUND = z.object({ source: text, kinds: z.array(text).readonly(), searches: z.int() });
const COLUMNS = z.object({ source: text, columns: z.array(text) });

/** What a column of an export holds; what is in no list here is no data of a customer. */
const IN_COLUMN: Readonly<Record<string, string>> = {
  name: 'contact_details',
  street: 'contact_details',
  postcode: 'contact_details',
  city: 'contact_details',
  country: 'contact_details',
  email: 'email',
  phone: 'phone',
  orderNumber: 'order',
  orderDate: 'order',
  amount: 'order',
  item: 'order',
  quantity: 'order',
  status: 'order',
  paymentMethod: 'payment',
  invoiceNumber: 'invoice',
  note: 'note',
};

/** Where policy and practice differ (R28), and what practice is. */
export function driftRows(db: Database): Rows {
  return {
    async foundData() {
      const found = await db.$queryRaw<unknown[]>`
        SELECT "source", array_agg(DISTINCT "category" ORDER BY "category") AS "kinds",
          count(DISTINCT "requestId")::int AS "searches"
        FROM "SourceSearch", jsonb_object_keys("counts") AS "category"
        WHERE "category" <> 'other' GROUP BY "source" ORDER BY "source"`;
      const columns = await db.$queryRaw<unknown[]>`
        SELECT "source", "columns" FROM "ColumnProfile" ORDER BY "source", "fingerprint"`;
      return [
        ...found.map((row) => FOUND.parse(row)),
        ...columns.map((row) => {
          const { source, columns: fields } = COLUMNS.parse(row);
          const kinds = [...new Set(fields.flatMap((field) => IN_COLUMN[field] ?? []))];
          return { source, kinds, searches: 0 };
        }),
      ];
    },

    async drifts(which, limit) {
      const only = which === 'open' ? Prisma.sql`WHERE "goneAt" IS NULL` : Prisma.empty;
      const rows = await db.$queryRaw<unknown[]>`
        SELECT "id", "finding", "foundAt", "goneAt" FROM "PolicyDrift" ${only}
        ORDER BY "foundAt" DESC, "id" LIMIT ${limit}`;
      return rows.map((row) => ROW.parse(row));
    },

    async addDrift(id, seen, now) {
      const added = await db.$executeRaw`
        INSERT INTO "PolicyDrift" ("id", "key", "finding", "foundAt")
        VALUES (${id}::uuid, ${seen.key}, ${JSON.stringify(seen)}::jsonb, ${now}) ON CONFLICT DO NOTHING`;
      return added === 1;
    },

    async endDrift(id, now) {
      await db.$executeRaw`
        UPDATE "PolicyDrift" SET "goneAt" = ${now} WHERE "id" = ${id}::uuid AND "goneAt" IS NULL`;
    },
  };
}
