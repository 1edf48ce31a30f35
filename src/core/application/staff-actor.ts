import type { Actor } from '../approval/staff-channel.ts';
import { asId, type StaffId } from '../kernel/ids.ts';
import type { Tx } from './ports.ts';
import type { StaffRow } from './rows.ts';

/**
 * The member of staff behind an actor; undefined when the desk session's person no longer works here. Somebody who
 * acts in Slack for the first time becomes known by name then; that they may decide is checked in the adapter (R26).
 */
export async function staffMember(tx: Tx, actor: Actor, now: Date): Promise<StaffRow | undefined> {
  if (actor.via === 'slack') return tx.staff.forSlack(actor.userId, actor.name, now);
  if (actor.via === 'cli') return undefined;
  const member = await tx.staff.byId(asId<StaffId>(actor.staffId));
  return member?.active === true ? member : undefined;
}

/** How an actor is written in the log: an id, never a name. */
export function logName(member: StaffRow): string {
  return `staff:${member.id}`;
}

/** Names for `staff:<id>`, `customer`, `system`, as staff read them. */
export async function staffNames(tx: Tx): Promise<(by: string) => string> {
  const names = new Map((await tx.staff.all()).map((member) => [logName(member), member.name]));
  return (by) => names.get(by) ?? by;
}
