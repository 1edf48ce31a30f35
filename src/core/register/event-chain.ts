import { canonicalJson, sha256 } from '../kernel/digest.ts';

/** The head of a chain without entries. */
export const CHAIN_START = '0'.repeat(64);

/** One row of the log of a request, as it is hashed: without personal data by type (core/request/request-events.ts). */
export interface ChainedEntry {
  readonly requestId: string;
  readonly sequence: number;
  readonly at: Date;
  readonly by: string;
  readonly event: object;
}

/** The hash of an entry over everything in it and the hash before it. */
export function chainHash(previousHash: string, entry: ChainedEntry): string {
  const { requestId, sequence, at, by, event } = entry;
  return sha256(
    `${previousHash}\n${canonicalJson({ requestId, sequence, at: at.toISOString(), by, event })}`,
  );
}

/** Where a chain begins when nothing of it was removed. */
export const AT_OPENING = { sequence: 1, previousHash: CHAIN_START };

/** The first sequence that does not follow from the one before, or whose head is not the stated one; null = whole. */
export function firstBreak(
  entries: readonly (ChainedEntry & { readonly previousHash: string; readonly hash: string })[],
  headHash: string,
  begin: { readonly sequence: number; readonly previousHash: string } = AT_OPENING,
): number | null {
  let previous = begin.previousHash;
  let expected = begin.sequence;
  for (const entry of entries) {
    const fits =
      entry.sequence === expected &&
      entry.previousHash === previous &&
      entry.hash === chainHash(previous, entry);
    if (!fits) return expected;
    previous = entry.hash;
    expected += 1;
  }
  return previous === headHash ? null : expected;
}
