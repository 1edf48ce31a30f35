import { z } from 'zod';
import type { UnreadableRows } from '../application/ports.ts';
import { UnreadableRow } from '../kernel/unreadable-row.ts';
import type { Database } from './database.ts';
import { Prisma } from './generated/client.ts';
import { isSealedTable, type SealedTable } from './sealed-columns.ts';
import { conversationId, requestId } from './stored-values.ts';

/** Whom it is about and from when it is, as columns that are not sealed: `requestId`, `conversationId`, `at`. */
const ABOUT: Readonly<Record<SealedTable, Prisma.Sql>> = {
  BreachEntry: Prisma.sql`NULL::uuid, NULL::uuid, "at" FROM "BreachEntry"`,
  CaughtMail: Prisma.sql`NULL::uuid, NULL::uuid, "at" FROM "CaughtMail"`,
  Challenge: Prisma.sql`"requestId", "conversationId", "createdAt" FROM "Challenge"`,
  ChangeStep: Prisma.sql`"requestId", NULL::uuid, "plannedAt" FROM "ChangeStep"`,
  Conversation: Prisma.sql`NULL::uuid, "id", "lastAt" FROM "Conversation"`,
  ExportFile: Prisma.sql`NULL::uuid, NULL::uuid, "uploadedAt" FROM "ExportFile"`,
  ExportPart: Prisma.sql`NULL::uuid, NULL::uuid, f."uploadedAt" FROM "ExportPart" JOIN "ExportFile" f ON f."id" = "fileId"`,
  FoundFilePart: Prisma.sql`f."requestId", NULL::uuid, f."foundAt" FROM "FoundFilePart" JOIN "FoundFile" f ON f."id" = "fileId"`,
  LegalHold: Prisma.sql`NULL::uuid, NULL::uuid, "until"::timestamptz FROM "LegalHold"`,
  Letter: Prisma.sql`"requestId", NULL::uuid, "createdAt" FROM "Letter"`,
  Message: Prisma.sql`"requestId", "conversationId", "at" FROM "Message"`,
  OutboundMail: Prisma.sql`"requestId", NULL::uuid, "createdAt" FROM "OutboundMail"`,
  PolicyNoticePerson: Prisma.sql`NULL::uuid, NULL::uuid, "listedAt" FROM "PolicyNoticePerson"`,
  PrivacyRequest: Prisma.sql`"id", "conversationId", "receivedAt" FROM "PrivacyRequest"`,
  RequestNote: Prisma.sql`"requestId", NULL::uuid, "at" FROM "RequestNote"`,
  ReturnBlock: Prisma.sql`NULL::uuid, NULL::uuid, "erasedAt" FROM "ReturnBlock"`,
  SearchKey: Prisma.sql`"requestId", NULL::uuid, "foundAt" FROM "SearchKey"`,
  SearchPiece: Prisma.sql`"requestId", NULL::uuid, "updatedAt" FROM "SearchPiece" JOIN "SourceSearch" USING ("requestId", "source")`,
  SearchText: Prisma.sql`"requestId", NULL::uuid, r."receivedAt" FROM "SearchText" JOIN "PrivacyRequest" r ON r."id" = "requestId"`,
  TwoYearReview: Prisma.sql`NULL::uuid, NULL::uuid, "madeAt" FROM "TwoYearReview"`,
  TwoYearStep: Prisma.sql`NULL::uuid, NULL::uuid, "at" FROM "TwoYearStep"`,
  SourceSearch: Prisma.sql`"requestId", NULL::uuid, "updatedAt" FROM "SourceSearch"`,
};
const FOUND = z.object({
  requestId: requestId.nullable(),
  conversationId: conversationId.nullable(),
  at: z.date(),
});

export interface MetUnreadable extends UnreadableRows {
  /** What `open` reads; when it does not open, `instead`, and the row is remembered. */
  orElse<Value>(open: () => Value, instead: (row: UnreadableRow) => Value): Value;
}

/** Keeps what did not open in one transaction, so that one bad row hides no others and somebody hears of it. */
export function unreadableRows(db: Database): MetUnreadable {
  const met: UnreadableRow[] = [];
  return {
    met: () => met,

    async about({ place, rowId }) {
      const [table = ''] = place.split('.', 1);
      if (!isSealedTable(table)) return undefined;
      const [row] = await db.$queryRaw<unknown[]>`
        SELECT * FROM (SELECT ${ABOUT[table]} WHERE ${rowOf(table, rowId)})
          AS "found" ("requestId", "conversationId", "at")`;
      return row === undefined ? undefined : FOUND.parse(row);
    },

    orElse(open, instead) {
      try {
        return open();
      } catch (error) {
        if (!(error instanceof UnreadableRow)) throw error;
        met.push(error);
        return instead(error);
      }
    },
  };
}

/** What is sealed under the id of another row has a second half (sealed-columns.ts). */
function rowOf(table: SealedTable, rowId: string): Prisma.Sql {
  const [id, rest, place] = rowId.split('/', 3);
  if (table === 'SourceSearch') return Prisma.sql`"requestId" = ${id}::uuid AND "source" = ${rest}`;
  if (table === 'SearchPiece' || table === 'SearchText')
    return Prisma.sql`"requestId" = ${id}::uuid AND "source" = ${rest} AND "place" = ${Number(place)}`;
  if (table === 'ExportPart' || table === 'FoundFilePart')
    return Prisma.sql`"fileId" = ${id}::uuid AND "part" = ${Number(rest)}`;
  if (table === 'PolicyNoticePerson') return Prisma.sql`"version" = ${Number(id)} AND "personHash" = ${rest}`;
  return Prisma.sql`"id" = ${id}::uuid`;
}
