import { ACT_NOW } from '../kernel/acts-now.ts';
import { Prisma } from './generated/client.ts';

/** What still has to be answered; for `"PrivacyRequest" r`. */
export const OPEN = Prisma.sql`r."status" IN ('received', 'awaiting_identity', 'gathering', 'awaiting_approval', 'executing')`;
/** As literals, so that the condition reads as those of the indexes do. */
const AT_ONCE = Prisma.raw(ACT_NOW.map((right) => `'${right}'`).join(', '));
/** What staff work on: proven, or from a channel that proves by itself, or a right on which they act at once (R13, R29). */
const SHOWN = Prisma.sql`(r."level" >= 1 OR r."channel" IN ('email', 'counter', 'phone')
  OR r."right" IN (${AT_ONCE}))`;
const URGENT_FIRST = Prisma.sql`ORDER BY r."raised" DESC, r."staffDue", r."createdAt"`;

/**
 * Condition and order of each list. Each has a partial index of its own (migration `reminders`), which PostgreSQL uses
 * as long as the conditions agree: a page costs the same however many requests there are.
 */
export const REQUEST_LISTS = {
  open: Prisma.sql`WHERE ${OPEN} AND ${SHOWN} ${URGENT_FIRST}`,
  unproven: Prisma.sql`WHERE ${OPEN} AND NOT ${SHOWN} ${URGENT_FIRST}`,
  closed: Prisma.sql`WHERE NOT ${OPEN} ORDER BY r."closedAt" DESC, r."createdAt" DESC`,
};
