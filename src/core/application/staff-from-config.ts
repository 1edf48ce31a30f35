import { normaliseEmail } from '../identity/email-address.ts';
import type { CoreSettings } from './core-settings.ts';
import { nameFrom } from './invite-staff.ts';
import type { Tx } from './ports.ts';
import type { StaffRow } from './rows.ts';

export interface NamedStaff {
  /** STAFF_EMAILS: the first one is an owner. */
  readonly emails: readonly string[];
  /** SLACK_APPROVERS. */
  readonly slackUserIds: readonly string[];
  /** False as long as a group that is named there has not been read: nobody known by Slack alone leaves then. */
  readonly slackComplete?: boolean;
}

/** What a person should know of the start; counts only, for a log. */
export interface StaffFromConfig {
  /** Named, but a person removed them: they stay removed. */
  readonly stayRemoved: number;
  /** Not named any more, but the only owner. */
  readonly lastOwnerKept: boolean;
}

/**
 * Makes the configuration come true at the start. Who is named works here, unless a person removed them. Who is no
 * longer named and was never invited by a person leaves, except the last owner.
 */
export function staffFromConfig(
  { store, clock }: CoreSettings,
  { emails, slackUserIds, slackComplete = true }: NamedStaff,
): Promise<StaffFromConfig> {
  const now = clock.now();
  const addresses = emails.flatMap((email) => normaliseEmail(email) ?? []);
  const isNamed = ({ email, slackUserId }: StaffRow): boolean =>
    (email !== null && addresses.includes(email)) ||
    (slackUserId !== null && slackUserIds.includes(slackUserId));

  // Whose address is out of the settings leaves the desk, also when they stay named in Slack: there they go on alone.
  const mayStay = (member: StaffRow): boolean =>
    member.email === null ? isNamed(member) : addresses.includes(member.email);

  const isUndecided = ({ email, slackUserId }: StaffRow): boolean =>
    !slackComplete && email === null && slackUserId !== null;

  return store.transaction(async (tx) => {
    await tx.staff.administer();
    await admitNamed(tx, addresses, slackUserIds, now);
    await nameOwner(tx, addresses);
    const all = await tx.staff.all();
    const stayRemoved = all.filter((member) => !member.active && isNamed(member)).length;
    const unnamed = all.filter(
      (member) => member.active && member.configured && !mayStay(member) && !isUndecided(member),
    );
    const otherOwner = all.some((member) => member.owner && !unnamed.includes(member));
    const kept = otherOwner ? undefined : unnamed.find((member) => member.owner);
    for (const member of unnamed) {
      if (member === kept) continue;
      await tx.staff.remove(member.id, 'config', now);
      await tx.enqueue('release-requests', { staffId: member.id });
    }
    // Who lost the desk but not Slack goes on there alone.
    await admitNamed(tx, [], slackUserIds, now);
    return { stayRemoved, lastOwnerKept: kept !== undefined };
  });
}

async function admitNamed(
  tx: Tx,
  addresses: readonly string[],
  slackUserIds: readonly string[],
  now: Date,
): Promise<void> {
  const known = await tx.staff.all();
  const fresh = { owner: false, configured: true } as const;
  for (const email of new Set(addresses)) {
    const member = known.find((one) => one.email === email);
    if (member === undefined)
      await tx.staff.add({ ...fresh, email, slackUserId: null, name: nameFrom(email) }, now);
    else if (member.removedBy === 'config') await tx.staff.readmit(member.id, true);
  }
  for (const slackUserId of new Set(slackUserIds)) {
    const member = known.find((one) => one.slackUserId === slackUserId);
    // Slack tells the name at the first click.
    if (member === undefined)
      await tx.staff.add({ ...fresh, email: null, slackUserId, name: slackUserId }, now);
    else if (member.removedBy === 'config') await tx.staff.readmit(member.id, true);
  }
}

/** The first of STAFF_EMAILS; when a person removed that one, another only if nobody else is an owner. */
async function nameOwner(tx: Tx, addresses: readonly string[]): Promise<void> {
  const active = (await tx.staff.all()).filter((member) => member.active);
  const named = addresses.flatMap((email) => active.find((member) => member.email === email) ?? []);
  const first = named.find((member) => member.email === addresses[0]);
  const owner = first ?? (active.some((member) => member.owner) ? undefined : named[0]);
  if (owner !== undefined && !owner.owner) await tx.staff.makeOwner(owner.id);
}
