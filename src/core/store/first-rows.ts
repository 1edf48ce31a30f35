import { Prisma } from './generated/client.ts';

/**
 * LIMIT as a literal. As a parameter PostgreSQL would plan for a tenth of the table, and sort all of it. For the few
 * lengths that the program itself names.
 */
export function first(rows: number): Prisma.Sql {
  if (!Number.isSafeInteger(rows) || rows < 0) throw new Error('not a number of rows');
  return Prisma.raw(`LIMIT ${rows}`);
}
