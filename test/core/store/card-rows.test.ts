import { expect, test } from 'vitest';
import type { CardRow } from '../../../src/core/application/rows.ts';
import type { RequestId } from '../../../src/core/kernel/ids.ts';
import { AT, aRequest } from '../../support/request-builder.ts';
import { useTestStore } from '../../support/store.ts';
import { NOW, storeRequest } from './stored-rows.ts';

const db = useTestStore();

async function requestWith(card?: Pick<CardRow, 'externalId' | 'version'>): Promise<RequestId> {
  return db.store.transaction(async (tx) => {
    const { id } = await storeRequest(tx, aRequest().searching().events);
    if (card === undefined) return id;
    await tx.requests.placeCard(place(id, card.externalId), null, NOW);
    if (card.version > 0) await tx.requests.markCardShown(id, card.externalId, card.version, NOW);
    return id;
  });
}

function place(requestId: RequestId, externalId: string): Omit<CardRow, 'version'> {
  return { requestId, channel: 'slack', externalId };
}

const card = (id: RequestId) => db.store.transaction((tx) => tx.requests.card(id));

test('of two processes that announce a card at once one has the place', async () => {
  const id = await requestWith();
  const placed = await Promise.all([
    db.store.transaction((tx) => tx.requests.placeCard(place(id, 'C1:1'), null, NOW)),
    db.other.transaction((tx) => tx.requests.placeCard(place(id, 'C1:2'), null, NOW)),
  ]);
  expect(placed.filter(Boolean)).toHaveLength(1);
  expect(await card(id)).toEqual({ ...place(id, placed[0] ? 'C1:1' : 'C1:2'), version: 0 });
});

test('a card takes the place of the one that it knew, never of another', async () => {
  const id = await requestWith({ externalId: 'C1:1', version: 4 });
  const replace = (externalId: string, instead: string | null) =>
    db.store.transaction((tx) => tx.requests.placeCard(place(id, externalId), instead, NOW));
  expect(await replace('C1:2', null)).toBe(false);
  expect(await replace('C1:2', 'C1:9')).toBe(false);
  expect(await card(id)).toEqual({ ...place(id, 'C1:1'), version: 4 });
  expect(await replace('C1:2', 'C1:1')).toBe(true);
  expect(await card(id)).toEqual({ ...place(id, 'C1:2'), version: 0 });
});

test('an older version, the same one, and one of another message change nothing', async () => {
  const id = await requestWith({ externalId: 'C1:1', version: 4 });
  const mark = (externalId: string, version: number) =>
    db.store.transaction((tx) => tx.requests.markCardShown(id, externalId, version, NOW));
  expect(await mark('C1:1', 3)).toBe(false);
  expect(await mark('C1:1', 4)).toBe(false);
  expect(await mark('C1:2', 5)).toBe(false);
  expect((await card(id))?.version).toBe(4);
  expect(await mark('C1:1', 5)).toBe(true);
  expect((await card(id))?.version).toBe(5);
  await db.store.transaction((tx) => tx.requests.markCardUnknown(id, NOW));
  expect((await card(id))?.version).toBe(0);
});

test('a card is behind when it is missing though its request is open and proven, or older than its request', async () => {
  await db.sql.query(`UPDATE "StaffCard" SET "version" = 1000`);
  const behind = () => db.store.transaction((tx) => tx.requests.behindCards(50));
  const before = await behind();
  const { breach, sent, missing, current, older, unshown } = await db.store.transaction(async (tx) => {
    await storeRequest(tx, aRequest().events); // nobody has proven anything
    const ended = aRequest().awaitingApproval().approved(AT).sent().events;
    await storeRequest(tx, ended); // ended before there was a channel
    const rows = {
      // a reported breach has a card at once
      breach: await storeRequest(tx, aRequest('breach_report').events),
      missing: await storeRequest(tx, aRequest().searching().events),
      current: await storeRequest(tx, aRequest().searching().events),
      older: await storeRequest(tx, aRequest().searching().events),
      unshown: await storeRequest(tx, aRequest().searching().events),
      sent: await storeRequest(tx, ended),
    };
    for (const { id } of [rows.current, rows.older, rows.unshown, rows.sent])
      await tx.requests.placeCard(place(id, `C1:${id}`), null, NOW);
    const mark = (row: typeof rows.older, version: number) =>
      tx.requests.markCardShown(row.id, `C1:${row.id}`, version, NOW);
    await mark(rows.current, rows.current.state.cardVersion);
    await mark(rows.older, rows.older.state.cardVersion - 1);
    await mark(rows.sent, rows.sent.state.cardVersion - 1);
    return rows;
  });
  const found = (await behind()).filter((id) => !before.includes(id));
  expect(found.toSorted()).toEqual([breach.id, missing.id, older.id, unshown.id, sent.id].toSorted());
  expect(found).not.toContain(current.id);
});
