import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { Tx } from '../../../src/core/application/ports.ts';
import type { NewChallenge, RequestRow } from '../../../src/core/application/rows.ts';
import { type CodePurpose, mayMailCode } from '../../../src/core/identity/code-limits.ts';
import { after, DAY, HOUR } from '../../../src/core/kernel/clock.ts';
import { type ConversationId, newId, type RequestId } from '../../../src/core/kernel/ids.ts';
import { LIMITS } from '../../../src/core/kernel/limits.ts';
import { useTestStore } from '../../support/store.ts';
import { aChallenge, NOW, storeRequest } from './stored-rows.ts';

const db = useTestStore();

/** Keys that nothing else is counted with. */
function keysOf({ id: requestId, conversationId }: Pick<RequestRow, 'id' | 'conversationId'>) {
  return {
    requestId,
    conversationId,
    purpose: 'prove_mailbox',
    limitHash: randomUUID(),
    ipHash: randomUUID(),
  } as const;
}

type Keys = Omit<ReturnType<typeof keysOf>, 'purpose'> & { readonly purpose: CodePurpose };

/** A code that shares only these keys with others. */
function mails(
  tx: Tx,
  { id, conversationId }: RequestRow,
  shared: Partial<NewChallenge> = {},
): Promise<void> {
  return tx.challenges.add(
    aChallenge(id, {
      conversationId,
      limitHash: randomUUID(),
      ipHash: randomUUID(),
      createdAt: NOW,
      ...shared,
    }),
  );
}

function guesses(tx: Tx, { limitHash, ...keys }: Keys, at = NOW): Promise<void> {
  return tx.challenges.addWrong({ ...keys, limitHashes: [limitHash, randomUUID()] }, at);
}

function wrong(tx: Tx, { limitHash, ...keys }: Keys, now = NOW) {
  return tx.challenges.countWrong({ ...keys, limitHashes: [randomUUID(), limitHash] }, now);
}

test('mailed codes are counted by what they share: request, address, conversation, network', async () => {
  await db.store.transaction(async (tx) => {
    const [one, two] = [await storeRequest(tx), await storeRequest(tx)];
    const { limitHash, ipHash, ...keys } = keysOf(one);
    for (let code = 1; code <= 2; code += 1) await mails(tx, one, { conversationId: null });
    for (let code = 1; code <= 3; code += 1) await mails(tx, two, { limitHash });
    for (let code = 1; code <= 4; code += 1) await mails(tx, two, { conversationId: one.conversationId });
    for (let code = 1; code <= 5; code += 1) await mails(tx, two, { ipHash });
    const counted = await tx.challenges.countMailed({ ...keys, limitHash, ipHash }, NOW);
    expect(counted).toMatchObject({ request: 2, address: 3, conversation: 4, ip: 5 });
    const nobody = {
      ...keysOf({ id: newId<RequestId>(), conversationId: newId<ConversationId>() }),
      ipHash: null,
    };
    expect(await tx.challenges.countMailed({ ...nobody, conversationId: null }, NOW)).toMatchObject({
      request: 0,
      address: 0,
      conversation: 0,
      ip: 0,
    });
  });
});

test('codes to prove a mailbox and codes to open an answer are counted apart, but for the network', async () => {
  await db.store.transaction(async (tx) => {
    const request = await storeRequest(tx);
    const keys = keysOf(request);
    const { limitHash, ipHash } = keys;
    for (let code = 1; code <= 3; code += 1) await mails(tx, request, { limitHash, ipHash });
    await mails(tx, request, { limitHash, ipHash, purpose: 'open_answer', conversationId: null });
    expect(await tx.challenges.countMailed(keys, NOW)).toMatchObject({ request: 3, address: 3, ip: 4 });
    const opening = { ...keys, purpose: 'open_answer', conversationId: null } as const;
    expect(await tx.challenges.countMailed(opening, NOW)).toMatchObject({ request: 1, address: 1, ip: 4 });
  });
});

test('the whole shop is counted for an hour, and apart what came without an IP address', async () => {
  await db.store.transaction(async (tx) => {
    const request = await storeRequest(tx);
    const soon = after(NOW, 5 * DAY);
    for (const ipHash of [null, null, randomUUID()]) await mails(tx, request, { ipHash, createdAt: soon });
    await mails(tx, request, { purpose: 'open_answer', createdAt: soon });
    const keys = keysOf(request);
    expect(await tx.challenges.countMailed(keys, soon)).toMatchObject({ shop: 3, withoutIp: 2 });
    const later = after(soon, HOUR);
    expect(await tx.challenges.countMailed(keys, later)).toMatchObject({
      shop: 0,
      withoutIp: 0,
      conversation: 4,
    });
  });
});

test('mailed codes count for a day', async () => {
  await db.store.transaction(async (tx) => {
    const request = await storeRequest(tx);
    const keys = keysOf(request);
    await mails(tx, request, { limitHash: keys.limitHash });
    expect(await tx.challenges.countMailed(keys, after(NOW, DAY - 1))).toMatchObject({
      request: 1,
      address: 1,
    });
    expect(await tx.challenges.countMailed(keys, after(NOW, DAY))).toMatchObject({ request: 0, address: 0 });
  });
});

test('wrong codes count for good at request and conversation, and for a day at address and network', async () => {
  await db.store.transaction(async (tx) => {
    const [one, two] = [await storeRequest(tx), await storeRequest(tx)];
    const keys = keysOf(one);
    await guesses(tx, keys);
    await guesses(tx, { ...keysOf(one), conversationId: two.conversationId });
    await guesses(tx, { ...keysOf(two), conversationId: one.conversationId });
    await guesses(tx, { ...keysOf(two), limitHash: keys.limitHash });
    await guesses(tx, { ...keysOf(two), ipHash: keys.ipHash });
    expect(await wrong(tx, keys)).toEqual({ request: 2, conversation: 2, address: 2, ip: 2 });
    expect(await wrong(tx, keys, after(NOW, DAY))).toEqual({
      request: 2,
      conversation: 2,
      address: 0,
      ip: 0,
    });
    expect(await wrong(tx, { ...keys, purpose: 'open_answer' })).toMatchObject({
      request: 0,
      address: 0,
      ip: 2,
    });
  });
});

test('what a person forgave counts nowhere any more, and the codes of that day begin anew', async () => {
  await db.store.transaction(async (tx) => {
    const [one, two] = [await storeRequest(tx), await storeRequest(tx)];
    const [keys, others] = [keysOf(one), keysOf(two)];
    await guesses(tx, keys);
    await guesses(tx, { ...keys, conversationId: two.conversationId, purpose: 'open_answer' });
    await guesses(tx, others);
    await mails(tx, one, { limitHash: keys.limitHash });
    expect(await tx.challenges.wrongIn(one.conversationId)).toEqual({ conversation: 1, request: 1 });
    expect(await tx.challenges.forgiveWrong(one.conversationId, NOW)).toBe(2);
    expect(await tx.challenges.wrongIn(one.conversationId)).toEqual({ conversation: 0, request: 0 });
    expect(await tx.challenges.wrongIn(two.conversationId)).toEqual({ conversation: 1, request: 1 });
    expect(await wrong(tx, keys)).toEqual({ request: 0, conversation: 0, address: 0, ip: 0 });
    expect(await tx.challenges.countMailed(keys, NOW)).toMatchObject({
      request: 0,
      conversation: 0,
      address: 1,
    });
  });
});

test('with the IP address what a wrong code was counted with goes after a day; that there was one stays', async () => {
  await db.store.transaction(async (tx) => {
    const keys = keysOf(await storeRequest(tx));
    await guesses(tx, keys);
    const purge = () => tx.retention.purgeRows('ip_address', after(NOW, 1), 1_000);
    expect(await purge()).toBeGreaterThan(0);
    expect(await purge()).toBe(0);
    expect(await wrong(tx, keys)).toEqual({ request: 1, conversation: 1, address: 0, ip: 0 });
  });
});

test('a mailbox gets no more codes when many conversations ask for one at the same moment', async () => {
  const limitHash = randomUUID();
  const most = LIMITS.codesPerAddress.most;
  const requests = await db.store.transaction(async (tx) => {
    const stored = [];
    for (let i = 0; i < most + 5; i += 1) stored.push(await storeRequest(tx));
    return stored;
  });
  const mailed = await Promise.all(
    requests.map((request, index) =>
      (index % 2 ? db.store : db.other).transaction(async (tx) => {
        const counted = await tx.challenges.countMailed({ ...keysOf(request), limitHash }, NOW);
        if (!mayMailCode('prove_mailbox', { ...counted, shop: 0, withoutIp: 0 }, true).ok) return false;
        await mails(tx, request, { limitHash });
        return true;
      }),
    ),
  );
  expect(mailed.filter(Boolean)).toHaveLength(most);
});

test('one network guesses no more than it may when it guesses in many conversations at the same moment', async () => {
  const ipHash = randomUUID();
  const most = LIMITS.wrongCodesPerNetwork.most;
  const requests = await db.store.transaction(async (tx) => {
    const stored = [];
    for (let i = 0; i < most + 5; i += 1) stored.push(await storeRequest(tx));
    return stored;
  });
  const guessed = await Promise.all(
    requests.map((request, index) =>
      (index % 2 ? db.store : db.other).transaction(async (tx) => {
        const keys = { ...keysOf(request), ipHash };
        if ((await wrong(tx, keys)).ip >= most) return false;
        await guesses(tx, keys);
        return true;
      }),
    ),
  );
  expect(guessed.filter(Boolean)).toHaveLength(most);
});
