import { isUndecided } from './found-so-far.ts';
import type { FoundRecord } from './processor.ts';
import { type MetKey, normalKey, type SearchKey } from './search-keys.ts';

/**
 * What a person may search by as well, in the order in which systems were: not what only stands in records of somebody else,
 * or in those of which nobody said yet whose they are (R11). What staff confirmed is the customer's.
 */
export function keysByHand(
  keys: readonly SearchKey[],
  records: readonly FoundRecord[],
): readonly SearchKey[] {
  const theirs = valuesIn(records.filter((record) => !isDoubtful(record)));
  const doubtful = valuesIn(records.filter(isDoubtful));
  return keys.filter((key) => {
    if (key.place === null) return false;
    return key.from === 'confirmed' || !doubtful(key) || theirs(key);
  });
}

function isDoubtful(record: FoundRecord): boolean {
  return isUndecided(record) || record.withheld === 'other_person';
}

/** Whether a value stands in one of these records, read once for each kind. */
function valuesIn(records: readonly FoundRecord[]): (key: MetKey) => boolean {
  const known = new Map<MetKey['kind'], ReadonlySet<string>>();
  return (key) => {
    const { kind } = key;
    const values =
      known.get(kind) ??
      new Set(records.flatMap(({ fields }) => fields.map(({ value }) => normalKey({ kind, value }))));
    known.set(kind, values);
    return values.has(normalKey(key));
  };
}
