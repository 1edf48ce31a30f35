import type { Language } from '../kernel/language.ts';
import type { Lexicon, NegationWords } from './phrases.ts';
import { type Word, wordOf } from './word.ts';
import { compilePattern, indexPatterns, type PatternIndex, type WordPattern } from './word-pattern.ts';

/** A lexicon ready for look-up in constant time. */
export interface CompiledLexicon {
  /** A folded word in its usual spelling, with its meaning. */
  word(folded: string): Word;
  readonly negation: Readonly<Record<keyof NegationWords, ReadonlySet<string>>>;
  readonly joiners: ReadonlySet<string>;
  readonly wanting: readonly string[];
  readonly patterns: ReadonlyMap<string, readonly WordPattern[]>;
  /** The same by their first words, for those that are only looked for (`said`). */
  readonly index: PatternIndex;
}

const SHORTEST_STEM = 3;

/**
 * Compiles the lexicon in which texts of `language` are read: that of the language itself (German and French
 * words stand with the English ones), and after it the others, because customers mix languages. `kept` are words that
 * are worked out once; others, such as customers' names, are not held on to.
 */
export function compileLexicon(
  lexicons: readonly Lexicon[],
  language: Language,
  kept: ReadonlySet<string> = new Set(),
): CompiledLexicon {
  const home = language === 'nl' ? 'nl' : 'en';
  const ordered = [...lexicons].sort((a, b) => Number(b.language === home) - Number(a.language === home));
  const whole = new Map<string, string>();
  const stems = new Map<string, string>();
  const tails = new Map<string, string>();
  for (const { concepts } of ordered) {
    for (const [concept, words] of Object.entries(concepts)) {
      for (const word of words) {
        const target = word.endsWith('*') ? stems : word.startsWith('*') ? tails : whole;
        const key = word.replace('*', '');
        if (!target.has(key)) target.set(key, concept);
      }
    }
  }
  const spelling = new Map(Object.entries(ordered[0]?.spelling ?? {}));
  // Not of the other languages: Dutch "want" (because) is no English "want".
  const own = (kind: keyof NegationWords) => new Set(ordered[0]?.negation[kind]);
  const patterns = new Map<string, WordPattern[]>();
  for (const one of ordered) {
    for (const [name, sources] of Object.entries(one.patterns)) {
      patterns.set(name, [...(patterns.get(name) ?? []), ...sources.map(compilePattern)]);
    }
  }
  const meaningOf = (word: string): string | undefined => {
    const exact = whole.get(word);
    if (exact !== undefined) return exact;
    for (let length = Math.min(word.length, 14); length >= SHORTEST_STEM; length -= 1) {
      const concept = stems.get(word.slice(0, length));
      if (concept !== undefined) return concept;
    }
    // The last part of a Dutch compound says what it is: "bestelgegevens" are data.
    for (let start = 1; start <= word.length - SHORTEST_STEM; start += 1) {
      const concept = tails.get(word.slice(start));
      if (concept !== undefined) return concept;
    }
    return undefined;
  };
  const known = new Map<string, Word>();
  return {
    word(folded) {
      const before = known.get(folded);
      if (before !== undefined) return before;
      const text = spelling.get(folded) ?? folded;
      const word = wordOf(text, meaningOf(text));
      if (kept.has(text)) known.set(folded, word);
      return word;
    },
    negation: {
      negators: own('negators'),
      needless: own('needless'),
      shields: own('shields'),
      bounds: own('bounds'),
      inability: own('inability'),
      pending: own('pending'),
    },
    joiners: new Set(ordered[0]?.joiners),
    wanting: ordered[0]?.wanting ?? [],
    patterns,
    index: indexPatterns(patterns),
  };
}
