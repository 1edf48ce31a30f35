import type { Coverage } from './coverage.ts';
import type { Category, FoundRecord } from './processor.ts';

/** What one source gives: its records one by one, as often as they are asked for, because they may be too many to hold. */
export interface GivenSource {
  readonly source: string;
  readonly coverage: Coverage;
  /** `of`: at least the records of this category; others may come along. Absent: all. */
  readonly records: (of?: Category) => AsyncIterable<FoundRecord>;
}

/** One kind of data in what is given, with the fields that it has anywhere, in the order met. */
export interface GivenCategory {
  readonly category: Category;
  /** Per field the sources that hold it. */
  readonly fields: ReadonlyMap<string, ReadonlySet<string>>;
}

/** What is given, without the records themselves. */
export async function surveyOf(sources: readonly GivenSource[]): Promise<readonly GivenCategory[]> {
  const found = new Map<Category, Map<string, Set<string>>>();
  for (const { source, records } of sources)
    for await (const { category, fields } of records()) {
      const known = found.get(category) ?? new Map<string, Set<string>>();
      found.set(category, known);
      for (const { name } of fields) {
        const holders = known.get(name);
        if (holders === undefined) known.set(name, new Set([source]));
        else holders.add(source);
      }
    }
  return [...found].map(([category, fields]) => ({ category, fields }));
}
