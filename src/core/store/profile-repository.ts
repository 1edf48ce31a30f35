import { z } from 'zod';
import type { ProfileRepository } from '../application/ports.ts';
import type { Database } from './database.ts';
import { shopProfile } from './profile-schema.ts';

const ROW = z.object({ version: z.int(), data: shopProfile });

/** The versions of the shop profile; the highest holds, and is read once in a transaction. */
export function profileRepository(db: Database): ProfileRepository {
  let read: Promise<z.infer<typeof ROW> | undefined> | undefined;

  async function newest() {
    const [row] = await db.$queryRaw<unknown[]>`
      SELECT "version", "data" FROM "ShopProfileVersion" ORDER BY "version" DESC LIMIT 1`;
    return row === undefined ? undefined : ROW.parse(row);
  }

  const holds = () => {
    read ??= newest();
    return read;
  };

  return {
    latest: async () => (await holds())?.data,
    version: async () => (await holds())?.version ?? 0,

    async add(profile, by, now) {
      read = undefined;
      const added = await db.$executeRaw`
        INSERT INTO "ShopProfileVersion" ("version", "data", "savedAt", "savedBy")
        VALUES (${profile.version}, ${JSON.stringify(profile)}::jsonb, ${now}, ${by})
        ON CONFLICT ("version") DO NOTHING`;
      return added === 1;
    },
  };
}
