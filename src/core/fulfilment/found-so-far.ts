import type { Coverage } from './coverage.ts';
import type { FoundRecord } from './processor.ts';
import { recordHash } from './record-hash.ts';

interface Found {
  readonly coverage: Coverage;
  readonly records: readonly FoundRecord[];
}

/** Whether a person still has to say whose this record is: until then it neither leaves nor is changed (R11). */
export function isUndecided({ confidence, withheld }: FoundRecord): boolean {
  return confidence === 'possible' && withheld === undefined;
}

/**
 * A source's answer beside the one before: `adding` for a search with more keys, which takes nothing away that was found
 * with fewer. What a person said of a record stays as long as the record is the same.
 */
export function foundSoFar(
  before: Found | undefined,
  now: Found,
  { adding }: { readonly adding: boolean },
): Found {
  if (before === undefined) return now;
  const known = new Map(before.records.map((record) => [record.ref, record]));
  const refs = new Set(now.records.map(({ ref }) => ref));
  const kept = adding ? before.records.filter(({ ref }) => !refs.has(ref)) : [];
  const records = [...kept, ...now.records.map((record) => withWord(known.get(record.ref), record, adding))];
  const { coverage } = now;
  return {
    coverage: adding && 'found' in coverage ? { ...coverage, found: records.length } : coverage,
    records,
  };
}

function withWord(before: FoundRecord | undefined, record: FoundRecord, adding: boolean): FoundRecord {
  if (before === undefined || record.withheld !== undefined) return record;
  // A row number may be another row in a fresh export: there only the same words are the same record.
  if (!adding && recordHash(before) !== recordHash(record)) return record;
  const { confidence, ...rest } = record;
  const marked = before.withheld === undefined ? rest : { ...rest, withheld: before.withheld };
  return confidence === undefined || before.confidence === undefined ? marked : { ...marked, confidence };
}
