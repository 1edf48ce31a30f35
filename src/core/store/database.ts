import { PrismaPg } from '@prisma/adapter-pg';
import { sha256 } from '../kernel/digest.ts';
import { type Prisma, PrismaClient } from './generated/client.ts';

/** One transaction of the database, as the repositories use it. */
export type Database = Prisma.TransactionClient;

/** PostgreSQL cuts longer names of statements. */
const NAME_LENGTH = 63;

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
    statementNameGenerator: ({ sql }) => statementName(sql),
    onPoolError: () => undefined,
  });
  // otherwise the stack is walked before every query, for an excerpt of our source that no log should hold
  return new PrismaClient({ adapter, errorFormat: 'minimal' });
}

/** The texts of statements are few: values never stand in them. */
const names = new Map<string, string>();

function statementName(sql: string): string {
  const known = names.get(sql);
  if (known !== undefined) return known;
  const name = sha256(sql).slice(0, NAME_LENGTH);
  names.set(sql, name);
  return name;
}
