import { RIGHTS, type Right } from '../kernel/rights.ts';
import type { JudgeClause } from './judge-clause.ts';
import type { Clause } from './mark-negations.ts';

/** A right that a piece of the message may ask, and how well it fits there, 0 to 1. */
export interface HeardRight {
  readonly right: Right;
  readonly chance: number;
}

/**
 * Every right with the best chance that any of the pieces gives it, likeliest first. What one sentence asks is drowned
 * in a message that is mostly about something else, so the sentences count beside the message.
 */
export function heardRights(pieces: readonly Clause[], judge: JudgeClause): readonly HeardRight[] {
  const best = new Map<Right, number>();
  for (const piece of pieces) {
    for (const { wish, chance } of judge(piece).ranked) {
      const right = RIGHTS.find((known) => known === wish.label);
      if (right !== undefined && chance > (best.get(right) ?? 0)) best.set(right, chance);
    }
  }
  return [...best].map(([right, chance]) => ({ right, chance })).sort((a, b) => b.chance - a.chance);
}
