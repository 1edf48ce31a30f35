import { canonicalJson } from '../kernel/digest.ts';
import type { LinkedEntry } from '../register/event-chain.ts';
import { type CaseFigures, figuresOf } from '../request/case-figures.ts';
import { evolveRequest } from '../request/evolve-request.ts';
import type { RequestEvent } from '../request/request-events.ts';
import type { FoldedState } from '../request/request-state.ts';

/** The figures that logs lead to, entry by entry, so that none has to be held. */
export interface FollowedFigures {
  add(entry: LinkedEntry): void;
  /** Whether what stands beside a log is what the log leads to. */
  fits(requestId: string, beside: readonly CaseFigures[]): boolean;
}

/** `eventOf` reads an entry; a log with one that it does not know, or that follows from nothing, says nothing here. */
export function followFigures(eventOf: (entry: LinkedEntry) => RequestEvent | undefined): FollowedFigures {
  const states = new Map<string, FoldedState | null>();
  return {
    add(entry) {
      const before = states.get(entry.requestId);
      if (before === null) return;
      states.set(entry.requestId, follow(before ?? null, entry));
    },
    fits(requestId, beside) {
      const state = states.get(requestId) ?? null;
      const said = state === null ? undefined : figuresOf(state);
      if (said === undefined) return true;
      const expected = canonicalJson(said);
      return beside.every((figures) => canonicalJson(figures) === expected);
    },
  };

  function follow(state: FoldedState | null, entry: LinkedEntry): FoldedState | null {
    const event = eventOf(entry);
    if (event === undefined) return null;
    try {
      return evolveRequest(state, event, { by: entry.by, at: entry.at });
    } catch {
      // The chain says where an entry was moved or taken out.
      return null;
    }
  }
}
