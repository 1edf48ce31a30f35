import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { schemaDiff } from '../../../prisma/schema-diff.ts';
import { aRequest } from '../../support/request-builder.ts';
import { useTestStore } from '../../support/store.ts';
import { aChallenge, aStaffMember, aTask, NOW, storeRequest } from './stored-rows.ts';

const db = useTestStore();
const APPEND_ONLY = /the log is append-only/;

test('schema.prisma and the migrations agree', async () => {
  expect(await schemaDiff(db.connectionString)).toBe('');
});

test('an entry of the log can be neither changed nor removed', async () => {
  const { id } = await db.store.transaction((tx) => storeRequest(tx));
  const attempts = [
    `UPDATE "RequestEvent" SET "actor" = 'staff:1' WHERE "requestId" = '${id}'`,
    `DELETE FROM "RequestEvent" WHERE "requestId" = '${id}'`,
    'TRUNCATE "RequestEvent"',
    // the setting of retention allows removing only
    `BEGIN; SET LOCAL privacybalie.purge = 'on'; UPDATE "RequestEvent" SET "actor" = 'staff:1'; COMMIT`,
    `BEGIN; SET LOCAL privacybalie.purge = 'on'; TRUNCATE "RequestEvent"; COMMIT`,
    `BEGIN; SET LOCAL privacybalie.purge = 'yes'; DELETE FROM "RequestEvent"; COMMIT`,
  ];
  for (const sql of attempts) {
    await expect(db.sql.query(sql), sql).rejects.toThrow(APPEND_ONLY);
    await db.sql.query('ROLLBACK');
  }
  expect(await db.store.transaction((tx) => tx.requests.events(id))).toHaveLength(1);
});

test('retention removes entries in a transaction that says so, and the next one is refused again', async () => {
  const [old, young] = await db.store.transaction(async (tx) => [
    await storeRequest(tx),
    await storeRequest(tx),
  ]);
  await db.sql.query('BEGIN');
  await db.sql.query(`SET LOCAL privacybalie.purge = 'on'`);
  await db.sql.query('DELETE FROM "RequestEvent" WHERE "requestId" = $1', [old?.id]);
  await db.sql.query('COMMIT');
  await db.store.transaction(async (tx) => {
    expect(old && (await tx.requests.events(old.id))).toEqual([]);
  });
  const next = db.sql.query('DELETE FROM "RequestEvent" WHERE "requestId" = $1', [young?.id]);
  await expect(next).rejects.toThrow(APPEND_ONLY);
});

test('a request with a log cannot be removed from under it', async () => {
  const { id } = await db.store.transaction((tx) => storeRequest(tx));
  await expect(db.sql.query('DELETE FROM "PrivacyRequest" WHERE "id" = $1', [id])).rejects.toThrow(
    'RequestEvent',
  );
});

test('a saved version of the profile is never changed', async () => {
  await db.sql.query(`INSERT INTO "ShopProfileVersion" VALUES (1, '{}', now(), 'system')`);
  const change = db.sql.query(`UPDATE "ShopProfileVersion" SET "data" = '{"name": "other"}'`);
  await expect(change).rejects.toThrow('a change is a new version');
});

test.each([
  [{ month: '2026-11-02' }, 'AnonymisedRequest_month'],
  [{ at: '2026-11-02T00:00:00Z' }, 'AnonymisedRequest_no_day'],
  [{ outcome: 'received' }, 'AnonymisedRequest_outcome_known'],
  [{ right: 'wish' }, 'AnonymisedRequest_right_known'],
  [{ sequence: 1 }, 'AnonymisedRequest_sequence_after_first'],
])('what remains of a request cannot hold %o', async (wrong, constraint) => {
  const row = {
    month: '2026-11',
    at: '2026-11-01T00:00:00Z',
    outcome: 'answered',
    right: 'access',
    sequence: 2,
  };
  const { month, at, outcome, right, sequence } = { ...row, ...wrong };
  const insert = (...values: readonly unknown[]) =>
    db.sql.query(
      `INSERT INTO "AnonymisedRequest" VALUES ($1::uuid, $1::uuid::text, $6, $4, '[]', '[]', $2, 5, true, $5, $3, '', '')`,
      [...values],
    );
  await expect(insert(randomUUID(), month, at, outcome, sequence, right)).rejects.toThrow(constraint);
});

test('an anonymised request is a row of its own table only', async () => {
  const { id } = await db.store.transaction((tx) => storeRequest(tx));
  const change = `UPDATE "PrivacyRequest" SET "status" = 'anonymised', "closedAt" = now() WHERE "id" = '${id}'`;
  await expect(db.sql.query(change)).rejects.toThrow('PrivacyRequest_status_known');
});

test.each([
  ['Conversation', `"channel" = 'fax'`],
  ['Conversation', `"language" = 'de'`],
  ['Conversation', '"nextSequence" = 0'],
  ['Message', `"direction" = 'sideways'`],
  ['Message', `"direction" = 'out'`],
  ['Message', `"status" = 'sent'`],
  ['Message', `"inboundKey" = NULL`],
  ['Message', '"sequence" = 0'],
  ['PrivacyRequest', `"right" = 'wish'`],
  ['PrivacyRequest', `"status" = 'lost'`],
  ['PrivacyRequest', `"status" = 'answered'`],
  ['PrivacyRequest', `"closedAt" = now()`],
  ['PrivacyRequest', `"channel" = 'fax'`],
  ['PrivacyRequest', `"language" = 'de'`],
  ['PrivacyRequest', '"level" = -1'],
  ['PrivacyRequest', '"level" = 5'],
  ['PrivacyRequest', '"provenAt" = NULL'],
  ['PrivacyRequest', '"version" = 0'],
  ['PrivacyRequest', `"receivedDay" = '2-11-2026'`],
  ['PrivacyRequest', `"legalDue" = '2026-12-2'`],
  ['PrivacyRequest', `"policyDue" = ''`],
  ['PrivacyRequest', `"staffDue" = '2026-12-02T00:00:00Z'`],
  ['PrivacyRequest', `"customerDue" = 'soon'`],
  ['Challenge', `"purpose" = 'other'`],
  ['WrongCode', `"purpose" = 'other'`],
  ['WrongCode', '"limitHashes" = NULL'],
  ['OutboundMail', `"kind" = 'newsletter'`],
  ['OutboundMail', `"status" = 'lost'`],
  ['OutboundMail', `"status" = 'sent'`],
  ['OutboundMail', '"contentEnc" = NULL'],
  ['Task', `"dueDay" = '5 december'`],
  ['Task', '"doneAt" = now()'],
  ['Task', '"openKey" = NULL'],
  ['StaffMember', '"email" = NULL'],
  ['StaffMember', '"active" = false'],
  ['StaffMember', '"removedAt" = now()'],
  ['StaffMember', `"active" = false, "removedAt" = now()`],
  ['StaffMember', `"active" = false, "removedAt" = now(), "removedBy" = 'cli', "owner" = true`],
  ['StaffMember', `"email" = 'Joris@example.nl'`],
])('a row of %s with %s is refused', async (table, change) => {
  await db.store.transaction(async (tx) => {
    const { id, conversationId } = await storeRequest(tx, aRequest().proven().events);
    const message = {
      id: randomUUID(),
      conversationId,
      sequence: 1,
      inboundKey: randomUUID(),
      at: NOW,
      text: '',
    };
    await tx.conversations.addInbound(message);
    await tx.challenges.add(aChallenge(id));
    const wrong = {
      requestId: id,
      purpose: 'prove_mailbox',
      conversationId,
      ipHash: null,
      limitHashes: [],
    } as const;
    await tx.challenges.addWrong(wrong, NOW);
    await tx.tasks.add(aTask());
    await tx.staff.add(aStaffMember(`${randomUUID()}@example.nl`), NOW);
    const mail = { id: randomUUID(), requestId: id, challengeId: null, letterId: null, createdAt: NOW };
    await tx.mails.add({ ...mail, content: { kind: 'sign_in', to: 'joris@example.nl', token: 'token' } });
  });
  await expect(db.sql.query(`UPDATE "${table}" SET ${change}`)).rejects.toThrow('violates check constraint');
});
