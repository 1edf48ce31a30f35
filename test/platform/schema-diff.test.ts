import { expect, test } from 'vitest';
import { schemaDiff } from '../../prisma/schema-diff.ts';
import { createTestDatabase, useTestDatabase } from '../support/database.ts';

const database = useTestDatabase();

test('the migrations make what schema.prisma describes: nothing is left to write', async () => {
  expect(await schemaDiff(database.connectionString)).toBe('');
});

test('what an empty database lacks is the whole schema', async () => {
  const empty = await createTestDatabase({ empty: true });
  expect(await schemaDiff(empty.connectionString)).toContain('CREATE TABLE "PrivacyRequest"');
  await empty.drop();
});
