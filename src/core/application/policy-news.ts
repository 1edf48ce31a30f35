import type { ReplyLanguage } from '../kernel/language.ts';
import { policyDifferences } from '../policy/policy-differences.ts';
import { type PolicyNews, summariseChanges } from '../policy/summarise-changes.ts';
import type { PolicyVersionRow, Tx } from './ports.ts';
import { versionBefore } from './publishing.ts';

/** What a mail says of a version: the approved text beside the one before it, nothing else. */
export async function policyNews(
  tx: Tx,
  version: PolicyVersionRow,
  language: ReplyLanguage,
): Promise<PolicyNews> {
  const before = await versionBefore(tx, version);
  const changes = policyDifferences(before?.told[language] ?? [], version.told[language]);
  return {
    number: version.number,
    from: before?.number ?? null,
    day: version.policyDate,
    ...summariseChanges(changes),
  };
}
