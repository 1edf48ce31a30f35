import type { Recipient } from '../policy/shop-profile.ts';
import { outlives } from './kept-records.ts';
import type { RecipientToTell, SourceResult } from './letter.ts';
import type { Outcome } from './outcome/outcome.ts';
import { recipientsToTellOf } from './outcome/plan-letter.ts';
import type { FoundRecord } from './processor.ts';
import { recipientKey } from './recipient-key.ts';

/** Whom a decision is to be told, each with the least key (AVG 19; R38). Whose role is in doubt is no processor here. */
export function recipientsToTell(
  outcome: Outcome | null,
  recipients: readonly Recipient[],
  results: readonly SourceResult[],
): readonly RecipientToTell[] {
  if (outcome === null) return [];
  const stays = (source: string, record: FoundRecord) =>
    outcome.right === 'erasure' && outcome.result === 'planned' && outlives(outcome.plan, source, record);
  return recipientsToTellOf(outcome).map((id) => {
    const known = recipients.find((one) => one.id === id);
    const key = recipientKey({ id, task: known?.task ?? 'other' }, results, stays);
    return { recipient: id, processor: known?.role === 'processor', key };
  });
}
