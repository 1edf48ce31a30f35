import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { logReview } from '../../../src/core/application/log-review.ts';
import { amsterdamDay } from '../../../src/core/kernel/calendar-day.ts';
import { newId } from '../../../src/core/kernel/ids.ts';
import { StaffOnly } from '../../../src/core/kernel/staff-only.ts';
import { UnreadableRow } from '../../../src/core/kernel/unreadable-row.ts';
import { SEALED_COLUMNS, SEALED_PLACES } from '../../../src/core/store/sealed-columns.ts';
import { PIECE_RECORDS } from '../../../src/core/store/search-rows.ts';
import { aBreach } from '../../support/a-breach.ts';
import { aChange } from '../../support/a-change.ts';
import { aRequest } from '../../support/request-builder.ts';
import { useTestStore } from '../../support/store.ts';
import { storeExport } from '../../support/store-export.ts';
import { storeFindings } from '../../support/store-findings.ts';
import { aChallenge, NOW, storeRequest } from './stored-rows.ts';

const db = useTestStore();
const SECRET = 'Geheim-Voorbeeld';

/** Every place where something about a person is written, with the same word in each of them. */
async function writeEverywhere() {
  return db.store.transaction(async (tx) => {
    const request = await storeRequest(tx, aRequest().proven().events, {
      email: `${SECRET}@example.nl`,
      contact: { name: SECRET, email: SECRET, postal: SECRET },
    });
    const { id: requestId, conversationId } = request;
    const note = { id: randomUUID(), requestId, at: NOW, by: 'staff:1', text: new StaffOnly(SECRET) };
    await tx.requests.addNote(note);
    await aBreach(tx, SECRET, NOW);
    const message = { id: randomUUID(), conversationId, at: NOW };
    const chat = `${SECRET}-${conversationId}`;
    await tx.conversations.save(conversationId, {
      dialogue: { step: { name: 'idle' }, name: SECRET },
      movedTo: chat,
    });
    await tx.conversations.lock('telegram', `${chat}-2`, 'nl', NOW);
    await tx.conversations.addInbound({ ...message, sequence: 1, inboundKey: chat, text: SECRET });
    const reply = { kind: 'staff_text', text: SECRET, signedBy: SECRET } as const;
    const sent = randomUUID();
    await tx.conversations.addOutbound([
      { ...message, id: sent, sequence: 2, message: reply, status: 'shown', requestId },
    ]);
    await tx.conversations.markMessage(sent, 'sent', { externalId: SECRET });
    await tx.challenges.add(aChallenge(requestId, { address: `${SECRET}@example.nl` }));
    const mail = { kind: 'sign_in', to: `${SECRET}@example.nl`, token: SECRET } as const;
    const about = { requestId: null, challengeId: null, letterId: null, createdAt: NOW };
    await tx.mails.add({ id: randomUUID(), content: mail, ...about });
    await tx.mails.keepCaught({
      id: randomUUID(),
      to: SECRET,
      subject: SECRET,
      text: SECRET,
      html: SECRET,
      at: NOW,
    });
    const fields = [{ name: 'name', value: SECRET }];
    const record = {
      ref: '1',
      category: 'order',
      fields,
      matchedBy: [],
      thirdParty: false,
      hold: null,
    } as const;
    await tx.requests.saveSearch(
      {
        requestId,
        source: 'jouwweb',
        coverage: { status: 'complete', scanned: 1, found: 1, provesAbsence: true },
        // One more than stands in the first piece.
        records: Array.from({ length: PIECE_RECORDS + 1 }, (_, index) => ({
          ...record,
          ref: String(index),
          provenance: { place: 'orders.csv', fetchedAt: NOW.toISOString() },
        })),
      },
      NOW,
    );
    await storeFindings(tx, requestId, { name: SECRET, words: SECRET }, NOW);
    await tx.requests.saveParticulars(requestId, { idReason: SECRET });
    const coverage = { status: 'not_possible', reason: SECRET } as const;
    await tx.requests.saveSearch({ requestId, source: 'mailbox', coverage, records: [] }, NOW);
    const change = aChange(requestId, NOW);
    if (change.payload === null) throw new Error('a change without its step');
    const { change: of, step } = change.payload;
    const secret = { change: of, step: { ...step, recordRef: SECRET }, numbers: [SECRET] };
    const block = { id: '1', kind: 'paragraph', text: SECRET, locked: false } as const;
    await tx.answers.addLetter({
      id: newId(),
      requestId,
      kind: 'decision',
      hash: 'hash',
      body: { title: SECRET, language: 'nl', blocks: [block] },
      input: { free: { opening: SECRET, closing: SECRET }, refusal: null },
      reason: SECRET,
      postedTo: SECRET,
      createdAt: NOW,
      changes: { steps: [secret.step], byHand: [] },
    });
    await tx.changes.save([{ ...change, payload: secret }]);
    await tx.erasures.addHold({
      id: randomUUID(),
      source: 'jouwweb',
      category: 'order',
      count: 1,
      ground: 'tax',
      until: amsterdamDay(NOW),
      recordIds: [SECRET],
    });
    await tx.erasures.addBlock({
      id: randomUUID(),
      addressHashes: [],
      at: NOW,
      until: amsterdamDay(NOW),
      othersRecords: [SECRET],
    });
    await tx.reviews.add({
      id: randomUUID(),
      source: 'jouwweb',
      madeAt: NOW,
      status: 'open',
      people: [{ address: SECRET, lastDay: amsterdamDay(NOW), orders: 1, recordIds: [SECRET], kept: [] }],
      count: 1,
      orders: 1,
      held: 0,
      approvedBy: null,
      startsAt: null,
      steps: [],
      done: [],
    });
    await logReview(tx, randomUUID(), {
      event: { type: 'approved', people: 1, orders: 1 },
      by: `staff:${randomUUID()}`,
      at: NOW,
      reason: SECRET,
    });
    await tx.policyNotices.list(1, [{ personHash: 'a keyed hash', address: SECRET }], NOW);
    await storeExport(tx, { sample: [[SECRET]] }, [Buffer.from(`naam;${SECRET}`)]);
    return { ...request, messageId: message.id };
  });
}

test('the schema encrypts exactly the columns that the store seals', async () => {
  const schema = await readFile(new URL('../../../prisma/schema.prisma', import.meta.url), 'utf8');
  const inSchema = schema.split(/^model /m).flatMap((model) => {
    const name = model.slice(0, model.indexOf(' '));
    return [...model.matchAll(/^ {2}(\w+Enc) /gm)].map(([, column]) => `${name}.${column}`);
  });
  expect(inSchema.toSorted()).toEqual([...SEALED_COLUMNS].toSorted());
});

test('nothing that people said, and no name or address, stands readable in any table', async () => {
  await writeEverywhere();
  for (const column of SEALED_COLUMNS) {
    const [table, name] = column.split('.');
    const { rows } = await db.sql.query(`SELECT count("${name}")::int AS n FROM "${table}"`);
    expect(rows[0].n, column).toBeGreaterThan(0);
  }
  const { rows: tables } = await db.sql.query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname IN ('public', 'pgboss')`,
  );
  for (const { name } of tables) {
    // the text of a row shows bytea as hex, so both spellings are looked for
    const { rows } = await db.sql.query(`SELECT count(*)::int AS n FROM ${name} t WHERE t::text ~* $1`, [
      `${SECRET}|${Buffer.from(SECRET).toString('hex')}|${Buffer.from(SECRET).toString('base64').slice(0, 20)}`,
    ]);
    expect(rows, name).toEqual([{ n: 0 }]);
  }
});

test('the same words in two rows look different', async () => {
  const [one, two] = [await writeEverywhere(), await writeEverywhere()];
  const { rows } = await db.sql.query(
    'SELECT count(DISTINCT "wordsEnc")::int AS n FROM "PrivacyRequest" WHERE "id" IN ($1, $2)',
    [one.id, two.id],
  );
  expect(rows).toEqual([{ n: 2 }]);
});

test('a value of which one bit was changed is not read, and stands as unreadable', async () => {
  const { messageId } = await writeEverywhere();
  await db.sql.query(
    `UPDATE "Message" SET "contentEnc" = set_bit("contentEnc", 300, 1 - get_bit("contentEnc", 300)) WHERE "id" = $1`,
    [messageId],
  );
  await db.store.transaction(async (tx) => {
    const message = await tx.conversations.message(messageId);
    expect(message?.content).toEqual({ from: 'desk', message: { kind: 'unreadable' } });
    expect(tx.unreadable.met()).toMatchObject([{ place: 'Message.contentEnc', rowId: messageId }]);
  });
});

test('a value that was moved to another row or column is not read', async () => {
  const [one, two] = [await writeEverywhere(), await writeEverywhere()];
  const place = (id: typeof one.id) =>
    db.store.transaction(async (tx) => (await tx.requests.byId(id))?.unreadable?.place);
  expect(await place(one.id)).toBeUndefined();
  await db.sql.query(
    `UPDATE "PrivacyRequest" SET "wordsEnc" = (SELECT "wordsEnc" FROM "PrivacyRequest" WHERE "id" = $2) WHERE "id" = $1`,
    [one.id, two.id],
  );
  expect(await place(one.id)).toBe('PrivacyRequest.wordsEnc');
  await db.sql.query('UPDATE "PrivacyRequest" SET "nameEnc" = "emailEnc" WHERE "id" = $1', [two.id]);
  expect(await place(two.id)).toBe('PrivacyRequest.nameEnc');
});

test('of every sealed column it is known whom a damaged value is about, and from when', async () => {
  await writeEverywhere();
  for (const { name, table, column, rowId } of SEALED_PLACES) {
    const { rows } = await db.sql.query(
      `SELECT ${rowId} AS "id" FROM "${table}" WHERE "${column}" IS NOT NULL LIMIT 1`,
    );
    const about = await db.store.transaction((tx) =>
      tx.unreadable.about(new UnreadableRow(name, String(rows[0]?.id))),
    );
    expect(about, name).toMatchObject({ at: expect.any(Date) });
  }
});
