import type { Actor } from '../approval/staff-channel.ts';
import { amsterdamDay, parseDay } from '../kernel/calendar-day.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { policyDifferences } from '../policy/policy-differences.ts';
import { type CoreSettings, profileIn } from './core-settings.ts';
import { isWholePolicyLog, logPolicy } from './log-policy.ts';
import { tellApprovedPolicies } from './policy-versions.ts';
import type { PolicyVersionRow, Tx } from './ports.ts';
import type { PolicyPreview, Publishing, PublishingRefusal } from './publishing-api.ts';
import { logName, staffMember, staffNames } from './staff-actor.ts';

export interface Publisher {
  readonly tx: Tx;
  readonly version: PolicyVersionRow;
  readonly by: string;
  readonly email: string | null;
  readonly now: Date;
}

/** Runs what the owner decides about one version, one after the other. */
export function publisherOf({ store, clock }: Pick<CoreSettings, 'store' | 'clock'>) {
  return <Value>(
    number: number,
    actor: Actor,
    work: (publisher: Publisher) => Promise<Result<Value, PublishingRefusal>>,
  ): Promise<Result<Value, PublishingRefusal>> =>
    store.transaction(async (tx) => {
      const member = await staffMember(tx, actor);
      if (member?.owner !== true) return refuse('policy.owner_only');
      await tx.policies.lock();
      const version = await tx.policies.byNumber(number);
      if (version === undefined) return refuse('policy.unknown');
      return work({ tx, version, by: logName(member), email: member.email, now: clock.now() });
    });
}

/** The version that customers read before this one. */
export async function versionBefore(
  tx: Tx,
  version: PolicyVersionRow,
): Promise<PolicyVersionRow | undefined> {
  const before = (await tx.policies.summaries())
    .filter(({ toldFrom, number }) => toldFrom !== null && number !== version.number)
    .filter(({ toldFrom }) => version.toldFrom === null || (toldFrom ?? 0) <= version.toldFrom)
    .toSorted((one, other) => Number(other.toldFrom) - Number(one.toldFrom) || other.number - one.number)[0];
  return before === undefined ? undefined : tx.policies.byNumber(before.number);
}

type Deciding = Pick<Publishing, 'overview' | 'preview' | 'approve' | 'withdraw'>;

/** A version is seen and approved by a named owner (R19), and told from its day on. */
export function makePublishing(settings: CoreSettings): Deciding {
  const { store, clock } = settings;
  const publishing = publisherOf(settings);
  return {
    overview: () =>
      store.transaction(async (tx) => ({
        versions: await tx.policies.summaries(),
        inForce: (await tx.policies.inForce())?.number ?? null,
        logWhole: isWholePolicyLog(await tx.policies.steps()),
      })),

    preview: (number, actor) =>
      store.transaction(async (tx): Promise<PolicyPreview | undefined> => {
        const version = await tx.policies.byNumber(number);
        const member = await staffMember(tx, actor);
        if (version === undefined || (member === undefined && actor.via !== 'cli')) return undefined;
        if (member !== undefined && version.status === 'proposed') {
          await tx.policies.lock();
          const by = logName(member);
          if (!(await hasSeen(tx, version, by)))
            await logPolicy(tx, number, { type: 'previewed', hash: version.hash }, by, clock.now());
        }
        const before = await versionBefore(tx, version);
        const { told, own: _own, ...summary } = version;
        const notice = await tx.policyNotices.lock(number);
        const nameOf = await staffNames(tx);
        return {
          ...summary,
          from: before?.number ?? null,
          changes: {
            nl: policyDifferences(before?.told.nl ?? [], told.nl),
            en: policyDifferences(before?.told.en ?? [], told.en),
          },
          notice: notice === undefined ? null : { ...notice, counts: await tx.policyNotices.counts(number) },
          perHour: (await profileIn(tx)).policyMailsPerHour,
          mayDecide: member?.owner === true,
          log: (await tx.policies.steps(number)).map(({ at, by, event }) => ({
            at,
            by: nameOf(by),
            type: event.type,
          })),
        };
      }),

    approve: (number, hash, typed, actor) =>
      publishing(number, actor, async ({ tx, version, by, now }) => {
        if (version.status !== 'proposed') return refuse('policy.wrong_state');
        if (version.hash !== hash) return refuse('policy.changed_meanwhile');
        if (!(await hasSeen(tx, version, by))) return refuse('policy.not_previewed');
        const day = parseDay(typed);
        if (day === undefined || day < amsterdamDay(now)) return refuse('policy.day_wrong');
        await tx.policies.put({ ...version, status: 'approved', policyDate: day });
        await logPolicy(tx, number, { type: 'approved', hash, day }, by, now);
        await tellApprovedPolicies(tx, now);
        return ok(null);
      }),

    withdraw: (number, actor) =>
      publishing(number, actor, async ({ tx, version, by, now }) => {
        if (version.status !== 'proposed' && version.status !== 'approved')
          return refuse('policy.wrong_state');
        const notice = await tx.policyNotices.lock(number);
        if (notice !== undefined && notice.status !== 'listed') return refuse('policy_notice.begun');
        await tx.policies.put({ ...version, status: 'withdrawn' });
        await logPolicy(tx, number, { type: 'withdrawn' }, by, now);
        return ok(null);
      }),
  };
}

async function hasSeen(tx: Tx, { number, hash }: PolicyVersionRow, by: string): Promise<boolean> {
  return (await tx.policies.steps(number)).some(
    (step) => step.by === by && step.event.type === 'previewed' && step.event.hash === hash,
  );
}
