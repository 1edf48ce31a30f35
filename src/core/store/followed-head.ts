import type { LoggedEvent } from '../application/rows.ts';
import { Prisma } from './generated/client.ts';
import type { HeadMacs } from './head-macs.ts';

/**
 * The head that the first of these entries follows, if the desk wrote it: a log that was tampered with keeps the head it
 * had, so that going on does not cover it.
 */
export function followedHead(
  macs: HeadMacs,
  requestId: string,
  number: string,
  events: readonly Pick<LoggedEvent, 'sequence' | 'previousHash'>[],
): Prisma.Sql {
  const { sequence, previousHash: hash } = events[0] ?? { sequence: 1, previousHash: '' };
  const genuine = macs.everyOfHead({ requestId, number, sequence: sequence - 1, hash });
  return Prisma.sql`"requestId" = ${requestId}::uuid AND "hash" = ${hash} AND "mac" = ANY (${genuine})`;
}
