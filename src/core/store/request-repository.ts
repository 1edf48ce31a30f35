import { z } from 'zod';
import type { RequestRepository } from '../application/ports.ts';
import type { LoggedEvent, RequestRow } from '../application/rows.ts';
import { firstUnopenedDay } from '../deadline/unopened-owed.ts';
import { amsterdamDay } from '../kernel/calendar-day.ts';
import type { RequestId } from '../kernel/ids.ts';
import { isOpen, type RequestState } from '../request/request-state.ts';
import { cardRows } from './card-rows.ts';
import type { Database } from './database.ts';
import { fileRows } from './file-rows.ts';
import { first } from './first-rows.ts';
import { followedHead } from './followed-head.ts';
import { Prisma } from './generated/client.ts';
import type { HeadMacs } from './head-macs.ts';
import { keyRows } from './key-rows.ts';
import type { LockOrder } from './lock-order.ts';
import { noteRows } from './note-rows.ts';
import { readRegister } from './register-rows.ts';
import { remainsOf } from './remains-rows.ts';
import { OPEN, REQUEST_LISTS } from './request-lists.ts';
import {
  CONTACT,
  EMAIL,
  NAME,
  PARTICULARS,
  REQUEST_COLUMNS,
  readEvent,
  readRequest,
  WORDS,
} from './request-rows.ts';
import { type SealedColumns, sealJson } from './sealed-columns.ts';
import { searchRows } from './search-rows.ts';
import { searchTexts } from './search-texts.ts';
import type { MetUnreadable } from './unreadable-rows.ts';

const LISTED = z.looseObject({ openTasks: z.int() });

/** Requests with their log: state and events are written by one statement. */
export function requestRepository(
  db: Database,
  sealed: SealedColumns,
  locks: LockOrder,
  unreadable: MetUnreadable,
  macs: HeadMacs,
): RequestRepository {
  async function all(rows: Promise<readonly unknown[]>): Promise<readonly RequestRow[]> {
    return (await rows).map((row) => readRequest(sealed, row, unreadable));
  }

  async function one(rows: Promise<readonly unknown[]>): Promise<RequestRow | undefined> {
    const [row] = await rows;
    return row === undefined ? undefined : readRequest(sealed, row, unreadable);
  }

  function select(rest: Prisma.Sql): Promise<unknown[]> {
    return db.$queryRaw<unknown[]>`SELECT ${REQUEST_COLUMNS} FROM "PrivacyRequest" r ${rest}`;
  }

  return {
    async insert({ id, ...row }, events, createdAt) {
      const { state } = row;
      const { due } = state;
      locks.holds(id);
      await db.$executeRaw`
        WITH opened AS (
          INSERT INTO "PrivacyRequest" ("id", "number", "right", "status", "version", "channel", "conversationId",
            "language", "receivedAt", "receivedDay", "legalDue", "policyDue", "staffDue", "customerDue", "level",
            "provenAt", "raised", "wordsEnc", "nameEnc", "emailEnc", "emailHash", "state", "headHash", "createdAt",
            "remindStaffOn", "tellCustomerOn", "contactEnc")
          VALUES (${id}::uuid, ${row.number}, ${row.right}, ${state.status}, ${state.sequence}, ${state.channel},
            ${row.conversationId}::uuid, ${state.language}, ${row.receivedAt}, ${due.receivedDay}, ${due.legalDue},
            ${due.policyDue}, ${due.staffDue}, ${due.customerDue}, ${state.level}, ${row.provenAt}, ${state.raised},
            ${sealJson(sealed[WORDS], row.words, id)}, ${sealText(NAME, row.name, id)}, ${sealText(EMAIL, row.email, id)},
            ${row.emailHash}, ${JSON.stringify(state)}::jsonb, ${row.headHash}, ${createdAt},
            ${watchedFrom(state)}, ${watchedFrom(state)},
            ${row.contact === undefined ? null : sealJson(sealed[CONTACT], row.contact, id)})
        ), asked AS (
          UPDATE "Conversation" SET "hasRequest" = true WHERE "id" = ${row.conversationId}::uuid AND NOT "hasRequest"
        ), head AS (
          INSERT INTO "LogHead" ("requestId", "number", "sequence", "hash", "mac")
          VALUES (${id}::uuid, ${row.number}, ${state.sequence}, ${row.headHash}, ${mac(id, row)})
        ) ${insertEvents(id, events)}`;
    },

    async lock(id) {
      locks.request(id);
      return one(select(Prisma.sql`WHERE r."id" = ${id}::uuid FOR UPDATE`));
    },

    async lockAll(ids) {
      const ordered = [...ids].sort();
      if (ordered.length === 0) return [];
      for (const id of ordered) locks.request(id);
      // Rows are locked as they come out of the sorting.
      return all(select(Prisma.sql`WHERE r."id" = ANY(${ordered}::uuid[]) ORDER BY r."id" FOR UPDATE`));
    },

    async lockOfTurn(id) {
      const found = await all(db.$queryRaw<unknown[]>`
        WITH own AS (
          SELECT "id", "emailHash" FROM "PrivacyRequest" WHERE "conversationId" = ${id}::uuid
        ), reached AS (
          SELECT "id" FROM own UNION SELECT p."id" FROM "PrivacyRequest" p
          WHERE p."emailHash" = ANY (ARRAY (SELECT "emailHash" FROM own WHERE "emailHash" IS NOT NULL)) AND p."level" >= 1
        ), locked AS MATERIALIZED (
          SELECT r.* FROM "PrivacyRequest" r WHERE r."id" = ANY (ARRAY (SELECT "id" FROM reached))
          ORDER BY r."id" FOR UPDATE OF r
        )
        SELECT ${REQUEST_COLUMNS} FROM locked r
        ORDER BY r."conversationId" <> ${id}::uuid, r."createdAt" DESC, r."number"`);
      for (const locked of found.map((request) => request.id).sort()) locks.request(locked);
      return found;
    },

    byId: (id) => one(select(Prisma.sql`WHERE r."id" = ${id}::uuid`)),
    byNumber: (number) => one(select(Prisma.sql`WHERE r."number" = ${number}`)),
    ofConversation: (id) =>
      all(select(Prisma.sql`WHERE r."conversationId" = ${id}::uuid ORDER BY r."createdAt" DESC, r."number"`)),
    ofProvenAddress: (hash) =>
      all(
        select(
          Prisma.sql`WHERE r."emailHash" = ${hash} AND r."level" >= 1 ORDER BY r."createdAt" DESC, r."number"`,
        ),
      ),

    assignedTo: (by) =>
      all(select(Prisma.sql`WHERE r."state"->>'assignee' = ${by} AND ${OPEN} ORDER BY r."id"`)),

    joinedTo: (number) =>
      all(
        select(
          Prisma.sql`WHERE r."status" = 'joined' AND r."state"->>'joinedTo' = ${number} ORDER BY r."createdAt"`,
        ),
      ),

    executing: (after, limit) =>
      all(
        select(Prisma.sql`WHERE r."status" = 'executing' AND (${after}::uuid IS NULL OR r."id" > ${after}::uuid)
          ORDER BY r."id" LIMIT ${limit}`),
      ),

    async list(filter, limit) {
      // Tasks are counted for the listed requests only: how many there are besides costs nothing.
      const rows = await db.$queryRaw<unknown[]>`
        SELECT ${REQUEST_COLUMNS},
          (SELECT count(*)::int FROM "Task" t WHERE t."requestId" = r."id" AND t."doneAt" IS NULL) AS "openTasks"
        FROM "PrivacyRequest" r ${REQUEST_LISTS[filter]} ${first(limit)}`;
      return rows.map((row) => ({
        ...readRequest(sealed, row, unreadable),
        openTasks: LISTED.parse(row).openTasks,
      }));
    },

    async saveParticulars(id, particulars) {
      locks.holds(id);
      await db.$executeRaw`
        UPDATE "PrivacyRequest" SET "particularsEnc" = ${sealJson(sealed[PARTICULARS], particulars, id)}
        WHERE "id" = ${id}::uuid`;
    },

    async append({ id, ...row }, events, identity) {
      const { state } = row;
      const { due } = state;
      const proven =
        identity === undefined
          ? Prisma.empty
          : Prisma.sql`, "nameEnc" = ${sealText(NAME, identity.name, id)},
              "emailEnc" = ${sealText(EMAIL, identity.email, id)}, "emailHash" = ${identity.emailHash}`;
      await db.$executeRaw`
        WITH changed AS (
          UPDATE "PrivacyRequest" SET "status" = ${state.status}, "version" = ${state.sequence},
            "language" = ${state.language}, "receivedAt" = ${row.receivedAt}, "receivedDay" = ${due.receivedDay},
            "legalDue" = ${due.legalDue}, "policyDue" = ${due.policyDue}, "staffDue" = ${due.staffDue},
            "customerDue" = ${due.customerDue}, "level" = ${state.level}, "provenAt" = ${row.provenAt},
            "raised" = ${state.raised}, "state" = ${JSON.stringify(state)}::jsonb, "headHash" = ${row.headHash},
            "closedAt" = ${closedAt(state)} ${watch(state, events)} ${proven}
          WHERE "id" = ${id}::uuid
        ), head AS (
          UPDATE "LogHead" SET "sequence" = ${state.sequence}, "hash" = ${row.headHash}, "mac" = ${mac(id, row)}
          WHERE ${followedHead(macs, id, row.number, events)}
        ) ${insertEvents(id, events)}`;
    },

    async events(id) {
      const rows = await db.$queryRaw<unknown[]>`
        SELECT "sequence", "at", "type", "actor", "data", "previousHash", "hash", "versions" FROM "RequestEvent"
        WHERE "requestId" = ${id}::uuid ORDER BY "sequence"`;
      return rows.map(readEvent);
    },

    register: (limit) => readRegister(db, limit),
    remains: (number) => remainsOf(db, number),
    ...searchRows(db, sealed),
    ...searchTexts(db, sealed),
    ...cardRows(db),
    ...fileRows(db, sealed),
    ...keyRows(db, sealed),
    ...noteRows(db, sealed, unreadable),
  };

  function mac(requestId: RequestId, { number, state, headHash: hash }: Omit<RequestRow, 'id'>): string {
    return macs.ofHead({ requestId, number, sequence: state.sequence, hash });
  }

  function sealText(column: typeof NAME | typeof EMAIL, text: string | null, id: RequestId) {
    return text === null ? null : sealed[column].seal(text, id);
  }
}

function insertEvents(id: RequestId, events: readonly LoggedEvent[]): Prisma.Sql {
  const rows = events.map(({ sequence, at, by, event: { type, ...data }, versions, previousHash, hash }) => {
    return Prisma.sql`(${id}::uuid, ${sequence}::int, ${at}::timestamptz, ${type}, ${by},
      ${JSON.stringify(data)}::jsonb, ${previousHash}, ${hash}, ${versions ?? null})`;
  });
  return Prisma.sql`INSERT INTO "RequestEvent"
    ("requestId", "sequence", "at", "type", "actor", "data", "previousHash", "hash", "versions") VALUES ${Prisma.join(rows)}`;
}

/** What nobody has to answer reminds nobody; a new date, or a request that came back, is looked at by the next run. */
function watch(state: RequestState, events: readonly LoggedEvent[]): Prisma.Sql {
  if (state.status === 'answered' || state.status === 'refused') {
    // Only a copy is reminded of; afterwards the runs themselves say when to look again (R21).
    const copies = state.right === 'access' || state.right === 'portability';
    const closes = events.some(({ event: { type } }) => type === 'sent');
    const day = copies ? firstUnopenedDay(amsterdamDay(new Date(state.closedAt))) : null;
    return closes ? Prisma.sql`, "remindStaffOn" = NULL, "tellCustomerOn" = ${day}` : Prisma.empty;
  }
  const anew = events.some(
    ({ event: { type } }) =>
      type === 'redated' || type === 'took_in' || type === 'reopened' || type === 'bounced',
  );
  if (isOpen(state) && !anew) return Prisma.empty;
  const from = watchedFrom(state);
  return Prisma.sql`, "remindStaffOn" = ${from}, "tellCustomerOn" = ${from}`;
}

function watchedFrom(state: RequestState): string | null {
  return isOpen(state) ? state.due.receivedDay : null;
}

function closedAt(state: RequestState): Date | null {
  if (isOpen(state)) return null;
  return new Date(state.closedAt);
}
