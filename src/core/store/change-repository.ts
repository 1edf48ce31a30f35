import { z } from 'zod';
import type { ChangeRepository, ChangeRow } from '../application/ports.ts';
import type { ChangePlan, HandWork } from '../fulfilment/change/change-plan.ts';
import { CHANGE_STATUSES, type ChangePayload } from '../fulfilment/change/change-step.ts';
import { CATEGORIES, type Change, type PlanStep } from '../fulfilment/processor.ts';
import type { Database } from './database.ts';
import { exactly } from './exactly.ts';
import { Prisma } from './generated/client.ts';
import { openJson, type SealedColumns, sealJson } from './sealed-columns.ts';
import { letterId, requestId, storedBytes } from './stored-values.ts';

const text = z.string();
const texts = z.array(text).readonly();
const category = z.enum(CATEGORIES);
const action = z.enum(['erase', 'rectify', 'restrict', 'unrestrict']);
const treatment = z.enum(['delete', 'mask', 'change', 'restrict', 'unrestrict', 'keep', 'refer', 'by_hand']);

const planStep = exactly<PlanStep>()(
  z.strictObject({
    source: text,
    action,
    recordRef: text,
    category,
    recordHash: text,
    treatment,
    fields: texts,
    hold: z.strictObject({ basis: z.enum(['awr_52', 'oss', 'claim']), until: text }).nullable(),
    sideEffects: texts,
    takes: texts.exactOptional(),
    takenBy: text.exactOptional(),
  }),
);
const handWork = exactly<HandWork>()(
  z.strictObject({ source: text, action, category: category.nullable(), count: z.int().nullable() }),
);
/** Column Letter.changesEnc. */
export const changePlan = exactly<ChangePlan>()(
  z.strictObject({ steps: z.array(planStep).readonly(), byHand: z.array(handWork).readonly() }),
);
const change = exactly<Change>()(
  z.discriminatedUnion('action', [
    z.strictObject({ action: z.enum(['erase', 'restrict']) }),
    z.strictObject({ action: z.literal('unrestrict'), restricted: z.array(planStep).readonly() }),
    z.strictObject({
      action: z.literal('rectify'),
      corrections: z
        .array(
          z.strictObject({
            what: z.enum(['name', 'delivery_address', 'email', 'phone', 'bank_account', 'another']),
            before: text,
            after: text,
          }),
        )
        .readonly(),
    }),
  ]),
);
/** Column ChangeStep.payloadEnc. */
const payload = exactly<ChangePayload>()(z.strictObject({ step: planStep, change, numbers: texts }));
const PAYLOAD = 'ChangeStep.payloadEnc';
const instant = z.date().nullable();
const ROW = z.object({
  ...{ id: z.uuid(), requestId, letterId, source: text, action, category, treatment },
  ...{ position: z.int(), status: z.enum(CHANGE_STATUSES), code: text, attempts: z.int() },
  ...{ payloadEnc: storedBytes.nullable(), plannedAt: z.date(), sentAt: instant, nextAt: instant },
  endedAt: instant,
});

const COLUMNS = Prisma.raw(
  `"id", "requestId", "letterId", "source", "action", "category", "treatment", "position", "status", "code",
    "attempts", "payloadEnc", "plannedAt", "sentAt", "nextAt", "endedAt"`,
);
/** A statement may have 32,767 values. */
const BATCH = 500;

/** The journal of what is changed at the systems of the shop. */
export function changeRepository(db: Database, sealed: SealedColumns): ChangeRepository {
  function values(row: ChangeRow): Prisma.Sql {
    const payloadEnc = row.payload === null ? null : sealJson(sealed[PAYLOAD], row.payload, row.id);
    return Prisma.sql`(${row.id}::uuid, ${row.requestId}::uuid, ${row.letterId}::uuid, ${row.source},
      ${row.action}, ${row.category}, ${row.treatment}, ${row.position}::int, ${row.status}, ${row.code},
      ${row.attempts}::int, ${payloadEnc}::bytea, ${row.plannedAt}::timestamptz, ${row.sentAt}::timestamptz,
      ${row.nextAt}::timestamptz, ${row.endedAt}::timestamptz)`;
  }

  async function read(rest: Prisma.Sql): Promise<readonly ChangeRow[]> {
    const rows = await db.$queryRaw<unknown[]>`SELECT ${COLUMNS} FROM "ChangeStep" WHERE ${rest}`;
    return rows.map((found) => {
      const { payloadEnc, ...row } = ROW.parse(found);
      const opened = payloadEnc === null ? null : openJson(sealed[PAYLOAD], payload, payloadEnc, row.id);
      return { ...row, payload: opened };
    });
  }

  return {
    async save(rows) {
      for (let from = 0; from < rows.length; from += BATCH)
        await db.$executeRaw`
          INSERT INTO "ChangeStep" (${COLUMNS}) VALUES ${Prisma.join(rows.slice(from, from + BATCH).map(values))}
          ON CONFLICT ("id") DO UPDATE SET "letterId" = EXCLUDED."letterId", "position" = EXCLUDED."position",
            "status" = EXCLUDED."status", "code" = EXCLUDED."code", "attempts" = EXCLUDED."attempts",
            "payloadEnc" = EXCLUDED."payloadEnc", "plannedAt" = EXCLUDED."plannedAt", "sentAt" = EXCLUDED."sentAt",
            "nextAt" = EXCLUDED."nextAt", "endedAt" = EXCLUDED."endedAt"`;
    },

    ofRequest: (id) => read(Prisma.sql`"requestId" = ${id}::uuid ORDER BY "source", "position", "id"`),

    byId: async (id) => (await read(Prisma.sql`"id" = ${id}::uuid`))[0],

    async nextDue({ requestId: of, letterId: letter, source }, now) {
      const [row] = await read(Prisma.sql`
        "requestId" = ${of}::uuid AND "letterId" = ${letter}::uuid AND "source" = ${source} AND "endedAt" IS NULL
        AND ("status" IN ('planned', 'sent') OR "nextAt" <= ${now}) ORDER BY "position" LIMIT 1`);
      return row;
    },
  };
}
