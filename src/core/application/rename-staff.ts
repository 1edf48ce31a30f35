import type { Actor } from '../approval/staff-channel.ts';
import { asId, type StaffId } from '../kernel/ids.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { Tx } from './ports.ts';
import { staffView } from './sign-in.ts';
import { staffMember } from './staff-actor.ts';
import type { StaffMember } from './staff-api.ts';

const NAME = /^[^\p{C}]{1,80}$/u;

/**
 * The name under which somebody answers customers and decides, from now on also in the log, which holds ids only.
 * The owner names everybody, and everybody themselves.
 */
export async function renameStaff(
  tx: Tx,
  id: string,
  typed: string,
  by: Actor,
): Promise<Result<StaffMember, 'staff.unknown' | 'staff.name_invalid'>> {
  const name = typed.trim();
  if (!NAME.test(name)) return refuse('staff.name_invalid');
  await tx.staff.administer();
  const who = await staffMember(tx, by);
  const member = await tx.staff.byId(asId<StaffId>(id));
  const allowed = by.via === 'cli' || (who !== undefined && (who.owner || who.id === member?.id));
  if (member === undefined || !member.active || !allowed) return refuse('staff.unknown');
  await tx.staff.rename(member.id, name);
  return ok(staffView({ ...member, name }));
}
