import { amsterdamDay, type CalendarDay } from '../kernel/calendar-day.ts';
import type { ImportedPolicy } from '../policy/imported-policy.ts';
import { hashOfPolicy } from '../policy/policy-version.ts';
import type { ShopProfile } from '../policy/shop-profile.ts';
import { type CoreSettings, profileIn } from './core-settings.ts';
import { logPolicy } from './log-policy.ts';
import type { PolicyVersionRow, Tx } from './ports.ts';

type Settings = Pick<CoreSettings, 'policyDocument'>;

/**
 * Keeps what customers are told as a version of its own when it differs from the one before: a program with other
 * words, a profile with another contact person or policy date. It is told already: nobody approves it here.
 */
export async function keepToldPolicy(
  tx: Tx,
  { policyDocument }: Settings,
  profile: ShopProfile,
  by: string,
  now: Date,
): Promise<void> {
  await tx.policies.lock();
  const told = policyDocument(profile);
  const hash = hashOfPolicy(told);
  const before = await tx.policies.inForce();
  if (before?.hash === hash && before.policyDate === profile.policyDate) return;
  const own = profile.ownPolicy ?? null;
  const number = await nextNumber(tx);
  const origin = own === null ? 'built_in' : 'imported';
  const { policyDate } = profile;
  const version = { number, origin, policyDate, hash, told, own, proposedAt: now } as const;
  await tell(tx, { ...version, status: 'told', toldFrom: now }, by, now);
}

/**
 * Takes up the shop's own text where it is new. The first one is told at once: the shop has it published already, and
 * what was told until then was the text of another shop. After that a change waits for `policy publish`.
 */
export async function takeUpOwnPolicy(
  tx: Tx,
  { policyDocument }: Settings,
  own: ImportedPolicy,
  now: Date,
): Promise<'told' | 'proposed' | 'known'> {
  await tx.policies.lock();
  const profile = await profileIn(tx);
  const told = policyDocument({ ...profile, ownPolicy: own });
  const hash = hashOfPolicy(told);
  const versions = await tx.policies.summaries();
  const inForce = await tx.policies.inForce();
  const known = versions.some(
    (one) => one.hash === hash && (one.status !== 'told' || one.number === inForce?.number),
  );
  if (known) return 'known';
  const { policyDate } = profile;
  const version = { origin: 'imported', policyDate, hash, told, own, proposedAt: now } as const;
  if (!versions.some(({ origin, status }) => origin === 'imported' && status === 'told')) {
    const number = await nextNumber(tx);
    await tell(tx, { ...version, number, status: 'told', toldFrom: now }, 'system', now);
    return 'told';
  }
  // In the place of what was proposed before and of what was taken back: numbers follow each other.
  const open = versions.find(({ status }) => status === 'proposed' || status === 'withdrawn');
  const number = open?.number ?? (await nextNumber(tx));
  await tx.policies.put({ ...version, number, status: 'proposed', toldFrom: null });
  await logPolicy(tx, number, { type: 'proposed', hash }, 'system', now);
  return 'proposed';
}

/** Versions that were approved begin on their day; answers how many did. */
export async function tellApprovedPolicies(tx: Tx, now: Date): Promise<number> {
  await tx.policies.lock();
  const today = amsterdamDay(now);
  const due = (await tx.policies.summaries())
    .filter(({ status, policyDate }) => status === 'approved' && policyDate <= today)
    .toSorted((one, other) => one.number - other.number);
  for (const { number } of due) {
    const version = await tx.policies.byNumber(number);
    if (version !== undefined) await tell(tx, { ...version, status: 'told', toldFrom: now }, 'system', now);
  }
  return due.length;
}

/** Customers are told it from here on. */
async function tell(tx: Tx, version: PolicyVersionRow, by: string, now: Date): Promise<void> {
  await tx.policies.put(version);
  tx.profiles.forget();
  const day: CalendarDay = version.policyDate;
  await logPolicy(tx, version.number, { type: 'told', hash: version.hash, day }, by, now);
}

async function nextNumber(tx: Tx): Promise<number> {
  return ((await tx.policies.summaries())[0]?.number ?? 0) + 1;
}

/** All of it, in the order in which it counts: at a start, and every minute of a running desk. */
export async function followPolicy(
  settings: Pick<CoreSettings, 'store' | 'clock' | 'policyDocument' | 'readOwnPolicy'>,
): Promise<void> {
  const own = await settings.readOwnPolicy();
  const now = settings.clock.now();
  await settings.store.transaction(async (tx) => {
    const profile = await tx.profiles.latest();
    if (profile === undefined) return;
    await keepToldPolicy(tx, settings, profile, 'system', now);
    await tellApprovedPolicies(tx, now);
    if (own !== undefined) await takeUpOwnPolicy(tx, settings, own, now);
  });
}
