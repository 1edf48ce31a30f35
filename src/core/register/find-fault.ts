import type { FollowedChain } from './event-chain.ts';
import type { LogHead } from './log-head.ts';

/** What was changed past the desk, and where: `sequence` is the first entry that is not as it was written. */
export type RegisterFault =
  | {
      /** An entry was changed, removed, inserted or moved. */
      readonly fault: 'entry';
      readonly number: string;
      readonly sequence: number;
    }
  /** Entries are missing at the end, or were added there. */
  | { readonly fault: 'end'; readonly number: string; readonly sequence: number }
  /** The request and its log are gone. */
  | { readonly fault: 'request_missing'; readonly number: string; readonly sequence: null }
  /** There is a log that the desk did not write. */
  | { readonly fault: 'request_unknown'; readonly number: string; readonly sequence: null }
  /** What stands beside the log is not what the log says: a date, a status, a level of proof, a letter. */
  | { readonly fault: 'figures'; readonly number: string; readonly sequence: null }
  /** The head of this log is not as the desk wrote it. */
  | { readonly fault: 'head'; readonly number: string; readonly sequence: null }
  /** The seal over all heads is missing or not as the desk wrote it, or the heads are others than were sealed. */
  | { readonly fault: 'seal' | 'heads'; readonly number: null; readonly sequence: null }
  /** An entry in the log of a plan for people past two years was changed, removed, inserted or moved, or the plan is another (R32). */
  | { readonly fault: 'plan'; readonly number: null; readonly sequence: number }
  /** The log of the policies has an entry changed, removed or inserted, or a told text is not the one that was logged. */
  | { readonly fault: 'policy'; readonly number: null; readonly sequence: null }
  /** Older than the seal that was noted outside the database, or not the one that was noted. */
  | { readonly fault: 'put_back'; readonly number: null; readonly sequence: null };

/** The log of one request as it stands in the database. */
export interface StandingLog {
  readonly number: string;
  readonly sequence: number;
  readonly headHash: string;
  /** Both the request and what remains of it are there. */
  readonly twice: boolean;
}

/** Its head as the desk wrote it. */
export interface WrittenHead extends LogHead {
  /** Whether the keyed hash is of this head. */
  readonly genuine: boolean;
  /** Whether the entry that was sealed still stands in the log; null when it was never sealed, or is gone by design. */
  readonly sealedStands: boolean | null;
}

/** What is wrong with one log; undefined = it is as the desk wrote it. */
export function findFault(
  standing: StandingLog | undefined,
  head: WrittenHead | undefined,
  chain: Pick<FollowedChain, 'broken' | 'end'> | undefined,
): RegisterFault | undefined {
  const number = standing?.number ?? head?.number ?? '';
  if (standing === undefined || chain === undefined)
    return { fault: 'request_missing', number: head?.number ?? '', sequence: null };
  if (chain.broken !== null) return { fault: 'entry', number, sequence: chain.broken };
  const { sequence, hash } = chain.end;
  if (hash !== standing.headHash || sequence !== standing.sequence)
    return { fault: 'end', number, sequence: sequence + 1 };
  if (head === undefined || standing.twice) return { fault: 'request_unknown', number, sequence: null };
  if (!head.genuine || head.number !== standing.number) return { fault: 'head', number, sequence: null };
  if (head.sequence !== sequence || head.hash !== hash)
    return { fault: 'end', number, sequence: Math.min(head.sequence, sequence) + 1 };
  return head.sealedStands === false ? { fault: 'end', number, sequence: sequence + 1 } : undefined;
}
