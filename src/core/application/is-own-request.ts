import type { Tx } from './ports.ts';
import type { RequestRow } from './rows.ts';

/** Whether somebody asks for himself: of two that ask for different people each gets its own answer. */
export async function isOwnRequest(
  tx: Tx,
  { id, state: { forOther, authority } }: RequestRow,
): Promise<boolean> {
  // Staff may have found only later that it is for somebody else (law.md 8.2).
  if (forOther === true || (authority !== undefined && authority.capacity !== 'themselves')) return false;
  const events = await tx.requests.events(id);
  return events.every(({ event }) => event.type !== 'opened' || !event.thirdParty);
}
