import type { Actor } from '../approval/staff-channel.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { ownerActing } from './owner-acting.ts';
import type { Tx } from './ports.ts';

/**
 * Somebody no longer works here, from this transaction on: no session, no sign-in link, no decision, no alarm. Tasks
 * belong to the desk, not to a person, so none is left behind; assigned requests are released by a job. One owner always stays: somebody has to get the alarms
 * and let people in.
 */
export async function removeStaff(
  tx: Tx,
  ids: readonly string[],
  by: Actor,
  now: Date,
): Promise<Result<null, 'staff.unknown' | 'staff.owner_only' | 'staff.last_owner'>> {
  await tx.staff.administer();
  const owner = await ownerActing(tx, by);
  if (owner === undefined) return refuse('staff.owner_only');
  const active = (await tx.staff.all()).filter((member) => member.active);
  const leaving = active.filter(({ id }) => ids.includes(id));
  if (leaving.length === 0 || leaving.length !== new Set(ids).size) return refuse('staff.unknown');
  const staying = active.filter((member) => !leaving.includes(member));
  if (leaving.some((member) => member.owner) && !staying.some((member) => member.owner))
    return refuse('staff.last_owner');
  for (const { id } of leaving) {
    await tx.staff.remove(id, owner, now);
    await tx.enqueue('release-requests', { staffId: id });
  }
  return ok(null);
}
