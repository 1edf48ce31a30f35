import { z } from 'zod';
import type { RequestRepository } from '../application/ports.ts';
import { StaffOnly } from '../kernel/staff-only.ts';
import type { Database } from './database.ts';
import type { SealedColumns } from './sealed-columns.ts';
import { requestId, storedBytes } from './stored-values.ts';
import type { MetUnreadable } from './unreadable-rows.ts';

const TEXT = 'RequestNote.textEnc';
const NOTE = z.object({ id: z.uuid(), requestId, at: z.date(), by: z.string(), textEnc: storedBytes });

/** Notes of staff about a request; one that does not open is empty. */
export function noteRows(
  db: Database,
  sealed: SealedColumns,
  { orElse }: MetUnreadable,
): Pick<RequestRepository, 'addNote' | 'notes'> {
  return {
    async addNote({ id, text, ...note }) {
      await db.$executeRaw`
        INSERT INTO "RequestNote" ("id", "requestId", "at", "by", "textEnc")
        VALUES (${id}::uuid, ${note.requestId}::uuid, ${note.at}, ${note.by}, ${sealed[TEXT].seal(text.forStaff(), id)})`;
    },

    async notes(of) {
      const rows = await db.$queryRaw<unknown[]>`
        SELECT "id", "requestId", "at", "by", "textEnc" FROM "RequestNote"
        WHERE "requestId" = ${of}::uuid ORDER BY "at", "id"`;
      return rows.map((row) => {
        const { textEnc, ...note } = NOTE.parse(row);
        return orElse(
          () => ({ ...note, text: new StaffOnly(sealed[TEXT].openText(textEnc, note.id)) }),
          () => ({ ...note, text: new StaffOnly('') }),
        );
      });
    },
  };
}
