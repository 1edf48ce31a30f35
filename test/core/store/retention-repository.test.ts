import { describe, expect, test } from 'vitest';
import { DAY, after as later } from '../../../src/core/kernel/clock.ts';
import { newId } from '../../../src/core/kernel/ids.ts';
import { aRequest } from '../../support/request-builder.ts';
import { useTestStore } from '../../support/store.ts';
import { aConversation, NOW, storeRequest } from './stored-rows.ts';

const stored = useTestStore();
const BEFORE = { ipAddress: NOW, policyChat: NOW, package: NOW, holdingPlace: NOW, staffSession: NOW };
const purgeAfter = (days: number) => {
  const at = later(NOW, days * DAY);
  return stored.store.transaction((tx) =>
    tx.retention.purge({ ipAddress: at, policyChat: at, package: at, holdingPlace: at, staffSession: at }),
  );
};
const count = async (sql: string, values: readonly unknown[]) =>
  Number((await stored.sql.query(sql, [...values])).rows[0].count);

describe('what is past its term goes, the rest stays (R35)', () => {
  test('a conversation without a request goes with its messages; one with a request stays', async () => {
    const [policy, kept] = await stored.store.transaction(async (tx) => {
      const alone = await aConversation(tx);
      await tx.conversations.addInbound({
        id: newId(),
        conversationId: alone,
        sequence: 1,
        inboundKey: `web:${alone}`,
        at: NOW,
        text: 'hallo',
      });
      const request = await storeRequest(tx, aRequest().events);
      return [alone, request.conversationId] as const;
    });
    await stored.store.transaction((tx) => tx.retention.purge(BEFORE));
    expect(await count('SELECT count(*) FROM "Conversation" WHERE "id" = $1', [policy])).toBe(1);
    expect(await purgeAfter(1)).toMatchObject({ policy_chat: expect.any(Number) });
    expect(await count('SELECT count(*) FROM "Conversation" WHERE "id" = $1', [policy])).toBe(0);
    expect(await count('SELECT count(*) FROM "Message" WHERE "conversationId" = $1', [policy])).toBe(0);
    expect(await count('SELECT count(*) FROM "Conversation" WHERE "id" = $1', [kept])).toBe(1);
  });

  test('an export is removed, once', async () => {
    await stored.store.transaction((tx) =>
      tx.exports.add({
        id: newId(),
        source: 'jouwweb',
        sha256: '0'.repeat(64),
        fingerprint: 'f',
        rowCount: 1,
        uploadedAt: NOW,
        uploadedBy: 'staff',
        content: new TextEncoder().encode('a;b'),
      }),
    );
    expect(await purgeAfter(1)).toMatchObject({ holding_place: 1 });
    expect(await purgeAfter(1)).toMatchObject({ holding_place: 0 });
  });

  test('the records of a copy go when it was opened and its term is over, and not while the request is open', async () => {
    const rows = async (id: string) =>
      count('SELECT count(*) FROM "SourceSearch" WHERE "requestId" = $1 AND "recordsEnc" IS NOT NULL', [id]);
    const open = await stored.store.transaction(async (tx) => {
      const request = await storeRequest(tx, aRequest().events);
      const coverage = { status: 'complete', scanned: 1, found: 0, provesAbsence: true } as const;
      await tx.requests.saveSearch({ requestId: request.id, source: 'jouwweb', coverage, records: [] }, NOW);
      await tx.answers.addLink({
        tokenHash: request.id,
        requestId: request.id,
        letterId: null,
        createdAt: NOW,
        expiresAt: null,
        revokedAt: null,
      });
      return request;
    });
    await purgeAfter(60);
    expect(await rows(open.id)).toBe(1);
    await stored.sql.query(
      'UPDATE "PrivacyRequest" SET "closedAt" = $2, "status" = \'withdrawn\' WHERE "id" = $1',
      [open.id, NOW],
    );
    await purgeAfter(60);
    expect(await rows(open.id)).toBe(1);
    // Opened long after it was sent: the term counts from the opening (R21).
    const openedAt = later(NOW, 50 * DAY);
    await stored.store.transaction((tx) => tx.answers.markLink(open.id, { openedAt }));
    await purgeAfter(50);
    expect(await rows(open.id)).toBe(1);
    expect(await purgeAfter(51)).toMatchObject({ package: 1 });
    expect(await rows(open.id)).toBe(0);
  });

  test('hashes of IP addresses do not outlive the limits that need them', async () => {
    const request = await stored.store.transaction(async (tx) => {
      const made = await storeRequest(tx, aRequest().events);
      await tx.challenges.add({
        id: newId(),
        requestId: made.id,
        conversationId: made.conversationId,
        purpose: 'prove_mailbox',
        address: 'sanne@example.nl',
        addressHash: 'a',
        limitHash: 'a',
        codeHash: 'c',
        ipHash: 'ip',
        reportTokenHash: newId(),
        createdAt: NOW,
      });
      return made;
    });
    await purgeAfter(2);
    expect(
      await count('SELECT count(*) FROM "Challenge" WHERE "requestId" = $1 AND "ipHash" IS NULL', [
        request.id,
      ]),
    ).toBe(1);
  });
});
