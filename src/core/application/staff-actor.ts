import type { Actor } from '../approval/staff-channel.ts';
import { asId, type StaffId } from '../kernel/ids.ts';
import type { Tx } from './ports.ts';
import type { StaffRow } from './rows.ts';

/**
 * The member of staff behind an actor; undefined when that person does not work here (any more), whatever the adapter
 * checked (R26). A removal at the same moment waits until this transaction has ended.
 */
export async function staffMember(tx: Tx, actor: Actor): Promise<StaffRow | undefined> {
  if (actor.via === 'cli') return undefined;
  if (actor.via === 'desk') return tx.staff.acting(asId<StaffId>(actor.staffId));
  if (actor.email !== undefined) {
    const pair = await tx.staff.twoOfOne(actor.userId, actor.email);
    if (pair !== undefined) await linkStaff(tx, pair);
  }
  return tx.staff.actingInSlack(actor.userId, actor.name, actor.email);
}

/** One row per person (R19): the Slack user acts as the member of the desk from now on, and keeps what was assigned. */
export async function linkStaff(
  tx: Tx,
  { slack, desk }: { readonly slack: StaffId; readonly desk: StaffId },
): Promise<void> {
  await tx.staff.administer();
  await tx.staff.link(slack, desk);
  await tx.enqueue('release-requests', { staffId: slack });
}

/** How the log names whoever works at the command line: a person of the shop, with its machine. */
export const CLI = 'cli';

/** How an actor is written in the log: an id, never a name. */
export function logName(member: StaffRow): string {
  return `staff:${member.id}`;
}

/** The id of who is meant with `staff:<id>`. */
export function idOf(by: string): string {
  return by.replace(/^staff:/, '');
}

/** Names for `staff:<id>`, `customer`, `system`, as staff read them: also of who has left. */
export async function staffNames(tx: Tx): Promise<(by: string) => string> {
  const names = new Map((await tx.staff.all()).map((member) => [logName(member), member.name]));
  return (by) => names.get(by) ?? by;
}
