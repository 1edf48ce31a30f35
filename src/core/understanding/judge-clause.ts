import { RIGHTS, type Right } from '../kernel/rights.ts';
import type { Clause } from './mark-negations.ts';
import { ASIDE, isAsked, type Wish } from './wishes.ts';
import type { Word } from './word.ts';

export interface Reading {
  readonly wish: Wish;
  /** How well the wish fits by itself, 0 to 1. */
  readonly chance: number;
  /** How sure the reading is beside its rivals, 0 to 1: what little fits, but nothing else does, is fairly sure. */
  readonly confidence: number;
}

/** What one piece of text seems to want. */
export interface Judgement {
  /** The wishes that it may ask at all, likeliest first. */
  readonly ranked: readonly Reading[];
  /** Part of the words, 0 to 1, that occur in the phrases. */
  readonly familiarity: number;
}

export type JudgeClause = (clause: Clause) => Judgement;

const NOTHING: Judgement = { ranked: [], familiarity: 0 };

/** Judges pieces of text by the chances of the wishes in the order of `wishes`. A right that the piece denies has no chance. */
export function clauseJudge(
  chancesOf: (words: readonly Word[]) => Float64Array,
  wishes: readonly Wish[],
  knownWords: ReadonlySet<string>,
): JudgeClause {
  return (clause) => {
    if (clause.words.every((word) => word.text === '?' || word.text === '!')) return NOTHING;
    const chances = chancesOf(clause.words);
    if (clause.blocked.size > 0) {
      for (const [index, wish] of wishes.entries()) if (isBlocked(clause, wish)) chances[index] = 0;
    }
    let known = 0;
    for (const { text } of clause.words) if (knownWords.has(text)) known += 1;
    return { ranked: readingsOf(wishes, chances), familiarity: known / clause.words.length };
  };
}

/** The same judge, that judges each piece once: for one message, whose pieces are looked at from several sides. */
export function judgedOnce(judge: JudgeClause): JudgeClause {
  const known: { readonly clause: Clause; readonly judgement: Judgement }[] = [];
  return (clause) => {
    for (const one of known) if (isSame(one.clause, clause)) return one.judgement;
    const judgement = judge(clause);
    known.push({ clause, judgement });
    return judgement;
  };
}

/** The very same words: a message of one sentence is one piece, however often its parts are joined. */
function isSame(one: Clause, other: Clause): boolean {
  if (one === other) return true;
  if (one.words.length !== other.words.length || one.blocked.size !== other.blocked.size) return false;
  for (let index = 0; index < one.words.length; index += 1) {
    if (one.words[index] !== other.words[index]) return false;
  }
  for (const right of one.blocked) if (!other.blocked.has(right)) return false;
  return true;
}

/** A chance below this is none: no decision looks at it, unless nothing likelier is left. */
const LEAST = 0.02;
const FEWEST_READINGS = 2;
/** A wish that clearly holds as well is no rival: a message may ask two things. */
const HOLDS_TOO = 0.75;
/** Chance that something is meant that has no phrases yet. */
const UNKNOWN = 0.035;

/** The likely wishes with their chances, likeliest first; of equals the first stays first. */
function readingsOf(wishes: readonly Wish[], chances: Float64Array): readonly Reading[] {
  const order: number[] = [];
  for (let index = 0; index < wishes.length; index += 1) {
    const chance = chances[index] ?? 0;
    if (chance < LEAST && order.length >= FEWEST_READINGS && chance <= (chances[order.at(-1) ?? 0] ?? 0))
      continue;
    let place = order.length;
    while (place > 0 && (chances[order[place - 1] ?? 0] ?? 0) < chance) {
      order[place] = order[place - 1] ?? 0;
      place -= 1;
    }
    order[place] = index;
    while (order.length > FEWEST_READINGS && (chances[order.at(-1) ?? 0] ?? 0) < LEAST) order.pop();
  }
  const rival = rivalOf(wishes, chances);
  return order.flatMap((index) => {
    const wish = wishes[index];
    const chance = chances[index] ?? 0;
    return wish === undefined
      ? []
      : [{ wish, chance, confidence: chance / (chance + rival(wish) + UNKNOWN) }];
  });
}

/** For each wish the best chance of what is another label and does not clearly hold as well. */
function rivalOf(wishes: readonly Wish[], chances: Float64Array): (wish: Wish) => number {
  let label: string | undefined;
  let best = 0;
  let other = 0;
  for (let index = 0; index < wishes.length; index += 1) {
    const chance = chances[index] ?? 0;
    if (chance >= HOLDS_TOO || chance <= other) continue;
    const own = wishes[index]?.label ?? ASIDE;
    if (own === label) best = Math.max(best, chance);
    else if (chance > best) {
      other = best;
      best = chance;
      label = own;
    } else other = chance;
  }
  return (wish) => ((wish.label ?? ASIDE) === label ? other : best);
}

function isBlocked(clause: Clause, wish: Wish): boolean {
  const right: Right | undefined = RIGHTS.find((known) => known === wish.label);
  return right !== undefined && clause.blocked.has(right);
}

/** The wishes that ask something with at least this chance. */
export function askedFrom(judgement: Judgement, chance: number): Judgement['ranked'] {
  return judgement.ranked.filter((entry) => entry.chance >= chance && isAsked(entry.wish));
}
