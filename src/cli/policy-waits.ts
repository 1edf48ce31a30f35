import type { OpenCore } from '../open-core.ts';
import { type Finding, found } from './finding.ts';

/** A version of the policy that waits for the owner, and a mail about one that is not finished (F31). */
export async function policyWaits({
  core,
  settings,
}: Pick<OpenCore, 'core' | 'settings'>): Promise<readonly Finding[]> {
  const { versions } = await core.publishing.overview();
  const findings: Finding[] = [];
  for (const { number, status } of versions) {
    if (status === 'proposed') findings.push(found('policy', 'warning', 'doctor:policy.waits', { number }));
    const notice = await settings.store.transaction((tx) => tx.policyNotices.lock(number));
    if (notice !== undefined && notice.status !== 'done')
      findings.push(found('policy', 'warning', `doctor:policy.notice_${notice.status}`, { number }));
  }
  return findings;
}
