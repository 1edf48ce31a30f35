import { z } from 'zod';
import { countHead, EMPTY_SUM } from '../register/log-head.ts';
import { headMacs } from './head-macs.ts';
import type { SqlConnection } from './seal-keys.ts';
import type { FieldCipher } from './sealed-columns.ts';

/** The migration from which every head and the seal carry a keyed hash. */
export const HEADS_TAKEN_OVER = '20261122235800_heads_taken_over';

const BATCH = 1_000;
const NONE = '00000000-0000-0000-0000-000000000000';
const SEAL = z.object({ mac: z.string() });
const HEAD = z.object({
  requestId: z.uuid(),
  number: z.string(),
  sequence: z.int(),
  hash: z.string(),
  mac: z.string(),
});

/**
 * Makes the first seal of a database that never had one, over its logs as they stand. Only the migration may: at any
 * later time a head or a seal without a keyed hash is a fault. What was sealed before is left as it is.
 */
export async function takeOverHeads(sql: SqlConnection, cipher: FieldCipher): Promise<void> {
  const macs = headMacs(cipher.pseudonyms);
  const seals = await sql.query('SELECT "mac" FROM "RegisterSeal" FOR UPDATE', []);
  if (seals.rows.some((row) => SEAL.parse(row).mac !== '')) return;
  let [after, requests, sum] = [NONE, 0, EMPTY_SUM];
  for (;;) {
    const { rows } = await sql.query(
      `SELECT "requestId", "number", "sequence", "hash", "mac" FROM "LogHead" WHERE "requestId" > $1::uuid
       ORDER BY "requestId" LIMIT ${BATCH}`,
      [after],
    );
    const heads = rows.map((row) => HEAD.parse(row));
    const last = heads.at(-1);
    if (last === undefined) break;
    const sealed = heads
      .map(({ mac, ...head }) => ({ ...head, mac: mac === '' ? macs.ofHead(head) : mac }))
      .filter(({ mac, ...head }) => macs.fitsHead(mac, head));
    for (const { mac } of sealed) sum = countHead(sum, null, mac);
    requests += sealed.length;
    await sql.query(
      `UPDATE "LogHead" h SET "mac" = n."mac", "sealedMac" = n."mac", "sealedSequence" = h."sequence"
       FROM unnest($1::uuid[], $2::text[]) AS n("requestId", "mac") WHERE h."requestId" = n."requestId"`,
      [sealed.map(({ requestId }) => requestId), sealed.map(({ mac }) => mac)],
    );
    after = last.requestId;
  }
  const seal = { number: requests > 0 ? 1 : 0, requests, sum };
  await sql.query('UPDATE "RegisterSeal" SET "number" = $1, "requests" = $2, "sum" = $3, "mac" = $4', [
    seal.number,
    requests,
    sum,
    macs.ofSeal(seal),
  ]);
}
