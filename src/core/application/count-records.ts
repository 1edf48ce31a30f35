import type { SourceResult } from '../fulfilment/letter.ts';
import type { Category } from '../fulfilment/processor.ts';

/** Records per source and category, in the order found. */
export function countRecords(
  results: readonly Pick<SourceResult, 'source' | 'records'>[],
): readonly { readonly source: string; readonly category: Category; readonly count: number }[] {
  return results.flatMap(({ source, records }) => {
    const counts = new Map<Category, number>();
    for (const { category } of records) counts.set(category, (counts.get(category) ?? 0) + 1);
    return [...counts].map(([category, count]) => ({ source, category, count }));
  });
}
