import { RIGHTS, type Right } from '../kernel/rights.ts';
import type { JudgeClause, Judgement } from './judge-clause.ts';
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
  const judged = new Set<Judgement>();
  for (const piece of pieces) {
    const judgement = judge(piece);
    if (judged.has(judgement)) continue;
    judged.add(judgement);
    for (const { wish, chance } of judgement.ranked) {
      if (isRight(wish.label) && chance > (best.get(wish.label) ?? 0)) best.set(wish.label, chance);
    }
  }
  return [...best].map(([right, chance]) => ({ right, chance })).sort((a, b) => b.chance - a.chance);
}

const KNOWN: ReadonlySet<string | undefined> = new Set(RIGHTS);

function isRight(label: string | undefined): label is Right {
  return KNOWN.has(label);
}
