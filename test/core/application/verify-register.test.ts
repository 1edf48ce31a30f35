import { rm, writeFile } from 'node:fs/promises';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { dailyRun } from '../../../src/core/application/daily-run.ts';
import { endCase } from '../../../src/core/application/end-case.ts';
import { logReview } from '../../../src/core/application/log-review.ts';
import { acceptPutBack } from '../../../src/core/application/put-back.ts';
import { sealRegister } from '../../../src/core/application/seal-register.ts';
import { verifyRegister } from '../../../src/core/application/verify-register.ts';
import { DAY, after as later } from '../../../src/core/kernel/clock.ts';
import { newId } from '../../../src/core/kernel/ids.ts';
import { CHAIN_START, chainHash } from '../../../src/core/register/event-chain.ts';
import { HEADS_TAKEN_OVER } from '../../../src/core/store/take-over-heads.ts';
import { createLog } from '../../../src/platform/log.ts';
import { prepareDatabase } from '../../../src/prepare-database.ts';
import { replayAtStart } from '../../../src/replay-at-start.ts';
import { storeCase } from '../../support/closed-case.ts';
import { invite } from '../../support/desk-session.ts';
import { inside } from '../../support/past-term.ts';
import { aRequest } from '../../support/request-builder.ts';
import { useCore } from '../../support/use-core.ts';
import { storeRequest } from '../store/stored-rows.ts';

const use = useCore();
const TABLES = ['RequestEvent', 'PrivacyRequest', 'AnonymisedRequest', 'LogHead', 'RegisterSeal'];
const verify = () => verifyRegister(use().settings);
/** As somebody with all rights in the database, but without the secret. */
const tamper = (sql: string) =>
  use().sql.query(`SET session_replication_role = replica; ${sql}; RESET session_replication_role`);

let [id, number, other, gone, goneNumber] = ['', '', '', '', ''];

beforeAll(async () => {
  expect(await verify()).toMatchObject({ broken: null, requests: 0, seal: 0 });
  await invite(use(), 'eigenaar@example.nl', 'Eigenaar');
  const request = await inside(use(), (tx) => storeRequest(tx, aRequest().searched().events));
  [id, number] = [request.id, request.number];
  // More than one batch, so that the walk over the ids is in it.
  await inside(use(), async (tx) => {
    const { conversationId } = request;
    for (let i = 0; i < 202; i += 1)
      other = (await storeRequest(tx, aRequest().asked().events, { conversationId })).id;
  });
  const closedAt = later(use().clock.now(), -20 * DAY);
  const erased = { right: 'erasure', end: 'answered', proven: true, closedAt } as const;
  const ended = await inside(use(), (tx) => storeCase(tx, erased));
  expect(await endCase(use().settings, ended.id, use().clock.now())).toBe('anonymised');
  [gone, goneNumber] = [ended.id, ended.number];
  await sealRegister(use().settings);
  for (const table of TABLES) await use().sql.query(`CREATE TABLE "kept_${table}" AS TABLE "${table}"`);
});

/** What was noted of the seal outside the database. */
const note = () => `${use().config.erasureLedger}.seal`;

afterEach(async () => {
  for (const table of TABLES)
    await tamper(`DELETE FROM "${table}"; INSERT INTO "${table}" SELECT * FROM "kept_${table}"`);
  await rm(note(), { force: true });
  expect(await verify()).toMatchObject({ broken: null, requests: 204, seal: 2 });
  await rm(note());
});

/** Rewrites the log of a request from an entry on, with hashes that follow, and its head: all but what needs the secret. */
async function rewrite(requestId: string, keep: number, by: string): Promise<void> {
  const { rows } = await use().sql.query(
    'SELECT * FROM "RequestEvent" WHERE "requestId" = $1 ORDER BY "sequence"',
    [requestId],
  );
  let previousHash = CHAIN_START;
  for (const row of rows.slice(0, keep)) {
    const { sequence, at, type, data } = row;
    const actor = sequence === keep ? by : row.actor;
    const entry = { requestId, sequence, at, by: actor, event: { ...data, type } };
    const hash = chainHash(previousHash, entry);
    await tamper(
      `UPDATE "RequestEvent" SET "actor" = '${actor}', "previousHash" = '${previousHash}', "hash" = '${hash}'
       WHERE "requestId" = '${requestId}' AND "sequence" = ${sequence}`,
    );
    previousHash = hash;
  }
  await tamper(
    `DELETE FROM "RequestEvent" WHERE "requestId" = '${requestId}' AND "sequence" > ${keep};
     UPDATE "PrivacyRequest" SET "headHash" = '${previousHash}', "version" = ${keep} WHERE "id" = '${requestId}';
     UPDATE "LogHead" SET "hash" = '${previousHash}', "sequence" = ${keep} WHERE "requestId" = '${requestId}'`,
  );
}

test('a register that was made anew does not fit the seal that was noted outside the database (0008)', async () => {
  await sealRegister(use().settings);
  expect(await verify()).toMatchObject({ broken: null, seal: 2 });
  await rewrite(id, 3, 'staff:1');
  await tamper(
    `UPDATE "LogHead" SET "mac" = '', "sealedMac" = NULL, "sealedSequence" = NULL;
     UPDATE "RegisterSeal" SET "number" = 0, "requests" = 0, "sum" = repeat('0', 64), "mac" = '';
     DELETE FROM "_prisma_migrations" WHERE "migration_name" = '${HEADS_TAKEN_OVER}'`,
  );
  expect(await prepareDatabase(use().connectionString, use().config)).toMatchObject({ ok: true });
  const { settings, config } = use();
  expect(await verify()).toMatchObject({ broken: { fault: 'put_back' }, seal: 1 });
  const start = () => replayAtStart(settings, config.erasureLedger, createLog('silent'));
  const refused = { code: 'ledger.database_older', params: { seal: 1, noted: 2 } };
  expect(await start()).toEqual({ ok: false, refusal: refused });
  await sealRegister(settings);
  const fault = { kind: 'register_broken', params: { fault: 'put_back' } };
  expect(await use().core.desk.tasks('open')).toContainEqual(expect.objectContaining(fault));
  // Not covered by going on, nor by what somebody else writes in its place.
  expect(await verify()).toMatchObject({ broken: { fault: 'put_back' } });
  await writeFile(note(), 'AAAA\n');
  expect(await verify()).toMatchObject({ broken: { fault: 'put_back' } });
  expect(await acceptPutBack(settings)).toBe(true);
  expect(await acceptPutBack(settings)).toBe(false);
  expect(await verify()).toMatchObject({ broken: null });
  expect(await start()).toEqual({ ok: true, value: null });
  const tasks = await use().core.desk.tasks('open');
  expect(tasks.filter(({ kind }) => kind === 'put_back')).toHaveLength(1);
  await use().sql.query('DELETE FROM "Task"');
});

test('another seal of the same number is not the one that was noted', async () => {
  const { settings } = use();
  await settings.sealNote.note({ number: 2, mac: 'another' });
  expect((await verify()).broken).toMatchObject({ fault: 'put_back' });
  await settings.sealNote.note({ number: 1, mac: 'older' });
  expect(await settings.sealNote.read()).toEqual({ number: 2, mac: 'another' });
});

test('an update takes over logs without a keyed hash once, and what it made holds', async () => {
  await tamper(
    `UPDATE "LogHead" SET "mac" = '', "sealedMac" = NULL, "sealedSequence" = NULL;
     UPDATE "RegisterSeal" SET "number" = 0, "requests" = 0, "sum" = repeat('0', 64), "mac" = ''`,
  );
  const start = () => prepareDatabase(use().connectionString, use().config);
  expect(await start()).toMatchObject({ ok: true });
  expect(await verify()).toMatchObject({ broken: { fault: 'seal' } });
  await tamper(`DELETE FROM "_prisma_migrations" WHERE "migration_name" = '${HEADS_TAKEN_OVER}'`);
  expect(await start()).toMatchObject({ ok: true });
  expect(await verify()).toMatchObject({ broken: null, requests: 204, seal: 1 });
  await tamper(`UPDATE "LogHead" SET "mac" = '' WHERE "requestId" = '${id}'`);
  expect((await verify()).broken).toMatchObject({ fault: 'head' });
});

describe('what is changed in the database past the desk is found', () => {
  const entry = (sequence: number) => `WHERE "requestId" = '${id}' AND "sequence" = ${sequence}`;
  const cases: readonly (readonly [string, () => string, object])[] = [
    [
      'the time of an entry',
      () => `UPDATE "RequestEvent" SET "at" = "at" + interval '1 hour' ${entry(2)}`,
      { fault: 'entry', sequence: 2 },
    ],
    [
      'who did it',
      () => `UPDATE "RequestEvent" SET "actor" = 'staff:1' ${entry(1)}`,
      { fault: 'entry', sequence: 1 },
    ],
    [
      'what it says',
      () => `UPDATE "RequestEvent" SET "data" = '{"made": "up"}' ${entry(3)}`,
      { fault: 'entry', sequence: 3 },
    ],
    [
      'what it says, in a shape that no entry has',
      () => `UPDATE "RequestEvent" SET "data" = '[1]' ${entry(3)}`,
      { fault: 'entry', sequence: 3 },
    ],
    [
      'a word that hides behind another',
      () => `UPDATE "RequestEvent" SET "data" = "data" || '{"type": "x"}' ${entry(3)}`,
      { fault: 'entry', sequence: 3 },
    ],
    ['an entry removed', () => `DELETE FROM "RequestEvent" ${entry(2)}`, { fault: 'entry', sequence: 2 }],
    [
      'an entry inserted',
      () =>
        `UPDATE "RequestEvent" SET "sequence" = "sequence" + 10 WHERE "requestId" = '${id}' AND "sequence" > 2; INSERT INTO "RequestEvent" SELECT "requestId", 3, "at", "type", "actor", "data", "previousHash", "hash" FROM "RequestEvent" ${entry(2)}`,
      { fault: 'entry', sequence: 3 },
    ],
    [
      'two entries in each other’s place',
      () =>
        `UPDATE "RequestEvent" SET "sequence" = 99 ${entry(2)}; UPDATE "RequestEvent" SET "sequence" = 2 ${entry(3)}; UPDATE "RequestEvent" SET "sequence" = 3 ${entry(99)}`,
      { fault: 'entry', sequence: 2 },
    ],
    [
      'the end cut off',
      () => `DELETE FROM "RequestEvent" WHERE "requestId" = '${id}' AND "sequence" > 3`,
      { fault: 'end', sequence: 4 },
    ],
    [
      'the number of a request',
      () => `UPDATE "PrivacyRequest" SET "number" = 'PB-2222-2222' WHERE "id" = '${id}'`,
      { fault: 'head', number: 'PB-2222-2222' },
    ],
    [
      'a whole request removed',
      () =>
        `DELETE FROM "RequestEvent" WHERE "requestId" = '${id}'; DELETE FROM "PrivacyRequest" WHERE "id" = '${id}'`,
      { fault: 'request_missing' },
    ],
    [
      'its head removed with it',
      () =>
        `DELETE FROM "RequestEvent" WHERE "requestId" = '${id}'; DELETE FROM "PrivacyRequest" WHERE "id" = '${id}'; DELETE FROM "LogHead" WHERE "requestId" = '${id}'`,
      { fault: 'heads', number: null },
    ],
    ['a head alone', () => `DELETE FROM "LogHead" WHERE "requestId" = '${id}'`, { fault: 'request_unknown' }],
    ...[
      ['staffDue', '2030-01-01'],
      ['receivedDay', '2030-01-01'],
      ['right', 'complaint'],
      ['status', 'received'],
    ].map(([column, value]): readonly [string, () => string, object] => [
      `the ${column} beside the log`,
      () => `UPDATE "PrivacyRequest" SET "${column}" = '${value}' WHERE "id" = '${id}'`,
      { fault: 'figures' },
    ]),
    [
      'the level of proof beside the log',
      () => `UPDATE "PrivacyRequest" SET "level" = 3 WHERE "id" = '${id}'`,
      { fault: 'figures' },
    ],
    [
      'the level of proof in the state that is kept',
      () => `UPDATE "PrivacyRequest" SET "state" = jsonb_set("state", '{level}', '3') WHERE "id" = '${id}'`,
      { fault: 'figures' },
    ],
    [
      'the receipt of a request',
      () =>
        `UPDATE "PrivacyRequest" SET "receivedAt" = "receivedAt" + interval '40 days' WHERE "id" = '${id}'`,
      { fault: 'figures' },
    ],
    [
      'the keyed hash of a head emptied',
      () => `UPDATE "LogHead" SET "mac" = '' WHERE "requestId" = '${id}'`,
      { fault: 'head' },
    ],
    [
      'the seal',
      () => `UPDATE "RegisterSeal" SET "requests" = "requests" - 1`,
      { fault: 'seal', number: null },
    ],
    ['the seal removed', () => `DELETE FROM "RegisterSeal"`, { fault: 'seal', number: null }],
    [
      'what remains of an anonymised request',
      () => `UPDATE "AnonymisedRequest" SET "onTime" = false WHERE "id" = '${gone}'`,
      { fault: 'entry', number: 'gone' },
    ],
    [
      'its grounds, in a shape that they never have',
      () => `UPDATE "AnonymisedRequest" SET "grounds" = '{"a": 1}' WHERE "id" = '${gone}'`,
      { fault: 'entry', number: 'gone' },
    ],
    [
      'its number',
      () => `UPDATE "AnonymisedRequest" SET "number" = 'PB-3333-3333' WHERE "id" = '${gone}'`,
      { fault: 'head', number: 'PB-3333-3333' },
    ],
    [
      'an anonymised request removed',
      () => `DELETE FROM "AnonymisedRequest" WHERE "id" = '${gone}'`,
      { fault: 'request_missing', number: 'gone' },
    ],
  ];

  test.each(cases)('%s', async (_what, sql, fault) => {
    await tamper(sql());
    const expected = { number, ...fault };
    if (expected.number === 'gone') expected.number = goneNumber;
    expect((await verify()).broken).toMatchObject(expected);
  });

  test('a log rewritten with hashes that follow, its end cut off with its head: the keyed hash is missed', async () => {
    await rewrite(id, 3, 'staff:1');
    expect((await verify()).broken).toMatchObject({ fault: 'head', number });
  });

  test('a log put back to how it was when its head was sealed before: the sealed entry is missed', async () => {
    const { core, clock } = use();
    const by = { via: 'cli', name: 'cli' } as const;
    const { rows } = await use().sql.query('SELECT * FROM "LogHead" WHERE "requestId" = $1', [id]);
    const [old] = rows;
    const owner = await invite(use(), 'eigenaar@example.nl', 'Eigenaar');
    expect(await core.register.byNumber(number, by)).toBeDefined();
    await core.register.byNumber(number, owner);
    clock.advance(DAY);
    await sealRegister(use().settings);
    expect(await verify()).toMatchObject({ broken: null, seal: 3 });
    await tamper(
      `DELETE FROM "RequestEvent" WHERE "requestId" = '${id}' AND "sequence" > ${old.sequence};
       UPDATE "PrivacyRequest" SET "headHash" = '${old.hash}', "version" = ${old.sequence} WHERE "id" = '${id}';
       UPDATE "LogHead" SET "hash" = '${old.hash}', "sequence" = ${old.sequence}, "mac" = '${old.mac}'
       WHERE "requestId" = '${id}'`,
    );
    expect((await verify()).broken).toMatchObject({ fault: 'end', number });
    await tamper(
      `UPDATE "LogHead" SET "sealedMac" = "mac", "sealedSequence" = "sequence" WHERE "requestId" = '${id}'`,
    );
    expect((await verify()).broken).toMatchObject({ fault: 'heads' });
  });

  test('a log rewritten and the register put back to before its first seal: nothing is taken over again', async () => {
    const owner = await invite(use(), 'eigenaar@example.nl', 'Eigenaar');
    await rewrite(id, 5, 'staff:1');
    await tamper(
      `UPDATE "LogHead" SET "mac" = '', "sealedMac" = NULL, "sealedSequence" = NULL;
       UPDATE "RegisterSeal" SET "number" = 0, "requests" = 0, "sum" = repeat('0', 64), "mac" = ''`,
    );
    for (const faults of [101, 101]) {
      const found = await verify();
      expect(found).toMatchObject({ broken: { fault: 'seal' } });
      expect(found.faults.slice(1).every(({ fault }) => fault === 'head')).toBe(true);
      expect(found.faults).toHaveLength(faults);
      await use().core.register.byNumber(number, owner);
      await sealRegister(use().settings);
    }
    const { rows } = await use().sql.query('SELECT "mac" FROM "LogHead" WHERE "requestId" = $1', [id]);
    expect(rows).toEqual([{ mac: '' }]);
  });

  test('a request of one’s own making, before and after the next seal', async () => {
    await tamper(
      `INSERT INTO "LogHead" ("requestId", "number", "sequence", "hash", "mac")
         SELECT gen_random_uuid(), 'PB-4444-4444', "sequence", "hash", "mac" FROM "LogHead" WHERE "requestId" = '${other}'`,
    );
    for (const seal of [2, 2]) {
      const found = await verify();
      expect(found).toMatchObject({ seal, broken: { fault: 'request_missing', number: 'PB-4444-4444' } });
      await sealRegister(use().settings);
    }
  });

  test('a log that went on after it was tampered with: going on does not cover it', async () => {
    const owner = await invite(use(), 'eigenaar@example.nl', 'Eigenaar');
    await rewrite(id, 5, 'staff:1');
    await use().core.register.byNumber(number, owner);
    await sealRegister(use().settings);
    expect((await verify()).broken).toMatchObject({ number });
  });
});

test('a changed entry or a missing end in the log of a plan for people past two years is found (R32)', async () => {
  const plan = newId();
  const [by, at] = ['staff:1', use().clock.now()];
  const listed = { source: 'jouwweb', madeAt: at, people: [], count: 2, orders: 3, held: 0, startsAt: null };
  await inside(use(), async (tx) => {
    const ended = { status: 'done', approvedBy: by, steps: [], done: [] } as const;
    await tx.reviews.add({ id: plan, ...listed, ...ended });
    await logReview(tx, plan, { event: { type: 'listed', people: 2, orders: 3 }, by, at });
    await logReview(tx, plan, {
      event: { type: 'approved', people: 2, orders: 3 },
      by,
      at,
      reason: 'Klopt.',
    });
    await logReview(tx, plan, { event: { type: 'carried_out', people: 2 }, by, at });
  });
  expect(await verify()).toMatchObject({ broken: null });
  await use().sql.query('CREATE TABLE "kept_steps" AS TABLE "TwoYearStep"');
  const step = (change: string, sequence = 2) =>
    [`${change} WHERE "sequence" = ${sequence}`, sequence] as const;
  for (const [change, sequence] of [
    step(`UPDATE "TwoYearStep" SET "data" = "data" || '{"people": 1}'`),
    step(`UPDATE "TwoYearStep" SET "type" = 'stopped'`),
    step(`UPDATE "TwoYearStep" SET "actor" = 'staff:2'`),
    step('DELETE FROM "TwoYearStep"'),
    step('DELETE FROM "TwoYearStep"', 3),
  ]) {
    await tamper(change);
    expect((await verify()).broken).toEqual({ fault: 'plan', number: null, sequence });
    await tamper('DELETE FROM "TwoYearStep"; INSERT INTO "TwoYearStep" SELECT * FROM "kept_steps"');
  }
});

test('what was written since the last seal is whole, and the next seal counts it', async () => {
  await inside(use(), (tx) => storeRequest(tx));
  expect(await verify()).toMatchObject({ broken: null, seal: 2, requests: 205 });
  await Promise.all([sealRegister(use().settings), sealRegister(use().settings)]);
  expect(await verify()).toMatchObject({ broken: null, seal: 3 });
});

test('the check tells how far it is, without holding more than a batch', async () => {
  const told: number[] = [];
  await verifyRegister(use().settings, ({ requests, of }) => {
    expect(of).toBe(204);
    told.push(requests);
  });
  expect(told).toEqual([200, 204]);
});

test('the daily run alarms the owner once, with what was changed', async () => {
  await tamper(
    `UPDATE "RequestEvent" SET "actor" = 'customer' WHERE "requestId" = '${id}' AND "sequence" = 4`,
  );
  for (let run = 0; run < 2; run += 1)
    expect(await dailyRun(use().settings)).toMatchObject({ registerWhole: false, failed: [] });
  const tasks = (await use().core.desk.tasks('open')).filter(({ kind }) => kind === 'register_broken');
  expect(tasks).toMatchObject([{ params: { fault: 'entry', number } }]);
  const jobs = await use().jobs('tell-staff');
  expect(jobs.map(({ data }) => data.taskId)).toContain(tasks[0]?.id);
});
