import { randomUUID } from 'node:crypto';
import { expect, test, vi } from 'vitest';
import type { NewStaff, StaffRow } from '../../../src/core/application/rows.ts';
import { goesOnAs } from '../../../src/core/application/staff-row.ts';
import { after, HOUR, MINUTE } from '../../../src/core/kernel/clock.ts';
import { newId, type StaffId } from '../../../src/core/kernel/ids.ts';
import { useTestStore } from '../../support/store.ts';
import { aStaffMember, NOW } from './stored-rows.ts';

const db = useTestStore();

function invite(email: string, more: Partial<NewStaff> = {}): Promise<StaffRow> {
  return db.store.transaction((tx) => tx.staff.add(aStaffMember(email, more), NOW));
}

/** As it stands in the database when only the list was changed: sessions and links are still there. */
async function markRemoved(id: StaffId): Promise<void> {
  await db.sql.query(
    `UPDATE "StaffMember" SET "active" = false, "removedAt" = $2, "removedBy" = 'cli' WHERE "id" = $1`,
    [id, NOW],
  );
}

async function linkFor(staffId: StaffId): Promise<string> {
  const tokenHash = randomUUID();
  const link = { tokenHash, staffId, createdAt: NOW, expiresAt: after(NOW, 15 * MINUTE) };
  await db.store.transaction((tx) => tx.staff.addLink(link));
  return tokenHash;
}

function use(store: typeof db.store, tokenHash: string, at = NOW): Promise<StaffRow | undefined> {
  return store.transaction((tx) => tx.staff.useLink(tokenHash, at));
}

test('whoever is invited is found by address, however it is written', async () => {
  const joris = await invite('Joris@Example.nl', { owner: true });
  expect(joris).toEqual({
    id: expect.any(String),
    email: 'joris@example.nl',
    slackUserId: null,
    name: 'Joris',
    owner: true,
    active: true,
    configured: false,
    removedAt: null,
    removedBy: null,
  });
  await db.store.transaction(async (tx) => {
    expect(await tx.staff.byEmail('JORIS@example.nl')).toEqual(joris);
    expect(await tx.staff.byId(joris.id)).toEqual(joris);
    expect(await tx.staff.all()).toContainEqual(joris);
    expect(await tx.staff.byEmail('nobody@example.nl')).toBeUndefined();
    expect(await tx.staff.byId(newId<StaffId>())).toBeUndefined();
  });
});

test('only somebody who works here acts, at the desk and in Slack', async () => {
  const joris = await invite('acting@example.nl', { slackUserId: 'U1' });
  const act = () =>
    db.store.transaction(async (tx) => [
      await tx.staff.acting(joris.id),
      await tx.staff.actingInSlack('U1', 'Joris'),
      await tx.staff.actingInSlack('U2', 'Joris'),
    ]);
  expect(await act()).toEqual([joris, joris, undefined]);
  await markRemoved(joris.id);
  expect(await act()).toEqual([undefined, undefined, undefined]);
});

test('a Slack user is known under the name of today, also by two clicks at once', async () => {
  await db.store.transaction((tx) =>
    tx.staff.add({ ...aStaffMember(''), email: null, slackUserId: 'U4', name: 'U4' }, NOW),
  );
  const click = (store: typeof db.store) =>
    store.transaction((tx) => tx.staff.actingInSlack('U4', 'Mina de Boer'));
  for (const member of await Promise.all([click(db.store), click(db.other)]))
    expect(member).toMatchObject({ slackUserId: 'U4', name: 'Mina de Boer' });
});

test('a Slack user whose address a person removed does not act, one whose address only the settings left out does', async () => {
  const mina = await invite('mina@example.nl');
  await db.store.transaction((tx) =>
    tx.staff.add({ ...aStaffMember(''), email: null, slackUserId: 'U3', configured: true }, NOW),
  );
  const act = (email?: string) => db.store.transaction((tx) => tx.staff.actingInSlack('U3', 'Mina', email));
  expect(await act('Mina@example.nl')).toMatchObject({ slackUserId: 'U3' });
  await db.store.transaction((tx) => tx.staff.remove(mina.id, 'config', NOW));
  expect(await act('Mina@example.nl')).toMatchObject({ slackUserId: 'U3' });
  await db.store.transaction((tx) => tx.staff.readmit(mina.id, false));
  await db.store.transaction((tx) => tx.staff.remove(mina.id, 'cli', NOW));
  expect(await act('Mina@example.nl')).toBeUndefined();
  expect(await act()).toMatchObject({ slackUserId: 'U3' });
});

test('a Slack user whose address is of the desk becomes that member, under its name; the old row is kept for the log', async () => {
  const noor = await invite('noor@example.nl', { name: 'Noor Visser' });
  const alone = await db.store.transaction((tx) =>
    tx.staff.add({ ...aStaffMember(''), email: null, slackUserId: 'U5', configured: true }, NOW),
  );
  const two = (email: string) => db.store.transaction((tx) => tx.staff.twoOfOne('U5', email));
  expect(await two('nobody@example.nl')).toBeUndefined();
  expect(await two('Noor@example.nl')).toEqual({ slack: alone.id, desk: noor.id });
  const link = (store: typeof db.store) => store.transaction((tx) => tx.staff.link(alone.id, noor.id));
  await Promise.all([link(db.store), link(db.other)]);
  await db.store.transaction(async (tx) => {
    expect(await tx.staff.actingInSlack('U5', 'Noortje')).toEqual({ ...noor, slackUserId: 'U5' });
    const old = await tx.staff.byId(alone.id);
    expect(old).toMatchObject({
      active: false,
      slackUserId: `same:${alone.id}`,
      removedBy: `same:${noor.id}`,
    });
    expect(old && goesOnAs(old)).toBe(noor.id);
    expect(goesOnAs(noor)).toBeUndefined();
  });
  expect(await two('noor@example.nl')).toBeUndefined();
  await markRemoved(noor.id);
  expect(await db.store.transaction((tx) => tx.staff.actingInSlack('U5', 'Noor'))).toBeUndefined();
});

test('a removal waits for what this person is doing, and what comes after it finds nobody', async () => {
  const joris = await invite('busy@example.nl');
  const order: string[] = [];
  const began = Promise.withResolvers<void>();
  const decided = Promise.withResolvers<void>();
  const deciding = db.store.transaction(async (tx) => {
    await tx.staff.acting(joris.id);
    began.resolve();
    await decided.promise;
    order.push('decided');
  });
  await began.promise;
  const removing = db.other.transaction(async (tx) => {
    await tx.staff.remove(joris.id, 'cli', NOW);
    order.push('removed');
  });
  await vi.waitFor(async () => {
    expect((await db.sql.query('SELECT 1 FROM pg_locks WHERE NOT granted')).rowCount).not.toBe(0);
  });
  decided.resolve();
  await Promise.all([deciding, removing]);
  expect(order).toEqual(['decided', 'removed']);
  expect(await db.store.transaction((tx) => tx.staff.acting(joris.id))).toBeUndefined();
});

test('a sign-in link works once, for one of two who use it at the same moment', async () => {
  const joris = await invite('once@example.nl');
  const tokenHash = await linkFor(joris.id);
  expect(await db.store.transaction((tx) => tx.staff.linkUsable(tokenHash, NOW))).toBe(true);
  const used = await Promise.all([use(db.store, tokenHash), use(db.other, tokenHash)]);
  expect(used.filter((staff) => staff !== undefined)).toEqual([joris]);
  expect(await use(db.store, tokenHash)).toBeUndefined();
  expect(await db.store.transaction((tx) => tx.staff.linkUsable(tokenHash, NOW))).toBe(false);
});

test('an expired or unknown link is not usable and gives nothing', async () => {
  const tokenHash = await linkFor((await invite('late@example.nl')).id);
  const late = after(NOW, 15 * MINUTE);
  expect(await db.store.transaction((tx) => tx.staff.linkUsable(tokenHash, late))).toBe(false);
  expect(await use(db.store, tokenHash, late)).toBeUndefined();
  expect(await use(db.store, 'unknown')).toBeUndefined();
});

test('a session names its person until it expires or is ended', async () => {
  const joris = await invite('session@example.nl');
  const tokenHash = randomUUID();
  await db.store.transaction(async (tx) => {
    const expiresAt = after(NOW, 12 * HOUR);
    await tx.staff.addSession({ tokenHash, staffId: joris.id, createdAt: NOW, expiresAt });
    expect(await tx.staff.ofSession(tokenHash, NOW)).toEqual(joris);
    expect(await tx.staff.ofSession(tokenHash, expiresAt)).toBeUndefined();
    await tx.staff.endSession(tokenHash);
    await tx.staff.endSession(tokenHash);
    expect(await tx.staff.ofSession(tokenHash, NOW)).toBeUndefined();
  });
});

test('whoever is no longer active has no session and no link', async () => {
  const gone = await invite('gone@example.nl');
  const tokenHash = await linkFor(gone.id);
  const session = { tokenHash, staffId: gone.id, createdAt: NOW, expiresAt: after(NOW, HOUR) };
  await db.store.transaction((tx) => tx.staff.addSession(session));
  await markRemoved(gone.id);
  await db.store.transaction(async (tx) => {
    expect(await tx.staff.linkUsable(tokenHash, NOW)).toBe(false);
    expect(await tx.staff.useLink(tokenHash, NOW)).toBeUndefined();
    expect(await tx.staff.ofSession(tokenHash, NOW)).toBeUndefined();
  });
});

test('who leaves loses sessions, unused links and being an owner for good; the row stays, for the log', async () => {
  const joris = await invite('leaves@example.nl', { owner: true });
  const tokenHash = await linkFor(joris.id);
  const session = { tokenHash, staffId: joris.id, createdAt: NOW, expiresAt: after(NOW, HOUR) };
  await db.store.transaction((tx) => tx.staff.addSession(session));
  await db.store.transaction((tx) => tx.staff.remove(joris.id, 'cli', NOW));
  const left = { ...joris, active: false, owner: false, removedAt: NOW, removedBy: 'cli' };
  await db.store.transaction(async (tx) => {
    expect(await tx.staff.all()).toContainEqual(left);
    await tx.staff.remove(joris.id, 'config', after(NOW, HOUR));
    expect(await tx.staff.byId(joris.id)).toEqual(left);
    await tx.staff.readmit(joris.id, true);
    expect(await tx.staff.byId(joris.id)).toEqual({ ...joris, owner: false, configured: true });
    expect(await tx.staff.linkUsable(tokenHash, NOW)).toBe(false);
    expect(await tx.staff.ofSession(tokenHash, NOW)).toBeUndefined();
  });
});
