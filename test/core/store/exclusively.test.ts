import { expect, test } from 'vitest';
import { useTestStore } from '../../support/store.ts';

const db = useTestStore();

test('what one process does under a name no other does at the same time; under another name it may', async () => {
  const [began, ended] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const first = db.store.exclusively('card 1', async () => {
    began.resolve();
    await ended.promise;
    return 'first';
  });
  await began.promise;
  expect(await db.other.exclusively('card 1', async () => 'second')).toBeUndefined();
  expect(await db.store.exclusively('card 1', async () => 'again')).toBeUndefined();
  expect(await db.other.exclusively('card 2', async () => 'other')).toBe('other');
  ended.resolve();
  expect(await first).toBe('first');
  expect(await db.other.exclusively('card 1', async () => 'second')).toBe('second');
});

test('work that fails rejects with its error and leaves the name free', async () => {
  const bug = new Error('a bug');
  await expect(db.store.exclusively('card 3', () => Promise.reject(bug))).rejects.toBe(bug);
  expect(await db.other.exclusively('card 3', async () => 'next')).toBe('next');
});

test('a process that dies leaves the name free at once', async () => {
  const [began, ended] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const dying = db.store.exclusively('card 4', async () => {
    began.resolve();
    await ended.promise;
  });
  await began.promise;
  await db.sql.query(
    `SELECT pg_terminate_backend(l."pid", 5000) FROM pg_locks l WHERE l."locktype" = 'advisory' AND l."granted"
      AND l."pid" <> pg_backend_pid() AND l."database" = (SELECT oid FROM pg_database WHERE datname = current_database())`,
  );
  expect(await db.other.exclusively('card 4', async () => 'next')).toBe('next');
  ended.resolve();
  await expect(dying).rejects.toThrow();
});
