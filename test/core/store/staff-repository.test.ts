import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { StaffRow } from '../../../src/core/application/rows.ts';
import { after, HOUR, MINUTE } from '../../../src/core/kernel/clock.ts';
import { newId, type StaffId } from '../../../src/core/kernel/ids.ts';
import { useTestStore } from '../../support/store.ts';
import { NOW } from './stored-rows.ts';

const db = useTestStore();

function invite(email: string, owner = false): Promise<StaffRow> {
  return db.store.transaction((tx) => tx.staff.add(email, 'Joris', owner, NOW));
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

test('whoever is invited is found by address, however it is written, and invited once', async () => {
  const joris = await invite('Joris@Example.nl', true);
  expect(joris).toEqual({
    id: expect.any(String),
    email: 'joris@example.nl',
    slackUserId: null,
    name: 'Joris',
    owner: true,
    active: true,
  });
  expect(await invite('joris@example.nl')).toEqual(joris);
  await db.store.transaction(async (tx) => {
    expect(await tx.staff.byEmail('JORIS@example.nl')).toEqual(joris);
    expect(await tx.staff.byId(joris.id)).toEqual(joris);
    expect(await tx.staff.all()).toContainEqual(joris);
    expect(await tx.staff.byEmail('nobody@example.nl')).toBeUndefined();
    expect(await tx.staff.byId(newId<StaffId>())).toBeUndefined();
  });
});

test('a Slack user is one member of staff from the first click on, under the name of today', async () => {
  const click = (store: typeof db.store, name: string) =>
    store.transaction((tx) => tx.staff.forSlack('U1', name, NOW));
  const [one, two] = await Promise.all([click(db.store, 'Mina'), click(db.other, 'Mina')]);
  expect(two.id).toBe(one.id);
  expect(await click(db.store, 'Mina de Boer')).toEqual({ ...one, name: 'Mina de Boer' });
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

test('whoever is no longer active has no session and no link, until invited again', async () => {
  const gone = await invite('gone@example.nl');
  const tokenHash = await linkFor(gone.id);
  const session = { tokenHash, staffId: gone.id, createdAt: NOW, expiresAt: after(NOW, HOUR) };
  await db.store.transaction((tx) => tx.staff.addSession(session));
  await db.sql.query('UPDATE "StaffMember" SET "active" = false WHERE "id" = $1', [gone.id]);
  await db.store.transaction(async (tx) => {
    expect(await tx.staff.linkUsable(tokenHash, NOW)).toBe(false);
    expect(await tx.staff.useLink(tokenHash, NOW)).toBeUndefined();
    expect(await tx.staff.ofSession(tokenHash, NOW)).toBeUndefined();
  });
  expect(await invite('gone@example.nl')).toEqual(gone);
});
