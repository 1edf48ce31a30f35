import type { KeptRecords } from './kept-records.ts';
import type { OutcomeOf } from './outcome/outcome.ts';
import type { PastCustomer } from './past-customers.ts';

type Plan = OutcomeOf<'erasure', 'planned'>['plan'];

/**
 * The plan for people past the promise, as an erasure has one (R32): what the source is known to hold. Beside the tax
 * set everything goes (law.md 6.3): a customer's contact details are one record, an order whose term is over another.
 */
export function pastPlan(source: string, people: readonly PastCustomer[]): Plan {
  const kept = new Map<KeptRecords['until'], number>();
  for (const { until, count } of people.flatMap((person) => person.kept))
    kept.set(until, (kept.get(until) ?? 0) + count);
  const stays = [...kept.values()].reduce((sum, count) => sum + count, 0);
  const goes = people.reduce((sum, { orders }) => sum + orders, 0) - stays;
  const erase = { source, treatment: 'erase', ground: null, until: null, facts: '' } as const;
  const lines: Plan = [
    { ...erase, category: 'contact_details', count: people.length },
    { ...erase, category: 'order', count: goes },
    ...[...kept]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([until, count]) => ({
        source,
        category: 'order' as const,
        count,
        treatment: 'keep' as const,
        ground: 'tax' as const,
        facts: '',
        until,
      })),
  ];
  return lines.filter(({ count }) => count > 0);
}

/** What stays of one person: the tax set of an order, each until its own last day (AWR 52(4)). */
export function pastHolds(source: string, { kept }: PastCustomer): readonly KeptRecords[] {
  return kept.map((records) => ({ source, category: 'order', ground: 'tax', ...records }));
}
