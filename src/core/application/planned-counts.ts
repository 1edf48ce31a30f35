import type { Outcome } from '../fulfilment/outcome/outcome.ts';
import type { PlannedCount } from './decision-api.ts';

/** What an erasure does with how many records, for who approves it (R19); empty for every other decision. */
export function plannedCounts(outcome: Outcome | null): readonly PlannedCount[] {
  if (outcome?.right !== 'erasure' || outcome.result !== 'planned') return [];
  return outcome.plan.map(({ source, category, count, treatment, ground, until }) => ({
    source,
    category,
    count,
    treatment,
    ground,
    until,
  }));
}
