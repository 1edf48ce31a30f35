/** One position of a pattern: any of these words, or any word that begins with one of these stems. */
interface Place {
  readonly words: ReadonlySet<string>;
  readonly stems: readonly string[];
}

export type WordPattern = readonly Place[];

/** Reads a pattern such as `van mijn man|vrouw|buur*`: words in a row, alternatives by `|`, stems by `*`. */
export function compilePattern(source: string): WordPattern {
  return source.split(' ').map((place) => {
    const options = place.split('|');
    return {
      words: new Set(options.filter((option) => !option.endsWith('*'))),
      stems: options.filter((option) => option.endsWith('*')).map((option) => option.slice(0, -1)),
    };
  });
}

function fits(place: Place, word: string): boolean {
  return place.words.has(word) || place.stems.some((stem) => word.startsWith(stem));
}

/** Where the pattern first occurs in the words; -1 when nowhere. */
export function findPattern(pattern: WordPattern, words: readonly string[]): number {
  for (let start = 0; start + pattern.length <= words.length; start += 1) {
    if (standsAt(pattern, words, start)) return start;
  }
  return -1;
}

/** Patterns by the words with which they may begin: most words begin none. */
export interface PatternIndex {
  readonly byFirst: ReadonlyMap<string, readonly WordPattern[]>;
  /** By the first letter of the stem. */
  readonly byStem: ReadonlyMap<string, readonly WordPattern[]>;
}

/** Puts each pattern under every word that may stand first in it; those that begin with a stem are kept apart. */
export function indexPatterns(patterns: readonly WordPattern[]): PatternIndex {
  const byFirst = new Map<string, WordPattern[]>();
  const byStem = new Map<string, WordPattern[]>();
  for (const pattern of patterns) {
    for (const word of pattern[0]?.words ?? []) byFirst.set(word, [...(byFirst.get(word) ?? []), pattern]);
    for (const letter of new Set(pattern[0]?.stems.map((stem) => stem.charAt(0)))) {
      byStem.set(letter, [...(byStem.get(letter) ?? []), pattern]);
    }
  }
  return { byFirst, byStem };
}

/** Whether one of the lexicon's patterns of this name occurs in the words. */
export function says(
  name: string,
  words: readonly string[],
  { indexes }: { readonly indexes: ReadonlyMap<string, PatternIndex> },
): boolean {
  const index = indexes.get(name);
  if (index === undefined) return false;
  for (let start = 0; start < words.length; start += 1) {
    const word = words[start] ?? '';
    if (anyStandsAt(index.byFirst.get(word), words, start)) return true;
    if (anyStandsAt(index.byStem.get(word.charAt(0)), words, start)) return true;
  }
  return false;
}

function anyStandsAt(
  patterns: readonly WordPattern[] | undefined,
  words: readonly string[],
  start: number,
): boolean {
  if (patterns === undefined) return false;
  for (const pattern of patterns) if (standsAt(pattern, words, start)) return true;
  return false;
}

function standsAt(pattern: WordPattern, words: readonly string[], start: number): boolean {
  for (let offset = 0; offset < pattern.length; offset += 1) {
    const place = pattern[offset];
    const word = words[start + offset];
    if (place === undefined || word === undefined || !fits(place, word)) return false;
  }
  return true;
}
