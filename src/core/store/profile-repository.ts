import { z } from 'zod';
import type { ProfileRepository } from '../application/ports.ts';
import type { ImportedPolicy } from '../policy/imported-policy.ts';
import type { ShopProfile } from '../policy/shop-profile.ts';
import type { Database } from './database.ts';
import { ownPolicy } from './policy-schema.ts';
import { shopProfile } from './profile-schema.ts';
import { storedDay } from './stored-values.ts';

const ROW = z.object({
  version: z.int(),
  data: shopProfile,
  number: z.int().nullable(),
  origin: z.enum(['built_in', 'imported']).nullable(),
  policyDate: storedDay.nullable(),
  hash: z.string().nullable(),
});
const OWN = z.object({ own: ownPolicy });

/** Texts of told versions never change: each is read once in a process. */
export type OwnTexts = Map<string, ImportedPolicy>;

/**
 * The versions of the shop profile; the highest holds, and is read once in a transaction. What it says of the policy
 * is what the told version says: number, day and, where it is one, the shop's own text.
 */
export function profileRepository(db: Database, ownTexts: OwnTexts): ProfileRepository {
  let read: Promise<{ readonly profile: ShopProfile; readonly names: string } | undefined> | undefined;

  async function newest() {
    const [found] = await db.$queryRaw<unknown[]>`
      SELECT p."version", p."data", v."number", v."origin", v."policyDate", v."hash"
      FROM (SELECT "version", "data" FROM "ShopProfileVersion" ORDER BY "version" DESC LIMIT 1) p
      LEFT JOIN (SELECT "number", "origin", "policyDate", "hash" FROM "PolicyVersion" WHERE "toldFrom" IS NOT NULL
        ORDER BY "toldFrom" DESC, "number" DESC LIMIT 1) v ON true`;
    if (found === undefined) return undefined;
    const { version, data, number, origin, policyDate, hash } = ROW.parse(found);
    const named = `policy-${version}`;
    if (number === null || policyDate === null || hash === null) return { profile: data, names: named };
    const own = origin === 'imported' ? { ownPolicy: await ownText(number, hash) } : {};
    const profile = { ...data, policyDate, policyVersion: number, ...own };
    return { profile, names: `${named} told-${number}.${hash.slice(0, 8)}` };
  }

  async function ownText(number: number, hash: string): Promise<ImportedPolicy> {
    const known = ownTexts.get(hash);
    if (known !== undefined) return known;
    const [row] = await db.$queryRaw<unknown[]>`
      SELECT "own" FROM "PolicyVersion" WHERE "number" = ${number}`;
    const { own } = OWN.parse(row);
    ownTexts.set(hash, own);
    return own;
  }

  const holds = () => {
    read ??= newest();
    return read;
  };

  return {
    latest: async () => (await holds())?.profile,
    names: async () => (await holds())?.names ?? 'policy-0',
    forget: () => {
      read = undefined;
    },

    async add({ ownPolicy: _told, ...profile }, by, now) {
      read = undefined;
      const added = await db.$executeRaw`
        INSERT INTO "ShopProfileVersion" ("version", "data", "savedAt", "savedBy")
        VALUES (${profile.version}, ${JSON.stringify(profile)}::jsonb, ${now}, ${by})
        ON CONFLICT ("version") DO NOTHING`;
      return added === 1;
    },
  };
}
