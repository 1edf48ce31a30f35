import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Tx } from '../../../src/core/application/ports.ts';
import type { NewChallenge } from '../../../src/core/application/rows.ts';
import { after, MINUTE } from '../../../src/core/kernel/clock.ts';
import { useTestStore } from '../../support/store.ts';
import { aChallenge, NOW, storeRequest } from './stored-rows.ts';

const db = useTestStore();

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
      limitHash: first.limitHash,
      codeHash: 'hash of the code',
      createdAt: NOW,
      acceptedAt: null,
      usedAt: null,
      revokedAt: null,
    });
  });
});

test('the first mailing, use and report keep their time', async () => {
  await db.store.transaction(async (tx) => {
    const { id, requestId, reportTokenHash } = await aRequestWithChallenge(tx);
    const later = after(NOW, MINUTE);
    for (const at of [NOW, later]) {
      await tx.challenges.markMailed(id, at);
      await tx.challenges.markUsed(id, at);
      await tx.challenges.markFailed(id, at);
      expect(await tx.challenges.revokeByReport(reportTokenHash, at)).toMatchObject({ id, revokedAt: NOW });
    }
    const [found] = await tx.challenges.ofRequest(requestId, 'prove_mailbox');
    expect(found).toMatchObject({ acceptedAt: NOW, usedAt: NOW, revokedAt: NOW });
    expect(await tx.challenges.byReport(reportTokenHash)).toEqual(found);
    expect(await tx.challenges.byReport('unknown')).toBeUndefined();
    expect(await tx.challenges.revokeByReport('unknown', NOW)).toBeUndefined();
  });
});
