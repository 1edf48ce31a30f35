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
  /** Of the program and the policy; absent on entries from before they were noted. */
  readonly versions?: string;
}

/** The hash of an entry over everything in it and the hash before it. */
export function chainHash(previousHash: string, entry: ChainedEntry): string {
  const { requestId, sequence, at, by, event, versions } = entry;
  const said = { requestId, sequence, at: at.toISOString(), by, event };
  return sha256(`${previousHash}\n${canonicalJson(versions === undefined ? said : { ...said, versions })}`);
}

/** Where a chain begins when nothing of it was removed. */
export const AT_OPENING = { sequence: 1, previousHash: CHAIN_START };

export interface LinkedEntry extends ChainedEntry {
  readonly previousHash: string;
  readonly hash: string;
}

/** A chain that is checked entry by entry, so that none has to be held. */
export interface FollowedChain {
  add(entry: LinkedEntry): void;
  /** The first sequence that does not follow from the one before; null = all did so far. */
  readonly broken: number | null;
  /** The last entry that followed. */
  readonly end: { readonly sequence: number; readonly hash: string };
}

/** Begins at the opening, or at the entry that stands for all before it. */
export function followChain(
  begin: { readonly sequence: number; readonly previousHash: string } = AT_OPENING,
): FollowedChain {
  let broken: number | null = null;
  let end = { sequence: begin.sequence - 1, hash: begin.previousHash };
  return {
    add(entry) {
      if (broken !== null) return;
      const fits =
        entry.sequence === end.sequence + 1 &&
        entry.previousHash === end.hash &&
        entry.hash === chainHash(end.hash, entry);
      if (fits) end = { sequence: entry.sequence, hash: entry.hash };
      else broken = end.sequence + 1;
    },
    get broken() {
      return broken;
    },
    get end() {
      return end;
    },
  };
}
