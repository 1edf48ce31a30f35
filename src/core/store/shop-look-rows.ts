import { z } from 'zod';
import type { RegisterRepository } from '../application/ports.ts';
import { newId } from '../kernel/ids.ts';
import type { Database } from './database.ts';

const LOOK = z.object({
  at: z.date(),
  by: z.string(),
  what: z.enum(['register_csv', 'register_json', 'file']),
  detail: z.string(),
});

/** Who took out the register or read an uploaded file. */
export function shopLookRows(db: Database): Pick<RegisterRepository, 'noteShopLook' | 'shopLooks'> {
  return {
    async noteShopLook({ at, by, what, detail }, since) {
      await db.$executeRaw`
        INSERT INTO "ShopLook" ("id", "at", "by", "what", "detail")
        SELECT ${newId()}::uuid, ${at}, ${by}, ${what}, ${detail}
        WHERE NOT EXISTS (SELECT 1 FROM "ShopLook" WHERE "by" = ${by} AND "what" = ${what}
          AND "detail" = ${detail} AND "at" > ${since})`;
    },

    async shopLooks(limit) {
      const rows = await db.$queryRaw<unknown[]>`
        SELECT "at", "by", "what", "detail" FROM "ShopLook" ORDER BY "at" DESC, "id" LIMIT ${limit}`;
      return rows.map((row) => LOOK.parse(row));
    },
  };
}
