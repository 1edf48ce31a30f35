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
    const ranked = wishes
      .map((wish, index) => ({ wish, chance: isBlocked(clause, wish) ? 0 : (chances[index] ?? 0) }))
      .sort((a, b) => b.chance - a.chance)
      .map((entry, _, all) => ({ ...entry, confidence: beside(entry, all) }));
    return {
      ranked,
      familiarity: clause.words.filter(({ text }) => knownWords.has(text)).length / clause.words.length,
    };
  };
}

/** The same judge, that judges each piece once: for one message, whose pieces are looked at from several sides. */
export function judgedOnce(judge: JudgeClause): JudgeClause {
  const known = new Map<Clause, Judgement>();
  return (clause) => {
    const judgement = known.get(clause) ?? judge(clause);
    known.set(clause, judgement);
    return judgement;
  };
}

type Fit = Pick<Reading, 'wish' | 'chance'>;

/** A wish that clearly holds as well is no rival: a message may ask two things. */
const HOLDS_TOO = 0.75;
/** Chance that something is meant that has no phrases yet. */
const UNKNOWN = 0.035;

function beside(entry: Fit, all: readonly Fit[]): number {
  const rival = all.find(({ wish, chance }) => wish.label !== entry.wish.label && chance < HOLDS_TOO);
  return entry.chance / (entry.chance + (rival?.chance ?? 0) + UNKNOWN);
}

function isBlocked(clause: Clause, wish: Wish): boolean {
  const right: Right | undefined = RIGHTS.find((known) => known === wish.label);
  return right !== undefined && clause.blocked.has(right);
}

/** The wishes that ask something with at least this chance. */
export function askedFrom(judgement: Judgement, chance: number): Judgement['ranked'] {
  return judgement.ranked.filter((entry) => entry.chance >= chance && isAsked(entry.wish));
}
