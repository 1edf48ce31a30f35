import { RIGHTS, type Right } from '../kernel/rights.ts';
import type { Clause } from './mark-negations.ts';
import type { Word } from './read-words.ts';
import { isAsked, type Wish } from './wishes.ts';

export interface Reading {
  readonly wish: Wish;
  /** How well the wish fits by itself, 0 to 1. */
  readonly chance: number;
  /** How sure the reading is beside its rivals, 0 to 1: what little fits, but nothing else does, is fairly sure. */
  readonly confidence: number;
}

/** What one piece of text seems to want. */
export interface Judgement {
  /** Every wish, likeliest first. */
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

/** The wishes with their chances, likeliest first; of equals the first stays first. */
function readingsOf(wishes: readonly Wish[], chances: Float64Array): readonly Reading[] {
  const order = new Uint8Array(wishes.length);
  for (let index = 0; index < order.length; index += 1) {
    const chance = chances[index] ?? 0;
    let place = index;
    while (place > 0 && (chances[order[place - 1] ?? 0] ?? 0) < chance) {
      order[place] = order[place - 1] ?? 0;
      place -= 1;
    }
    order[place] = index;
  }
  const rival = rivalOf(wishes, chances, order);
  const ranked: Reading[] = [];
  for (const index of order) {
    const wish = wishes[index];
    const chance = chances[index] ?? 0;
    if (wish !== undefined) {
      ranked.push({ wish, chance, confidence: chance / (chance + rival(wish) + UNKNOWN) });
    }
  }
  return ranked;
}

/** A wish that clearly holds as well is no rival: a message may ask two things. */
const HOLDS_TOO = 0.75;
/** Chance that something is meant that has no phrases yet. */
const UNKNOWN = 0.035;

/** For each wish the best chance of what is another label and does not clearly hold as well: one of the first two. */
function rivalOf(wishes: readonly Wish[], chances: Float64Array, order: Uint8Array) {
  const holdsNot = (index: number) => (chances[index] ?? 0) < HOLDS_TOO;
  const labelOf = (index: number) => wishes[index]?.label;
  const first = order.find(holdsNot);
  if (first === undefined) return () => 0;
  const other = order.find((index) => holdsNot(index) && labelOf(index) !== labelOf(first));
  const chance = chances[first] ?? 0;
  const ofOther = other === undefined ? 0 : (chances[other] ?? 0);
  return ({ label }: Wish) => (label === labelOf(first) ? ofOther : chance);
}

function isBlocked(clause: Clause, wish: Wish): boolean {
  const right: Right | undefined = RIGHTS.find((known) => known === wish.label);
  return right !== undefined && clause.blocked.has(right);
}

/** The wishes that ask something with at least this chance. */
export function askedFrom(judgement: Judgement, chance: number): Judgement['ranked'] {
  return judgement.ranked.filter((entry) => entry.chance >= chance && isAsked(entry.wish));
}
