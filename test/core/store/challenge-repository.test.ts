import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Tx } from '../../../src/core/application/ports.ts';
import type { NewChallenge } from '../../../src/core/application/rows.ts';
import { CODES_PER_ADDRESS, LIMIT_WINDOW_MS, mayMailCode } from '../../../src/core/identity/code-limits.ts';
import { after, MINUTE } from '../../../src/core/kernel/clock.ts';
import { newId } from '../../../src/core/kernel/ids.ts';
import { useTestStore } from '../../support/store.ts';
import { aChallenge, aConversation, NOW, storeRequest } from './stored-rows.ts';

const db = useTestStore();
const SINCE = after(NOW, -LIMIT_WINDOW_MS);

/** A challenge whose every key is its own. */
function another(requestId: NewChallenge['requestId'], more: Partial<NewChallenge> = {}): NewChallenge {
  return aChallenge(requestId, { addressHash: randomUUID(), ...more });
}

async function aRequestWithChallenge(tx: Tx, more: Partial<NewChallenge> = {}): Promise<NewChallenge> {
  const { id, conversationId } = await storeRequest(tx);
  const challenge = another(id, { conversationId, ipHash: randomUUID(), ...more });
  await tx.challenges.add(challenge);
  return challenge;
}

test('a challenge is read back as it was mailed, newest first and of its purpose only', async () => {
  await db.store.transaction(async (tx) => {
    const first = await aRequestWithChallenge(tx);
    const { requestId } = first;
    const second = another(requestId, { createdAt: after(NOW, MINUTE) });
    await tx.challenges.add(second);
    await tx.challenges.add(another(requestId, { purpose: 'open_answer' }));
    const found = await tx.challenges.ofRequest(requestId, 'prove_mailbox');
    expect(found.map(({ id }) => id)).toEqual([second.id, first.id]);
    expect(found[1]).toEqual({
      id: first.id,
      requestId,
      conversationId: first.conversationId,
      purpose: 'prove_mailbox',
      address: 'sanne@example.nl',
      addressHash: first.addressHash,
      codeHash: 'hash of the code',
      createdAt: NOW,
      acceptedAt: null,
      tries: 0,
      usedAt: null,
      revokedAt: null,
    });
  });
});

test('tries add up, and the first mailing, use and report keep their time', async () => {
  await db.store.transaction(async (tx) => {
    const { id, requestId, reportTokenHash } = await aRequestWithChallenge(tx);
    const later = after(NOW, MINUTE);
    await tx.challenges.countWrong(id);
    await tx.challenges.countWrong(id);
    for (const at of [NOW, later]) {
      await tx.challenges.markMailed(id, at);
      await tx.challenges.markUsed(id, at);
      await tx.challenges.markFailed(id, at);
      expect(await tx.challenges.revokeByReport(reportTokenHash, at)).toMatchObject({ id, revokedAt: NOW });
    }
    const [found] = await tx.challenges.ofRequest(requestId, 'prove_mailbox');
    expect(found).toMatchObject({ tries: 2, acceptedAt: NOW, usedAt: NOW, revokedAt: NOW });
    expect(await tx.challenges.byReport(reportTokenHash)).toEqual(found);
    expect(await tx.challenges.byReport('unknown')).toBeUndefined();
    expect(await tx.challenges.revokeByReport('unknown', NOW)).toBeUndefined();
  });
});

test('codes are counted per request, address, conversation and IP address, failed ones too', async () => {
  await db.store.transaction(async (tx) => {
    const { id, requestId, conversationId, addressHash, ipHash } = await aRequestWithChallenge(tx);
    await tx.challenges.markFailed(id, NOW);
    const elsewhere = await aConversation(tx);
    const other = await storeRequest(tx);
    await tx.challenges.add(another(requestId));
    await tx.challenges.add(another(other.id, { addressHash }));
    await tx.challenges.add(another(other.id, { addressHash, conversationId }));
    await tx.challenges.add(another(other.id, { ipHash }));
    await tx.challenges.add(another(other.id, { ipHash, conversationId: elsewhere }));
    await tx.challenges.add(another(other.id, { ipHash, conversationId }));
    expect(
      await tx.challenges.countMailed({ requestId, addressHash, conversationId, ipHash }, SINCE),
    ).toEqual({
      request: 2,
      address: 3,
      conversation: 3,
      ip: 4,
    });
  });
});

test('codes without conversation or IP address are not counted as sharing one', async () => {
  await db.store.transaction(async (tx) => {
    const { id: requestId } = await storeRequest(tx);
    await tx.challenges.add(another(requestId));
    await tx.challenges.add(another(requestId));
    const keys = { requestId, addressHash: randomUUID(), conversationId: null, ipHash: null };
    expect(await tx.challenges.countMailed(keys, SINCE)).toEqual({
      request: 2,
      address: 0,
      conversation: 0,
      ip: 0,
    });
    const unknown = { ...keys, requestId: newId<typeof requestId>() };
    expect(await tx.challenges.countMailed(unknown, SINCE)).toEqual({
      request: 0,
      address: 0,
      conversation: 0,
      ip: 0,
    });
  });
});

test('codes from before the window do not count', async () => {
  await db.store.transaction(async (tx) => {
    const { requestId, addressHash } = await aRequestWithChallenge(tx, { createdAt: SINCE });
    const keys = { requestId, addressHash, conversationId: null, ipHash: null };
    expect(await tx.challenges.countMailed(keys, SINCE)).toMatchObject({ request: 0, address: 0 });
    await tx.challenges.add(another(requestId, { createdAt: after(SINCE, 1) }));
    expect(await tx.challenges.countMailed(keys, SINCE)).toMatchObject({ request: 1 });
  });
});

test('a mailbox gets no more codes when many conversations ask for one at the same moment', async () => {
  const addressHash = randomUUID();
  const requests = await db.store.transaction(async (tx) => {
    const stored = [];
    for (let i = 0; i < CODES_PER_ADDRESS + 5; i += 1) stored.push(await storeRequest(tx));
    return stored;
  });
  const mailed = await Promise.all(
    requests.map(({ id: requestId, conversationId }, index) =>
      (index % 2 ? db.store : db.other).transaction(async (tx) => {
        const keys = { requestId, addressHash, conversationId, ipHash: null };
        if (!mayMailCode(await tx.challenges.countMailed(keys, SINCE)).ok) return false;
        await tx.challenges.add(another(requestId, { conversationId, addressHash }));
        return true;
      }),
    ),
  );
  expect(mailed.filter(Boolean)).toHaveLength(CODES_PER_ADDRESS);
});
