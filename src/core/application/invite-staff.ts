import type { Actor } from '../approval/staff-channel.ts';
import { normaliseEmail } from '../identity/email-address.ts';
import { asId, type StaffId } from '../kernel/ids.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { ownerActing } from './owner-acting.ts';
import type { Tx } from './ports.ts';
import { staffView } from './sign-in.ts';
import type { StaffMember } from './staff-api.ts';
import { goesOnAs } from './staff-row.ts';

/**
 * Lets somebody work here, again if need be. The first one is the owner. Who is invited by a person stays, also when
 * the configuration no longer names them.
 */
export async function inviteStaff(
  tx: Tx,
  typed: string,
  by: Actor,
  name: string | undefined,
  now: Date,
): Promise<Result<StaffMember, 'staff.address_invalid' | 'staff.owner_only'>> {
  const email = normaliseEmail(typed);
  if (email === undefined) return refuse('staff.address_invalid');
  await tx.staff.administer();
  if ((await ownerActing(tx, by)) === undefined) return refuse('staff.owner_only');
  const known = await tx.staff.byEmail(email);
  if (known !== undefined) {
    await tx.staff.readmit(known.id, false);
    return ok(staffView(known));
  }
  const owner = (await tx.staff.all()).every((member) => !member.owner);
  const member = { email, slackUserId: null, name: name ?? nameFrom(email), owner, configured: false };
  return ok(staffView(await tx.staff.add(member, now)));
}

/** Lets somebody who left work here again, also in Slack. */
export async function readmitStaff(
  tx: Tx,
  id: string,
  by: Actor,
): Promise<Result<StaffMember, 'staff.unknown' | 'staff.owner_only'>> {
  await tx.staff.administer();
  if ((await ownerActing(tx, by)) === undefined) return refuse('staff.owner_only');
  const member = await tx.staff.byId(asId<StaffId>(id));
  if (member === undefined || member.active || goesOnAs(member)) return refuse('staff.unknown');
  await tx.staff.readmit(member.id, false);
  return ok(staffView(member));
}

/** `sanne.de-vries@…` → "Sanne de vries": a first name for the log until the person writes a better one. */
export function nameFrom(email: string): string {
  const local = (email.split('@', 1)[0] ?? '').replace(/[._+-]+/g, ' ').trim();
  return local.charAt(0).toUpperCase() + local.slice(1);
}
