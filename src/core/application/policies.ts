import { amsterdamDay } from '../kernel/calendar-day.ts';
import { policyDifferences } from '../policy/policy-differences.ts';
import type { CoreSettings } from './core-settings.ts';
import type { Policies, PolicyVersionView } from './policy-api.ts';
import type { PolicyVersionSummary, Tx } from './ports.ts';

/** The versions of the policy, as anybody may read them. */
export function makePolicies({ store }: Pick<CoreSettings, 'store'>): Policies {
  const version: Policies['version'] = (number) =>
    store.transaction(async (tx) => {
      const view = (await publicVersions(tx)).find((one) => one.number === number);
      const row = view === undefined ? undefined : await tx.policies.byNumber(number);
      return view === undefined || row === undefined ? undefined : { ...view, told: row.told };
    });
  return {
    versions: () => store.transaction(publicVersions),
    version,
    differences: async (from, to) => {
      const [before, after] = [await version(from), await version(to)];
      if (before === undefined || after === undefined) return undefined;
      return {
        nl: policyDifferences(before.told.nl, after.told.nl),
        en: policyDifferences(before.told.en, after.told.en),
      };
    },
  };
}

async function publicVersions(tx: Tx): Promise<readonly PolicyVersionView[]> {
  const inForce = (await tx.policies.inForce())?.number;
  const shown = (await tx.policies.summaries())
    .filter(({ status }) => status === 'told' || status === 'approved')
    .toSorted((one, other) => beginOf(other) - beginOf(one) || other.number - one.number);
  return shown.map(({ number, policyDate, hash, toldFrom }, index) => ({
    number,
    policyDate,
    hash,
    standing: toldFrom === null ? 'coming' : number === inForce ? 'now' : 'earlier',
    toldFrom: toldFrom === null ? null : amsterdamDay(toldFrom),
    before: shown[index + 1]?.number ?? null,
  }));
}

/** What is still to come begins after all that was told. */
function beginOf({ toldFrom }: PolicyVersionSummary): number {
  return toldFrom?.getTime() ?? Number.MAX_SAFE_INTEGER;
}
