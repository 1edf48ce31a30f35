import { z } from 'zod';
import type { RetentionRepository } from '../application/ports.ts';
import { caseRows } from './case-rows.ts';
import type { Database } from './database.ts';
import type { HeadMacs } from './head-macs.ts';
import { PURGE_ROWS } from './purge-rows.ts';

const COUNTS = z.record(z.string(), z.int());
const RUN = z.object({ at: z.date(), report: z.strictObject({ purged: COUNTS, kept: COUNTS }) });

/** What is past its term goes (R34, R35), and what each daily run did is kept in numbers. */
export function retentionRepository(db: Database, macs: HeadMacs): RetentionRepository {
  return {
    purgeRows: (name, before, limit) => PURGE_ROWS[name](db, before, limit),
    ...caseRows(db, macs),

    async saveRun({ at, ...report }) {
      await db.$executeRaw`
        INSERT INTO "DailyRun" ("at", "report") VALUES (${at}, ${JSON.stringify(report)}::jsonb)
        ON CONFLICT ("at") DO UPDATE SET "report" = EXCLUDED."report"`;
    },

    async lastRun() {
      const [row] = await db.$queryRaw<unknown[]>`
        SELECT "at", "report" FROM "DailyRun" ORDER BY "at" DESC LIMIT 1`;
      if (row === undefined) return undefined;
      const { at, report } = RUN.parse(row);
      return { at, ...report };
    },
  };
}
