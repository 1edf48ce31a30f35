import { z } from 'zod';
import { countHead } from '../register/log-head.ts';
import { headMacs } from './head-macs.ts';
import type { SqlConnection } from './seal-keys.ts';
import type { FieldCipher } from './sealed-columns.ts';

const BATCH = 1_000;
const NONE = '00000000-0000-0000-0000-000000000000';
const SEAL = z.object({ number: z.int(), requests: z.int(), sum: z.string(), mac: z.string() });
const HEAD = z.object({
  requestId: z.uuid(),
  number: z.string(),
  sequence: z.int(),
  hash: z.string(),
  mac: z.string(),
  sealedMac: z.string().nullable(),
  sealedSequence: z.int().nullable(),
  sealedHash: z.string().nullable(),
});

/**
 * Makes the keyed hashes of heads and seal anew with the present secret, in one transaction, so that the secret before it
 * can go (0008). Only what is genuine: a fault stays one. The seal gets one number more, never more: a database that was
 * put back is still no newer than its note. False, and nothing done, when the seal is by none of the given secrets.
 */
export async function renewMacs(sql: SqlConnection, cipher: FieldCipher): Promise<boolean> {
  const macs = headMacs(cipher.pseudonyms);
  const { rows: seals } = await sql.query(
    'SELECT "number", "requests", "sum", "mac" FROM "RegisterSeal" FOR UPDATE',
    [],
  );
  const [row] = seals;
  if (row === undefined) return false;
  const { mac: sealMac, ...seal } = SEAL.parse(row);
  if (!macs.fitsSeal(sealMac, seal)) return false;
  if (cipher.pseudonyms('LogHead.mac', '').length === 1) return true;
  let [after, sum, renewed] = [NONE, seal.sum, sealMac !== macs.ofSeal(seal)];
  for (;;) {
    const { rows } = await sql.query(
      `SELECT h."requestId", h."number", h."sequence", h."hash", h."mac", h."sealedMac", h."sealedSequence",
         (SELECT e."hash" FROM "RequestEvent" e
           WHERE e."requestId" = h."requestId" AND e."sequence" = h."sealedSequence") AS "sealedHash"
       FROM "LogHead" h WHERE h."requestId" > $1::uuid ORDER BY h."requestId" LIMIT ${BATCH} FOR UPDATE OF h`,
      [after],
    );
    const heads = rows.map((row) => HEAD.parse(row));
    const last = heads.at(-1);
    if (last === undefined) break;
    const changed: { readonly id: string; readonly mac: string; readonly sealedMac: string | null }[] = [];
    for (const { mac, sealedMac, sealedSequence, sealedHash, ...head } of heads) {
      const renew = (old: string, of: typeof head) => (macs.fitsHead(old, of) ? macs.ofHead(of) : old);
      const present = renew(mac, head);
      const before = { ...head, sequence: sealedSequence ?? 0, hash: sealedHash ?? '' };
      const counted = sealedMac === null ? null : sealedMac === mac ? present : renew(sealedMac, before);
      if (present === mac && counted === sealedMac) continue;
      changed.push({ id: head.requestId, mac: present, sealedMac: counted });
      if (counted !== null) sum = countHead(sum, sealedMac, counted);
    }
    renewed ||= changed.length > 0;
    await sql.query(
      `UPDATE "LogHead" h SET "mac" = n."mac", "sealedMac" = n."sealedMac"
       FROM unnest($1::uuid[], $2::text[], $3::text[]) AS n("id", "mac", "sealedMac") WHERE h."requestId" = n."id"`,
      [changed.map(({ id }) => id), changed.map(({ mac }) => mac), changed.map((head) => head.sealedMac)],
    );
    after = last.requestId;
  }
  if (!renewed) return true;
  const next = { ...seal, sum, number: seal.number > 0 ? seal.number + 1 : 0 };
  await sql.query('UPDATE "RegisterSeal" SET "number" = $1, "sum" = $2, "mac" = $3', [
    next.number,
    next.sum,
    macs.ofSeal(next),
  ]);
  return true;
}
