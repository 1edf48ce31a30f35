import { z } from 'zod';
import type { RegisterRepository } from '../application/ports.ts';
import { closedInTime } from '../deadline/refusal-term.ts';
import { amsterdamDay, daysBetween } from '../kernel/calendar-day.ts';
import type { ExportedRequest } from '../register/exported-request.ts';
import { OVERRULED } from '../register/refused-on.ts';
import type { Database } from './database.ts';
import { first } from './first-rows.ts';
import { storedDay } from './stored-values.ts';

const LIVE = z.object({
  id: z.string(),
  number: z.string(),
  right: z.string(),
  status: z.string(),
  receivedDay: storedDay,
  channel: z.string(),
  customerDue: z.string(),
  staffDue: storedDay,
  legalDue: storedDay.nullable(),
  closedAt: z.date().nullable(),
  extended: z.boolean(),
  ground: z.string().nullable(),
});
const REMAINS = z.object({
  id: z.string(),
  number: z.string(),
  right: z.string(),
  outcome: z.string(),
  month: z.string(),
  daysUsed: z.int(),
  onTime: z.boolean(),
  grounds: z.array(z.string()),
});

/** What is answered or refused has an answer that was in time or not; what was withdrawn has none. */
export function exportRows(db: Database): Pick<RegisterRepository, 'exported'> {
  return {
    async exported({ to }, [table, received, id], limit) {
      if (table === 'live') {
        const rows = await db.$queryRaw<unknown[]>`
          SELECT r."id", r."number", r."right", r."status", r."receivedDay", r."channel", r."customerDue",
            r."staffDue", r."legalDue", r."closedAt",
            (SELECT count(*) FILTER (WHERE e."type" = 'redated' AND e."data"->>'cause' = 'extended')
              > count(*) FILTER (WHERE e."type" = 'notice_bounced' AND e."data"->>'kind' = 'extension')
              FROM "RequestEvent" e WHERE e."requestId" = r."id") AS "extended",
            CASE WHEN r."status" = 'refused' THEN (SELECT CASE e."type" WHEN 'refusal_prepared'
                THEN trim(e."data"->>'ground' || ' ' || (e."data"->>'article')) ELSE ${OVERRULED} END
              FROM "RequestEvent" e
              WHERE e."requestId" = r."id" AND e."type" IN ('refusal_prepared', 'outcome_set', 'answer_prepared')
              ORDER BY e."sequence" DESC LIMIT 1) END AS "ground"
          FROM "PrivacyRequest" r
          WHERE (r."receivedDay", r."id") > (${received}, ${id}::uuid) AND r."receivedDay" <= ${to}
          ORDER BY r."receivedDay", r."id" ${first(limit)}`;
        const found = rows.map((row) => LIVE.parse(row));
        const last = found.at(-1);
        return { rows: found.map(liveRow), next: last && [table, last.receivedDay, last.id] };
      }
      const rows = await db.$queryRaw<unknown[]>`
        SELECT "id", "number", "right", "outcome", "month", "daysUsed", "onTime", "grounds" FROM "AnonymisedRequest"
        WHERE ("month", "id") > (${received.slice(0, 7)}, ${id}::uuid) AND "month" <= ${to.slice(0, 7)}
        ORDER BY "month", "id" ${first(limit)}`;
      const found = rows.map((row) => REMAINS.parse(row));
      const last = found.at(-1);
      return { rows: found.map(remainsRow), next: last && [table, last.month, last.id] };
    },
  };
}

const ANSWERED: readonly string[] = ['answered', 'answered_generally', 'refused'];

function liveRow(row: z.output<typeof LIVE>): ExportedRequest {
  const { number, right, status, channel, customerDue, staffDue, legalDue, extended, ground, receivedDay } =
    row;
  const closed = row.closedAt === null ? null : amsterdamDay(row.closedAt);
  const answered = closed !== null && ANSWERED.includes(status) ? closed : null;
  const term = { staffDue, legalDue };
  return {
    number,
    right,
    status,
    received: receivedDay,
    channel,
    customerDue,
    staffDue,
    closed,
    daysUsed: answered === null ? null : daysBetween(receivedDay, answered),
    onTime: answered === null ? null : closedInTime(term, answered, status === 'refused'),
    extended,
    grounds: ground === null ? [] : [ground],
    anonymised: false,
  };
}

function remainsRow(row: z.output<typeof REMAINS>): ExportedRequest {
  const { number, right, outcome, month, daysUsed, onTime, grounds } = row;
  const answered = ANSWERED.includes(outcome);
  return {
    number,
    right,
    status: outcome,
    received: month,
    channel: null,
    customerDue: null,
    staffDue: null,
    closed: null,
    daysUsed: answered ? daysUsed : null,
    onTime: answered ? onTime : null,
    extended: null,
    grounds,
    anonymised: true,
  };
}
