import type { Actor } from '../approval/staff-channel.ts';
import { asId, type StaffId } from '../kernel/ids.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { ownerActing } from './owner-acting.ts';
import type { Tx } from './ports.ts';
import { staffView } from './sign-in.ts';
import type { StaffMember } from './staff-api.ts';

/** One owner more, for instance before the present one leaves. */
export async function makeOwner(
  tx: Tx,
  id: string,
  by: Actor,
): Promise<Result<StaffMember, 'staff.unknown' | 'staff.owner_only' | 'staff.no_address'>> {
  await tx.staff.administer();
  if ((await ownerActing(tx, by)) === undefined) return refuse('staff.owner_only');
  const member = await tx.staff.byId(asId<StaffId>(id));
  if (member === undefined || !member.active) return refuse('staff.unknown');
  if (member.email === null) return refuse('staff.no_address');
  await tx.staff.makeOwner(member.id);
  return ok(staffView({ ...member, owner: true }));
}
