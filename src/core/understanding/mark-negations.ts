import type { Right } from '../kernel/rights.ts';
import type { CompiledLexicon } from './compile-lexicon.ts';
import { type Word, wordOf } from './word.ts';
import { said } from './word-pattern.ts';

/** The meaning whose denial takes the wish away: "niet wissen" is no erasure. */
export const RIGHT_OF_ACTION: Readonly<Record<string, Right>> = {
  erase: 'erasure',
  see: 'access',
  change: 'rectification',
  move: 'portability',
  unsubscribe: 'objection',
  block: 'restriction',
  take_back: 'withdraw_consent',
  object: 'objection',
  complaint: 'complaint',
};

/** "Ik hoef niet te weten" asks for no access; "ik weet niet wat u heeft" may well. */
const KNOWING = 'know';

export interface Clause {
  readonly words: readonly Word[];
  /** Rights that the clause expressly does not ask for. */
  readonly blocked: ReadonlySet<Right>;
}

/** How many words a negator reaches. */
const REACH = 6;

/**
 * Marks what a clause denies. "niets meer", "niet bewaren" and "kan niet verwijderen" deny no wish. `named` are the
 * patterns that occur in the clause or in all of the text (`said`).
 */
export function markNegations(
  words: readonly Word[],
  lexicon: CompiledLexicon,
  named: ReadonlySet<string>,
): Clause {
  const { negators, needless, shields, bounds, inability, pending } = lexicon.negation;
  const denied = new Set<number>();
  const blocked = new Set<Right>();
  const at = (index: number) => words[index]?.text ?? '';
  const has = (kind: ReadonlySet<string>) => words.some((word) => kind.has(word.text));
  if (named.has('done') && isDone(words, lexicon)) return thankedFor(words);
  if (!has(negators)) return { words, blocked };
  const isNeedless = has(needless);
  if (!isNeedless && has(inability)) return { words, blocked };

  /** Denies the nearest action on one side of the negator. */
  const deny = (negator: number, step: 1 | -1): boolean => {
    const reported = pending.has(at(negator - 1)) || pending.has(at(0));
    for (let distance = 1; distance <= REACH; distance += 1) {
      const index = negator + step * distance;
      const word = at(index);
      if (word === '' || bounds.has(word)) return false;
      if (step === 1 && !isNeedless && shields.has(word)) return false;
      const concept = words[index]?.concept ?? '';
      const right = isNeedless && concept === KNOWING ? 'access' : RIGHT_OF_ACTION[concept];
      if (right === undefined) continue;
      blocked.add(right);
      if (!reported) denied.add(index);
      return true;
    }
    return false;
  };

  for (let negator = 0; negator < words.length; negator += 1) {
    if (!negators.has(at(negator))) continue;
    if (!isNeedless && shields.has(at(negator + 1))) continue;
    if (!deny(negator, 1)) deny(negator, -1);
  }
  if (denied.size === 0) return { words, blocked };
  return {
    words: words.map((word, index) => (denied.has(index) ? asDenied(word) : word)),
    blocked,
  };
}

function isDone(words: readonly Word[], lexicon: CompiledLexicon): boolean {
  const named = said(words, lexicon);
  return named.has('done') && !named.has('ahead');
}

/** "Bedankt voor het wissen" thanks for what was done and asks for nothing. */
function thankedFor(words: readonly Word[]): Clause {
  const blocked = new Set<Right>();
  const marked = words.map((word) => {
    const right = RIGHT_OF_ACTION[word.concept ?? ''];
    if (right === undefined) return word;
    blocked.add(right);
    return asDenied(word);
  });
  return { words: marked, blocked };
}

function asDenied({ text, concept }: Word): Word {
  return wordOf(text, concept, true);
}
