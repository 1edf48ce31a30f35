import { createHash } from 'node:crypto';
import { PrismaPg } from '@prisma/adapter-pg';
import { type Prisma, PrismaClient } from './generated/client.ts';

/** One transaction of the database, as the repositories use it. */
export type Database = Prisma.TransactionClient;

/**
 * A pool of connections. Their time zone is UTC: the adapter writes and reads instants without one. Statements are
 * prepared once per connection.
 */
export function connectPrisma(connectionString: string, connections: number): PrismaClient {
  const pool = {
    connectionString,
    max: connections,
    application_name: 'privacybalie store',
    options: '-c TimeZone=UTC',
  };
  const adapter = new PrismaPg(pool, {
    statementNameGenerator: ({ sql }) => createHash('sha1').update(sql).digest('base64'),
    onPoolError: () => undefined,
  });
  return new PrismaClient({ adapter });
}
