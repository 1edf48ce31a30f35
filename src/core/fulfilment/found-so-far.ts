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

/** Whether a search looked at anything to its end: what others do not name may still be there. */
export function hasLooked(coverage: Coverage): boolean {
  return coverage.status === 'complete' || coverage.status === 'partial';
}

/**
 * A source's answer beside the one before: `adding` for a search with more keys, which takes nothing away that was found
 * with fewer; nor does one that did not look. What a person said of a record stays as long as the record says the same.
 */
export function foundSoFar(
  before: Found | undefined,
  now: Found,
  { adding }: { readonly adding: boolean },
): Found {
  if (before === undefined) return now;
  const words = new Map(before.records.flatMap((record) => wordsOf(record)));
  const refs = new Map(before.records.map((record) => [record.ref, record]));
  const records = now.records.map((record) => {
    const same = words.get(`${recordHash(record)} ${record.ref}`) ?? words.get(recordHash(record));
    return withWord(record, same, adding ? refs.get(record.ref) : undefined);
  });
  const all = [...keptOf(before.records, now, adding), ...records];
  const { coverage } = now;
  return {
    coverage: adding && 'found' in coverage ? { ...coverage, found: all.length } : coverage,
    records: all,
  };
}

/** A row number is another row in a fresh export: by what it says the same row is known there. */
function wordsOf(record: FoundRecord): readonly (readonly [string, FoundRecord])[] {
  const hash = recordHash(record);
  return [
    [hash, record],
    [`${hash} ${record.ref}`, record],
  ];
}

function keptOf(before: readonly FoundRecord[], now: Found, adding: boolean): readonly FoundRecord[] {
  if (!adding && hasLooked(now.coverage)) return [];
  const refs = new Set(now.records.map(({ ref }) => ref));
  const said = new Set(adding ? [] : now.records.map(recordHash));
  return before.filter((record) => !refs.has(record.ref) && !said.has(recordHash(record)));
}

/** `named`: the record of the same name, whatever it said; it is left out as before, and is no more certain for it. */
function withWord(
  record: FoundRecord,
  same: FoundRecord | undefined,
  named: FoundRecord | undefined,
): FoundRecord {
  const withheld = record.withheld ?? same?.withheld ?? named?.withheld;
  const { confidence, ...rest } = record;
  const instead = same?.instead;
  const marked =
    withheld === undefined ? rest : { ...rest, withheld, ...(instead === undefined ? {} : { instead }) };
  const decided = record.withheld === undefined && same !== undefined && same.confidence === undefined;
  return confidence === undefined || decided ? marked : { ...marked, confidence };
}
