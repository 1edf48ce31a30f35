import { z } from 'zod';
import type { PolicyNoticeRepository, PolicyPersonStatus } from '../application/ports.ts';
import type { Database } from './database.ts';
import type { SealedColumns } from './sealed-columns.ts';
import { storedBytes } from './stored-values.ts';

const ADDRESS = 'PolicyNoticePerson.addressEnc';
const ROW = z.object({
  version: z.int(),
  status: z.enum(['listed', 'sending', 'stopped', 'done']),
  people: z.int(),
  leftOut: z.strictObject({ erased: z.int(), restricted: z.int(), unusable: z.int() }),
  perHour: z.int(),
  listedAt: z.date(),
  nextAt: z.date().nullable(),
});
const WAITING = z.object({ personHash: z.string(), addressEnc: storedBytes });
const PERSON = z.object({ version: z.int(), personHash: z.string() });
const COUNT = z.object({
  status: z.enum(['waiting', 'queued', 'sent', 'failed', 'left_out']),
  count: z.int(),
});
const HASH = z.object({ hash: z.string() });
const LANGUAGE = z.object({ language: z.string() });

/** The lists of the mails about a policy; an address stands here sealed, and only as long as it waits. */
export function policyNoticeRepository(db: Database, sealed: SealedColumns): PolicyNoticeRepository {
  const rowId = (version: number, personHash: string) => `${version}/${personHash}`;
  return {
    async lock(version) {
      const [row] = await db.$queryRaw<unknown[]>`
        SELECT "version", "status", "people", "leftOut", "perHour", "listedAt", "nextAt" FROM "PolicyNotice"
        WHERE "version" = ${version} FOR UPDATE`;
      return row === undefined ? undefined : ROW.parse(row);
    },

    async save({ version, status, people, leftOut, perHour, listedAt, nextAt }) {
      await db.$executeRaw`
        INSERT INTO "PolicyNotice" ("version", "status", "people", "leftOut", "perHour", "listedAt", "nextAt")
        VALUES (${version}, ${status}, ${people}, ${JSON.stringify(leftOut)}::jsonb, ${perHour}, ${listedAt}, ${nextAt})
        ON CONFLICT ("version") DO UPDATE SET "status" = EXCLUDED."status", "people" = EXCLUDED."people",
          "leftOut" = EXCLUDED."leftOut", "perHour" = EXCLUDED."perHour", "listedAt" = EXCLUDED."listedAt",
          "nextAt" = EXCLUDED."nextAt"`;
    },

    async list(version, people, at) {
      await db.$executeRaw`DELETE FROM "PolicyNoticePerson" WHERE "version" = ${version}`;
      const hashes = people.map(({ personHash }) => personHash);
      const addresses = people.map(({ personHash, address }) =>
        Buffer.from(sealed[ADDRESS].seal(address, rowId(version, personHash))).toString('hex'),
      );
      await db.$executeRaw`
        INSERT INTO "PolicyNoticePerson" ("version", "personHash", "addressEnc", "status", "listedAt")
        SELECT ${version}, n."hash", decode(n."address", 'hex'), 'waiting', ${at}
        FROM unnest(${hashes}::text[], ${addresses}::text[]) AS n("hash", "address")`;
    },

    async waiting(version, limit) {
      const rows = await db.$queryRaw<unknown[]>`
        SELECT "personHash", "addressEnc" FROM "PolicyNoticePerson"
        WHERE "version" = ${version} AND "status" = 'waiting' ORDER BY "personHash" LIMIT ${limit}`;
      return rows.map((row) => {
        const { personHash, addressEnc } = WAITING.parse(row);
        return { personHash, address: sealed[ADDRESS].openText(addressEnc, rowId(version, personHash)) };
      });
    },

    async settle(version, personHash, status, mailId) {
      await db.$executeRaw`
        UPDATE "PolicyNoticePerson" SET "status" = ${status}, "mailId" = ${mailId}::uuid, "addressEnc" = NULL
        WHERE "version" = ${version} AND "personHash" = ${personHash}`;
    },

    async ofMail(mailId) {
      const [row] = await db.$queryRaw<unknown[]>`
        SELECT "version", "personHash" FROM "PolicyNoticePerson" WHERE "mailId" = ${mailId}::uuid`;
      return row === undefined ? undefined : PERSON.parse(row);
    },

    async markMail(mailId, status) {
      await db.$executeRaw`
        UPDATE "PolicyNoticePerson" SET "status" = ${status}
        WHERE "mailId" = ${mailId}::uuid AND "status" IN ('queued', 'sent')`;
    },

    async putBack(version, personHash, address) {
      await db.$executeRaw`
        UPDATE "PolicyNoticePerson" SET "status" = 'waiting', "mailId" = NULL,
          "addressEnc" = ${sealed[ADDRESS].seal(address, rowId(version, personHash))}
        WHERE "version" = ${version} AND "personHash" = ${personHash} AND "status" = 'queued'`;
    },

    async counts(version) {
      const rows = await db.$queryRaw<unknown[]>`
        SELECT "status", count(*)::int AS "count" FROM "PolicyNoticePerson" WHERE "version" = ${version}
        GROUP BY "status"`;
      const found = new Map(rows.map((row) => COUNT.parse(row)).map(({ status, count }) => [status, count]));
      const of = (status: PolicyPersonStatus) => found.get(status) ?? 0;
      return {
        waiting: of('waiting'),
        queued: of('queued'),
        sent: of('sent'),
        failed: of('failed'),
        left_out: of('left_out'),
      };
    },

    async stopAll() {
      await db.$executeRaw`UPDATE "PolicyNotice" SET "status" = 'stopped' WHERE "status" = 'sending'`;
    },

    async restricted(addressHashes) {
      // A restriction holds until its own lifting was answered (AVG 18(3)).
      const rows = await db.$queryRaw<unknown[]>`
        SELECT DISTINCT r."emailHash" AS "hash" FROM "PrivacyRequest" r
        WHERE r."emailHash" = ANY (${[...addressHashes]}::text[]) AND r."level" >= 1
          AND ((r."right" IN ('objection', 'restriction') AND r."closedAt" IS NULL)
            OR (r."right" = 'restriction' AND r."status" = 'answered' AND NOT EXISTS (
              SELECT 1 FROM "PrivacyRequest" l WHERE l."emailHash" = r."emailHash" AND l."right" = 'lift_restriction'
                AND l."status" = 'answered' AND l."closedAt" > r."closedAt")))`;
      return rows.map((row) => HASH.parse(row).hash);
    },

    async language(addressHashes) {
      const [row] = await db.$queryRaw<unknown[]>`
        SELECT "language" FROM "PrivacyRequest" WHERE "emailHash" = ANY (${[...addressHashes]}::text[]) AND "level" >= 1
        ORDER BY "receivedAt" DESC LIMIT 1`;
      return row === undefined ? undefined : LANGUAGE.parse(row).language;
    },
  };
}
