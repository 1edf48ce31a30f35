import { z } from 'zod';
import type { ProfileRepository } from '../application/ports.ts';
import type { Database } from './database.ts';
import { shopProfile } from './profile-schema.ts';

const VERSION = z.object({ version: z.int() });
const ROW = z.object({ data: shopProfile });

/** The versions of the shop profile; the highest holds. */
export function profileRepository(db: Database): ProfileRepository {
  return {
    async latest() {
      const [row] = await db.$queryRaw<unknown[]>`
        SELECT "data" FROM "ShopProfileVersion" ORDER BY "version" DESC LIMIT 1`;
      return row === undefined ? undefined : ROW.parse(row).data;
    },

    async version() {
      const [row] = await db.$queryRaw<unknown[]>`
        SELECT coalesce(max("version"), 0) AS "version" FROM "ShopProfileVersion"`;
      return VERSION.parse(row).version;
    },

    async add(profile, by, now) {
      const added = await db.$executeRaw`
        INSERT INTO "ShopProfileVersion" ("version", "data", "savedAt", "savedBy")
        VALUES (${profile.version}, ${JSON.stringify(profile)}::jsonb, ${now}, ${by})
        ON CONFLICT ("version") DO NOTHING`;
      return added === 1;
    },
  };
}
