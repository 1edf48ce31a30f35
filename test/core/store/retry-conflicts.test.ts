import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectPrisma } from '../../../src/core/store/database.ts';
import { Prisma, type PrismaClient } from '../../../src/core/store/generated/client.ts';
import { retryConflicts } from '../../../src/core/store/retry-conflicts.ts';
import { useTestDatabase } from '../../support/database.ts';

const database = useTestDatabase();
let prisma: PrismaClient;
beforeAll(() => {
  prisma = connectPrisma(database.connectionString, 2);
});
afterAll(() => prisma.$disconnect());

/** PostgreSQL itself fails the transaction this way, the first `times` times. */
async function failing(
  code: string,
  times: number,
): Promise<{ readonly runs: number; readonly heard: number; readonly failed: boolean }> {
  let runs = 0;
  let heard = 0;
  const run = () =>
    prisma.$transaction(async (db) => {
      runs += 1;
      if (runs <= times)
        await db.$executeRaw(
          Prisma.raw(`DO $$ BEGIN RAISE EXCEPTION 'no' USING ERRCODE = '${code}'; END $$`),
        );
    });
  const failed = await retryConflicts(run, () => {
    heard += 1;
  }).then(
    () => false,
    () => true,
  );
  return { runs, heard, failed };
}

test.each(['40001', '40P01'])('a transaction that PostgreSQL gave up with %s runs again', async (code) => {
  expect(await failing(code, 1)).toEqual({ runs: 2, heard: 1, failed: false });
  expect(await failing(code, 3)).toEqual({ runs: 4, heard: 3, failed: false });
});

test('a conflict that does not go away rejects after three more runs', async () => {
  expect(await failing('40001', 9)).toEqual({ runs: 4, heard: 4, failed: true });
});

test.each(['23505', '23514', '57014', 'P0001'])('any other failure (%s) rejects at once', async (code) => {
  expect(await failing(code, 1)).toEqual({ runs: 1, heard: 0, failed: true });
});
