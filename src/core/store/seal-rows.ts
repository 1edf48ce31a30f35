import { z } from 'zod';
import type { RegisterRepository } from '../application/ports.ts';
import { countHead } from '../register/log-head.ts';
import type { Database } from './database.ts';
import { Prisma } from './generated/client.ts';
import type { HeadMacs } from './head-macs.ts';

type SealRows = Pick<RegisterRepository, 'seal' | 'sealNext'>;

const SEAL = z.object({ number: z.int(), requests: z.int(), sum: z.string(), mac: z.string() });
const HEAD = z.object({
  requestId: z.string(),
  number: z.string(),
  sequence: z.int(),
  hash: z.string(),
  mac: z.string(),
  sealedMac: z.string().nullable(),
  sealedSequence: z.int().nullable(),
  sealedHash: z.string().nullable(),
  anonymised: z.boolean(),
});
const FIRST_ID = '00000000-0000-0000-0000-000000000000';

/** The seal over the heads of all logs, and what waits for it. */
export function sealRows(db: Database, macs: HeadMacs): SealRows {
  async function stored(forUpdate: Prisma.Sql = Prisma.empty) {
    const [row] = await db.$queryRaw<unknown[]>`
      SELECT "number", "requests", "sum", "mac" FROM "RegisterSeal" ${forUpdate}`;
    if (row === undefined) return undefined;
    const { mac, ...seal } = SEAL.parse(row);
    return { ...seal, mac, genuine: macs.fitsSeal(mac, seal) };
  }

  return {
    seal: () => stored(),

    async sealNext(after, limit) {
      // The lock is kept until the end of the transaction: a second process waits here.
      const seal = await stored(Prisma.sql`FOR UPDATE`);
      // What was tampered with is not sealed over: the check of the register tells it.
      if (seal === undefined || !seal.genuine) return undefined;
      const rows = await db.$queryRaw<unknown[]>`
        SELECT h."requestId", h."number", h."sequence", h."hash", h."mac", h."sealedMac", h."sealedSequence",
          (SELECT e."hash" FROM "RequestEvent" e
            WHERE e."requestId" = h."requestId" AND e."sequence" = h."sealedSequence") AS "sealedHash",
          EXISTS (SELECT 1 FROM "AnonymisedRequest" a WHERE a."id" = h."requestId") AS "anonymised"
        FROM "LogHead" h
        WHERE h."sealedMac" IS DISTINCT FROM h."mac" AND h."requestId" > ${after === '' ? FIRST_ID : after}::uuid
        ORDER BY h."requestId" LIMIT ${limit} FOR UPDATE OF h SKIP LOCKED`;
      const heads = rows.map((row) => HEAD.parse(row));
      let { requests, sum } = seal;
      const sealed: Prisma.Sql[] = [];
      for (const { mac, sealedMac, sealedSequence, sealedHash, anonymised, ...head } of heads) {
        const before =
          sealedSequence === null || anonymised
            ? null
            : { ...head, sequence: sealedSequence, hash: sealedHash ?? '' };
        if (before !== null && !macs.fitsHead(sealedMac ?? '', before)) continue;
        if (!macs.fitsHead(mac, head)) continue;
        sum = countHead(sum, sealedMac, mac);
        requests += sealedMac === null ? 1 : 0;
        sealed.push(Prisma.sql`(${head.requestId}::uuid, ${head.sequence}::int, ${mac})`);
      }
      if (sealed.length > 0)
        await db.$executeRaw`
          UPDATE "LogHead" h SET "sealedMac" = s."mac", "sealedSequence" = s."sequence"
          FROM (VALUES ${Prisma.join(sealed)}) s ("requestId", "sequence", "mac")
          WHERE h."requestId" = s."requestId"`;
      const last = heads.length < limit ? undefined : heads.at(-1)?.requestId;
      const next = { number: seal.number + 1, requests, sum };
      if (sealed.length > 0)
        await db.$executeRaw`
          UPDATE "RegisterSeal" SET "number" = ${next.number}, "requests" = ${requests}, "sum" = ${sum},
            "mac" = ${macs.ofSeal(next)}`;
      return last;
    },
  };
}
