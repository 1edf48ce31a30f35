import { expect, test } from 'vitest';
import { firstProfile } from '../../../src/core/policy/first-profile.ts';
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
