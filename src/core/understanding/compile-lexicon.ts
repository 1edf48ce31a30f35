import type { Language } from '../kernel/language.ts';
import type { Lexicon, NegationWords } from './phrases.ts';
import { compilePattern, indexPatterns, type PatternIndex, type WordPattern } from './word-pattern.ts';

/** A lexicon ready for look-up in constant time. */
export interface CompiledLexicon {
  usual(word: string): string;
  concept(word: string): string | undefined;
  readonly negation: Readonly<Record<keyof NegationWords, ReadonlySet<string>>>;
  readonly joiners: ReadonlySet<string>;
  readonly wanting: readonly string[];
  readonly patterns: ReadonlyMap<string, readonly WordPattern[]>;
  /** The same by their first words, for those that are only looked for (`says`). */
  readonly indexes: ReadonlyMap<string, PatternIndex>;
}

const SHORTEST_STEM = 3;

/**
 * Compiles the lexicon in which texts of `language` are read: that of the language itself (German and French
 * words stand with the English ones), and after it the others, because customers mix languages.
 */
export function compileLexicon(lexicons: readonly Lexicon[], language: Language): CompiledLexicon {
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
  return {
    usual: (word) => spelling.get(word) ?? word,
    concept(word) {
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
    indexes: new Map([...patterns].map(([name, all]) => [name, indexPatterns(all)])),
  };
}
