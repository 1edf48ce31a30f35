import type { Actor } from '../approval/staff-channel.ts';
import { normaliseEmail } from '../identity/email-address.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { ShopProfile } from '../policy/shop-profile.ts';
import { type CoreSettings, profileIn } from './core-settings.ts';
import type { ProfileRefusal, SavedProfile } from './desk-api.ts';
import { keepToldPolicy } from './policy-versions.ts';
import type { Tx } from './ports.ts';
import { lastChangedDay, redateOpen } from './redate-open.ts';
import { logName, staffMember } from './staff-actor.ts';

const PHONE = /^[+\d() .-]{5,30}$/;

/**
 * Saves a new version of the shop's facts. When its closing days changed, the open requests follow at once; a job of
 * the same transaction does what a crash in between would leave undone.
 */
export async function saveProfile(
  settings: CoreSettings,
  profile: ShopProfile,
  by: Actor,
): Promise<Result<SavedProfile, ProfileRefusal>> {
  const saved = await settings.store.transaction(async (tx) => {
    const now = settings.clock.now();
    const member = await staffMember(tx, by);
    if (member === undefined || !isValid(profile)) return refuse('profile.invalid');
    if (!(await worksHere(tx, profile.deputy))) return refuse('profile.deputy_unknown');
    const { ownPolicy: own, closingDays } = await profileIn(tx);
    const until = lastChangedDay(closingDays, profile.closingDays);
    const { ownPolicy: _typed, ...typed } = profile;
    const next = { ...typed, version: profile.version + 1, ...(own === undefined ? {} : { ownPolicy: own }) };
    if (!(await tx.profiles.add(next, logName(member), now))) return refuse('profile.changed_meanwhile');
    await keepToldPolicy(tx, settings, next, logName(member), now);
    if (until !== undefined) await tx.enqueue('redate', { until });
    return ok({ next, until });
  });
  if (!saved.ok) return saved;
  const { next, until } = saved.value;
  return ok({ profile: next, moved: until === undefined ? 0 : await redateOpen(settings, until) });
}

/** The deputy's mails hold links for staff: only an invited address gets them. */
async function worksHere(tx: Tx, deputy: string): Promise<boolean> {
  return deputy === '' || (await tx.staff.byEmail(deputy))?.active === true;
}

function isValid(profile: ShopProfile): boolean {
  return (
    profile.name.trim() !== '' &&
    profile.contactPerson.trim() !== '' &&
    normaliseEmail(profile.email) !== undefined &&
    PHONE.test(profile.phone) &&
    Number.isInteger(profile.policyMailsPerHour) &&
    profile.policyMailsPerHour >= 0 &&
    profile.policyMailsPerHour <= 1_000 &&
    profile.ownAddresses.every((address) => normaliseEmail(address) !== undefined) &&
    new Set(profile.recipients.map((recipient) => recipient.id)).size === profile.recipients.length
  );
}
