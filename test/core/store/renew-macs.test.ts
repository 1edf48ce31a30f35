import { beforeAll, expect, test } from 'vitest';
import type { Config } from '../../../src/config.ts';
import { endCase } from '../../../src/core/application/end-case.ts';
import { watchSeal } from '../../../src/core/application/put-back.ts';
import { sealRegister } from '../../../src/core/application/seal-register.ts';
import { verifyRegister } from '../../../src/core/application/verify-register.ts';
import { after, DAY } from '../../../src/core/kernel/clock.ts';
import { Redacted } from '../../../src/core/kernel/redacted.ts';
import { EMPTY_SUM } from '../../../src/core/register/log-head.ts';
import { headMacs } from '../../../src/core/store/head-macs.ts';
import { SEALED_PLACES } from '../../../src/core/store/sealed-columns.ts';
import { openCore } from '../../../src/open-core.ts';
import { createFieldCipher } from '../../../src/platform/field-cipher.ts';
import { recordSealingKey } from '../../../src/platform/sealing-keys.ts';
import { loadSecretKey } from '../../../src/platform/secret-key.ts';
import { prepareDatabase } from '../../../src/prepare-database.ts';
import { storeCase } from '../../support/closed-case.ts';
import { inside } from '../../support/past-term.ts';
import { useCore } from '../../support/use-core.ts';
import { storeRequest } from './stored-rows.ts';

const use = useCore();
const key = (letter: string) => new Redacted(Buffer.alloc(32, letter));
const B = key('b');
const D = key('d');
const C = key('c');

/** The configuration with this key, and these before it. */
function keyed(
  secretKey = use().config.secretKey,
  ...previousSecretKeys: Config['previousSecretKeys'][number][]
) {
  return { ...use().config, secretKey, previousSecretKeys };
}

const first = () => {
  const { secretKey } = use().config;
  if (secretKey === undefined) throw new Error('no key is given');
  return secretKey;
};

/** Starts with these keys and seals; answers what the check of the register says. */
async function start(config: ReturnType<typeof keyed>) {
  const { connectionString, queue, settings, clock } = use();
  const prepared = await prepareDatabase(connectionString, config);
  if (!prepared.ok) return prepared.refusal.code;
  const { understand, pushes } = settings;
  const options = { connectionString, secretKey: prepared.value, queue, understand, pushes, clock };
  const open = await openCore(config, { ...options, connections: 2 });
  try {
    const putBack = await watchSeal(open.settings);
    await sealRegister(open.settings);
    const { faults, seal } = await verifyRegister(open.settings);
    const noted = await open.settings.sealNote.read();
    return {
      faults: faults.map(({ fault }) => fault),
      seal,
      noted: noted !== 'unreadable' && noted?.number,
      putBack,
    };
  } finally {
    await open.close();
  }
}

/** Of the heads, how many are by the present key of this configuration; what no seal has counted yet included. */
async function ownHeads(config: ReturnType<typeof keyed>): Promise<number> {
  const macs = headMacs(
    createFieldCipher(await loadSecretKey({ ...config, previousSecretKeys: [] })).pseudonyms,
  );
  const { rows } = await use().sql.query('SELECT * FROM "LogHead"');
  return rows.filter(({ mac, ...head }) => macs.fitsHead(mac, head)).length;
}

beforeAll(async () => {
  const closedAt = after(use().clock.now(), -20 * DAY);
  const erased = { right: 'erasure', end: 'answered', proven: true, closedAt } as const;
  const ended = await inside(use(), (tx) => storeCase(tx, erased));
  expect(await endCase(use().settings, ended.id, use().clock.now())).toBe('anonymised');
  await sealRegister(use().settings);
  // Nothing is left that is sealed with the first key, but the register.
  await use().sql.query('DELETE FROM "Conversation"');
});

test('a key of before is not dropped as long as the seal of the register is its own, also where another is known', async () => {
  const both = await loadSecretKey(keyed(B, first()));
  await recordSealingKey(use().connectionString, both, SEALED_PLACES);
  expect(await start(keyed(B))).toBe('secret_key.missing');
});

test('a start with both keys makes the register anew with the present one, and the key of before may go (0008)', async () => {
  expect(await start(keyed(B, first()))).toEqual({ faults: [], seal: 2, noted: 2, putBack: undefined });
  expect(await start(keyed(B, first()))).toMatchObject({ faults: [], seal: 2 });
  expect(await start(keyed(B))).toEqual({ faults: [], seal: 2, noted: 2, putBack: undefined });
});

test('what was tampered with stays a fault, and what waits for its seal is counted by the next one', async () => {
  const [, cut] = await Promise.all([1, 2].map(() => inside(use(), (tx) => storeRequest(tx))));
  await use().sql.query('UPDATE "LogHead" SET "mac" = repeat(\'0\', 64) WHERE "requestId" = $1', [cut?.id]);
  expect(await start(keyed(C, B, first()))).toMatchObject({ faults: ['head'], seal: 4, noted: 4 });
  expect(await ownHeads(keyed(C))).toBe(2);
});

test('a database that was put back is still no newer than its note', async () => {
  await use().sql.query('UPDATE "LogHead" SET "sealedMac" = NULL, "sealedSequence" = NULL');
  const before = { number: 3, requests: 0, sum: EMPTY_SUM };
  const { pseudonyms } = createFieldCipher(await loadSecretKey(keyed(C)));
  await use().sql.query('UPDATE "RegisterSeal" SET "number" = 3, "requests" = 0, "sum" = $1, "mac" = $2', [
    EMPTY_SUM,
    headMacs(pseudonyms).ofSeal(before),
  ]);
  expect(await start(keyed(D, C, B, first()))).toMatchObject({ putBack: { seal: 4, noted: 4 } });
});
