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
    if (pattern.every((place, offset) => fits(place, words[start + offset] ?? ''))) return start;
  }
  return -1;
}

/** Whether one of the lexicon's patterns of this name occurs in the words. */
export function says(
  name: string,
  words: readonly string[],
  { patterns }: { readonly patterns: ReadonlyMap<string, readonly WordPattern[]> },
): boolean {
  return (patterns.get(name) ?? []).some((pattern) => findPattern(pattern, words) >= 0);
}
