import { z } from 'zod';
import type { RegisterRepository } from '../application/ports.ts';
import { OVERRULED } from '../register/refused-on.ts';
import { AGE_BANDS, type Counted, type Figures, type ReportUnit } from '../register/register-report.ts';
import type { Database } from './database.ts';
import { Prisma } from './generated/client.ts';
import { right } from './stored-values.ts';

const count = z.int();
const ROW = z.object({
  set: z.enum(['total', 'period', 'right', 'cell', 'band', 'ground', 'channel']),
  bucket: z.string().nullable(),
  right: right.nullable(),
  band: z.enum(AGE_BANDS).nullable(),
  ground: z.string().nullable(),
  channel: z.string().nullable(),
  received: count,
  answered: count,
  refused: count,
  withdrawn: count,
  lapsed: count,
  joined: count,
  open: count,
  medianDays: count.nullable(),
  p90Days: count.nullable(),
  onTime: count,
  late: count,
  extended: count,
  anonymised: count,
});
type Row = z.output<typeof ROW>;

const BUCKETS: Readonly<Record<ReportUnit, Prisma.Sql>> = {
  month: Prisma.sql`"month"`,
  quarter: Prisma.sql`substr("month", 1, 4) || '-Q' || ((substr("month", 6, 2)::int + 2) / 3)`,
  year: Prisma.sql`substr("month", 1, 4)`,
};

/** One statement over all requests and what remains of them: the database counts, nothing is held here. */
export function reportRows(db: Database): Pick<RegisterRepository, 'report'> {
  return {
    async report({ unit, period, today }) {
      const { from, to } = period;
      const found = await db.$queryRaw<unknown[]>`
        WITH refusal AS (
          SELECT DISTINCT ON ("requestId") "requestId",
            trim("data"->>'ground' || ' ' || ("data"->>'article')) AS "ground", "sequence"
          FROM "RequestEvent" WHERE "type" = 'refusal_prepared' ORDER BY "requestId", "sequence" DESC
        ), extension AS (
          SELECT "requestId" FROM "RequestEvent"
          WHERE ("type" = 'redated' AND "data"->>'cause' = 'extended')
            OR ("type" = 'notice_bounced' AND "data"->>'kind' = 'extension')
          GROUP BY "requestId"
          HAVING count(*) FILTER (WHERE "type" = 'redated') > count(*) FILTER (WHERE "type" = 'notice_bounced')
        ), request AS (
          SELECT substr(r."receivedDay", 1, 7) AS "month", r."right", r."status", r."channel",
            CASE WHEN r."status" = 'refused' THEN CASE WHEN r."right" = 'objection' AND EXISTS (
                SELECT FROM "RequestEvent" e WHERE e."requestId" = r."id"
                  AND e."type" IN ('outcome_set', 'answer_prepared') AND e."sequence" > coalesce(f."sequence", 0)
              ) THEN ${OVERRULED} ELSE f."ground" END END AS "ground",
            x."requestId" IS NOT NULL AS "extended",
            (r."closedAt" AT TIME ZONE 'Europe/Amsterdam')::date - r."receivedDay"::date AS "days",
            to_char(r."closedAt" AT TIME ZONE 'Europe/Amsterdam', 'YYYY-MM-DD') <= CASE
              WHEN r."status" = 'refused' THEN LEAST(r."staffDue", r."legalDue") ELSE r."staffDue" END AS "onTime",
            ${today}::date - r."receivedDay"::date AS "age", false AS "anonymised"
          FROM "PrivacyRequest" r LEFT JOIN refusal f ON f."requestId" = r."id"
            LEFT JOIN extension x ON x."requestId" = r."id"
          WHERE r."receivedDay" BETWEEN ${from} AND ${to}
          UNION ALL
          SELECT "month", "right", "outcome", NULL, CASE WHEN "outcome" = 'refused' THEN "grounds"->>0 END, false,
            "daysUsed", "onTime", NULL, true
          FROM "AnonymisedRequest" WHERE "month" BETWEEN ${from.slice(0, 7)} AND ${to.slice(0, 7)}
        ), counted AS (
          SELECT ${BUCKETS[unit]} AS "bucket", "right", "status", "channel", "ground", "extended", "onTime", "anonymised",
            "status" IN ('answered', 'answered_generally', 'refused') AS "done",
            "status" IN ('received', 'awaiting_identity', 'gathering', 'awaiting_approval', 'executing') AS "open",
            "days", CASE
              WHEN "status" NOT IN ('received', 'awaiting_identity', 'gathering', 'awaiting_approval', 'executing') THEN NULL
              WHEN "age" <= 7 THEN '0-7' WHEN "age" <= 14 THEN '8-14' WHEN "age" <= 21 THEN '15-21'
              WHEN "age" <= 30 THEN '22-30' ELSE '31+' END AS "band"
          FROM request)
        SELECT CASE grouping("bucket", "right", "band", "ground", "channel")
            WHEN 31 THEN 'total' WHEN 15 THEN 'period' WHEN 23 THEN 'right' WHEN 7 THEN 'cell' WHEN 27 THEN 'band'
            WHEN 29 THEN 'ground' ELSE 'channel' END AS "set",
          "bucket", "right", "band", "ground", "channel", count(*)::int AS "received",
          count(*) FILTER (WHERE "status" IN ('answered', 'answered_generally'))::int AS "answered",
          count(*) FILTER (WHERE "status" = 'refused')::int AS "refused",
          count(*) FILTER (WHERE "status" = 'withdrawn')::int AS "withdrawn",
          count(*) FILTER (WHERE "status" = 'lapsed')::int AS "lapsed",
          count(*) FILTER (WHERE "status" = 'joined')::int AS "joined",
          count(*) FILTER (WHERE "open")::int AS "open",
          percentile_disc(0.5) WITHIN GROUP (ORDER BY "days") FILTER (WHERE "done")::int AS "medianDays",
          percentile_disc(0.9) WITHIN GROUP (ORDER BY "days") FILTER (WHERE "done")::int AS "p90Days",
          count(*) FILTER (WHERE "done" AND "onTime")::int AS "onTime",
          count(*) FILTER (WHERE "done" AND NOT "onTime")::int AS "late",
          count(*) FILTER (WHERE "extended")::int AS "extended",
          count(*) FILTER (WHERE "anonymised")::int AS "anonymised"
        FROM counted
        GROUP BY GROUPING SETS ((), ("bucket"), ("right"), ("bucket", "right"), ("band"), ("ground"), ("channel"))`;
      const rows = found.map((row) => ROW.parse(row));
      const total = rows.find(({ set }) => set === 'total');
      return {
        unit,
        period,
        anonymised: total?.anonymised ?? 0,
        total: total === undefined ? NONE : figures(total),
        periods: sorted(
          rows.flatMap((row) =>
            row.set === 'period' && row.bucket !== null ? [{ period: row.bucket, ...figures(row) }] : [],
          ),
          ({ period: name }) => name,
        ),
        rights: rows
          .flatMap((row) =>
            row.set === 'right' && row.right !== null ? [{ right: row.right, ...figures(row) }] : [],
          )
          .sort((a, b) => b.received - a.received || compare(a.right, b.right)),
        cells: sorted(
          rows.flatMap((row) =>
            row.set === 'cell' && row.bucket !== null && row.right !== null
              ? [{ period: row.bucket, right: row.right, ...figures(row) }]
              : [],
          ),
          (cell) => `${cell.period} ${cell.right}`,
        ),
        openByAge: AGE_BANDS.map((name) => ({
          name,
          count: rows.find(({ set, band }) => set === 'band' && band === name)?.open ?? 0,
        })),
        grounds: named(rows, 'ground'),
        channels: named(rows, 'channel'),
      };
    },
  };
}

function figures(row: Row): Figures {
  const { received, answered, refused, withdrawn, lapsed, joined, open } = row;
  const { medianDays, p90Days, onTime, late, extended } = row;
  const ended = { received, answered, refused, withdrawn, lapsed, joined, open };
  const onTimePercent = onTime + late === 0 ? null : Math.round((100 * onTime) / (onTime + late));
  return { ...ended, medianDays, p90Days, onTime, late, onTimePercent, extended };
}

const NONE: Figures = {
  received: 0,
  answered: 0,
  refused: 0,
  withdrawn: 0,
  lapsed: 0,
  joined: 0,
  open: 0,
  medianDays: null,
  p90Days: null,
  onTime: 0,
  late: 0,
  onTimePercent: null,
  extended: 0,
};

/** Most frequent first; what is not known is left out. */
function named(rows: readonly Row[], of: 'ground' | 'channel'): readonly Counted[] {
  return rows
    .flatMap((row) => {
      const name = row[of];
      return row.set === of && name !== null ? [{ name, count: row.received }] : [];
    })
    .sort((a, b) => b.count - a.count || compare(a.name, b.name));
}

function sorted<Value>(values: readonly Value[], key: (value: Value) => string): readonly Value[] {
  return values.toSorted((a, b) => compare(key(a), key(b)));
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
