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
export function findPattern(pattern: WordPattern, words: readonly { readonly text: string }[]): number {
  for (let start = 0; start + pattern.length <= words.length; start += 1) {
    if (standsAt(pattern, words, start)) return start;
  }
  return -1;
}

interface Named {
  readonly name: string;
  readonly pattern: WordPattern;
}

/** Patterns by the words with which they may begin: most words begin none. */
export interface PatternIndex {
  readonly byFirst: ReadonlyMap<string, readonly Named[]>;
  /** By the first letter of the stem. */
  readonly byStem: ReadonlyMap<string, readonly (Named & { readonly stem: string })[]>;
}

/** Puts each pattern under every word that may stand first in it; those that begin with a stem are kept apart. */
export function indexPatterns(patterns: ReadonlyMap<string, readonly WordPattern[]>): PatternIndex {
  const byFirst = new Map<string, Named[]>();
  const byStem = new Map<string, (Named & { readonly stem: string })[]>();
  for (const [name, all] of patterns) {
    for (const pattern of all) {
      for (const word of pattern[0]?.words ?? [])
        byFirst.set(word, [...(byFirst.get(word) ?? []), { name, pattern }]);
      for (const stem of pattern[0]?.stems ?? []) {
        const letter = stem.charAt(0);
        byStem.set(letter, [...(byStem.get(letter) ?? []), { name, pattern, stem }]);
      }
    }
  }
  return { byFirst, byStem };
}

/** The names of the lexicon's patterns that occur in the words. */
export function said(
  words: readonly { readonly text: string }[],
  { index: { byFirst, byStem } }: { readonly index: PatternIndex },
): ReadonlySet<string> {
  const names = new Set<string>();
  for (let start = 0; start < words.length; start += 1) {
    const text = words[start]?.text ?? '';
    for (const { name, pattern } of byFirst.get(text) ?? NONE) {
      if (!names.has(name) && goesOn(pattern, words, start)) names.add(name);
    }
    for (const { name, pattern, stem } of byStem.get(text.charAt(0)) ?? NONE) {
      if (text.startsWith(stem) && !names.has(name) && goesOn(pattern, words, start)) names.add(name);
    }
  }
  return names;
}

const NONE: readonly never[] = [];

function standsAt(pattern: WordPattern, words: readonly { readonly text: string }[], start: number): boolean {
  const [first] = pattern;
  return first !== undefined && fits(first, words[start]?.text ?? '') && goesOn(pattern, words, start);
}

/** Whether the rest of the pattern stands behind its first word. */
function goesOn(pattern: WordPattern, words: readonly { readonly text: string }[], start: number): boolean {
  for (let offset = 1; offset < pattern.length; offset += 1) {
    const place = pattern[offset];
    const word = words[start + offset];
    if (place === undefined || word === undefined || !fits(place, word.text)) return false;
  }
  return true;
}
