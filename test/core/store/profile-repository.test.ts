import { expect, test } from 'vitest';
import type { PolicyVersionRow } from '../../../src/core/application/ports.ts';
import { parseDay } from '../../../src/core/kernel/calendar-day.ts';
import { firstProfile } from '../../../src/core/policy/first-profile.ts';
import { importPolicy } from '../../../src/core/policy/imported-policy.ts';
import { useTestStore } from '../../support/store.ts';
import { NOW } from './stored-rows.ts';

const db = useTestStore();

test('the highest version of the profile holds, and a version is saved once', async () => {
  const profile = firstProfile();
  await db.store.transaction(async (tx) => {
    expect(await tx.profiles.latest()).toBeUndefined();
    expect(await tx.profiles.add(profile, 'system', NOW)).toBe(true);
    expect(await tx.profiles.latest()).toEqual(profile);
  });
  const next = { ...profile, version: profile.version + 1 };
  const save = (store: typeof db.store, name: string) =>
    store.transaction((tx) => tx.profiles.add({ ...next, name }, 'staff:1', NOW));
  const saved = await Promise.all([save(db.store, 'Een'), save(db.other, 'Twee')]);
  expect(saved.toSorted()).toEqual([false, true]);
  const latest = await db.store.transaction((tx) => tx.profiles.latest());
  expect(latest).toEqual({ ...next, name: saved[0] ? 'Een' : 'Twee' });
});

test('a profile of another shape is refused, not half-read', async () => {
  await db.sql.query(
    `INSERT INTO "ShopProfileVersion" SELECT 99, "data" || '{"fax": "1"}', "savedAt", "savedBy"
     FROM "ShopProfileVersion" LIMIT 1`,
  );
  await expect(db.store.transaction((tx) => tx.profiles.latest())).rejects.toThrow('fax');
});

const PART = { id: 'cookies', title: 'Cookies', paragraphs: [{ text: 'Geen.', facts: ['F30'] }] };
const VERSION: PolicyVersionRow = {
  number: 1,
  origin: 'built_in',
  status: 'told',
  policyDate: aDay('2023-10-26'),
  hash: 'a'.repeat(64),
  told: { nl: [PART], en: [PART] },
  own: null,
  proposedAt: NOW,
  toldFrom: NOW,
};
const OWN = importPolicy('# Cookies\n\nWij zetten geen cookies.');

function aDay(text: string) {
  const parsed = parseDay(text);
  if (parsed === undefined) throw new Error(`no day: ${text}`);
  return parsed;
}

test('what the profile says of the policy is the version that was told last, not what a form saved', async () => {
  await db.sql.query('DELETE FROM "ShopProfileVersion" WHERE "version" = 99');
  const latest = () => db.store.transaction((tx) => tx.profiles.latest());
  const names = () => db.store.transaction((tx) => tx.versions());
  expect(await names()).toMatch(/ policy-2$/);
  await db.store.transaction((tx) => tx.policies.put(VERSION));
  expect(await latest()).toMatchObject({ policyVersion: 1, policyDate: '2023-10-26' });
  expect(await latest()).not.toHaveProperty('ownPolicy');
  expect(await names()).toMatch(/ policy-2 told-1\.aaaaaaaa$/);
  const later = { number: 2, toldFrom: new Date(NOW.getTime() + 1), policyDate: aDay('2026-12-01') };
  const imported = { ...VERSION, ...later, origin: 'imported', hash: 'b'.repeat(64), own: OWN } as const;
  await db.store.transaction(async (tx) => {
    expect((await tx.profiles.latest())?.policyVersion).toBe(1);
    await tx.policies.put(imported);
    tx.profiles.forget();
    expect((await tx.profiles.latest())?.policyVersion).toBe(2);
  });
  expect(await latest()).toMatchObject({ policyVersion: 2, policyDate: '2026-12-01', ownPolicy: OWN });
  // Another process, and a second reading of the same text.
  expect((await db.other.transaction((tx) => tx.profiles.latest()))?.ownPolicy).toEqual(OWN);
  expect((await latest())?.ownPolicy).toEqual(OWN);
});

test('a version comes back as it was kept; of a proposal only the last text is there', async () => {
  const proposed = { ...VERSION, number: 3, status: 'proposed', toldFrom: null } as const;
  await db.store.transaction(async (tx) => {
    await tx.policies.put(proposed);
    await tx.policies.put({ ...proposed, hash: 'c'.repeat(64) });
  });
  await db.store.transaction(async (tx) => {
    expect(await tx.policies.byNumber(1)).toEqual(VERSION);
    expect((await tx.policies.byNumber(3))?.hash).toBe('c'.repeat(64));
    expect(await tx.policies.byNumber(4)).toBeUndefined();
    expect((await tx.policies.summaries()).map(({ number, status }) => `${number} ${status}`)).toEqual([
      '3 proposed',
      '2 told',
      '1 told',
    ]);
    expect((await tx.policies.inForce())?.number).toBe(2);
  });
});

test.each([
  ['a told version has a moment', { ...VERSION, number: 7, toldFrom: null }, 'told_since'],
  ['what is not told has none', { ...VERSION, number: 7, status: 'proposed' }, 'told_since'],
  ['an imported text is there', { ...VERSION, number: 7, origin: 'imported' }, 'own_text'],
  ['a built-in text is no own one', { ...VERSION, number: 7, own: OWN }, 'own_text'],
] as const)('the database refuses it otherwise: %s', async (_rule, version, constraint) => {
  await expect(db.store.transaction((tx) => tx.policies.put(version))).rejects.toThrow(constraint);
});

test('a told version is not put in the place of itself', async () => {
  await expect(db.store.transaction((tx) => tx.policies.put(VERSION))).rejects.toThrow(
    'customers were told it',
  );
});
