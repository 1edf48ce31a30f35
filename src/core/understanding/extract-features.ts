import type { Word } from './read-words.ts';

/** Numbers of the features that occur in a text, each once; with how strongly each counts. */
export interface Features {
  readonly keys: readonly number[];
  readonly values: readonly number[];
}

const MOST_WORDS = 120;
const LONGEST_WORD = 20;
const LETTERS = 4;
const WEIGHT = { word: 1, pair: 0.8, concept: 1.2, together: 0.7, letters: 0.3 };

/** FNV-1a over the characters: a number for a string without keeping the string. */
function hash(text: string, seed: number): number {
  let value = seed ^ 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  return value >>> 0;
}

/** Words, neighbours, meanings, meanings together, and letter groups that survive a typing error. */
export function extractFeatures(words: readonly Word[]): Features {
  const found = new Map<number, number>();
  const add = (seed: number, text: string, value: number): void => {
    const key = hash(text, seed);
    if (!found.has(key)) found.set(key, value);
  };
  const concepts = new Set<string>();
  const read = words.slice(0, MOST_WORDS);
  let previous = '^';
  let previousMeaning = '^';
  for (const word of read) {
    const concept = word.denied ? `not-${word.concept}` : word.concept;
    const text = word.denied ? `not-${word.concept}` : word.text;
    const meaning = concept ?? text;
    add(1, text, WEIGHT.word);
    add(2, `${previous} ${text}`, WEIGHT.pair);
    add(3, `${previousMeaning} ${meaning}`, WEIGHT.pair);
    if (concept !== undefined) {
      add(4, concept, WEIGHT.concept);
      concepts.add(concept);
    }
    if (!word.denied && !text.startsWith('#')) {
      const framed = `<${text.slice(0, LONGEST_WORD)}>`;
      for (let start = 0; start + LETTERS <= framed.length; start += 1) {
        add(5, framed.slice(start, start + LETTERS), WEIGHT.letters);
      }
    }
    previous = text;
    previousMeaning = meaning;
  }
  add(2, `${previous} $`, WEIGHT.pair);
  add(3, `${previousMeaning} $`, WEIGHT.pair);
  const sorted = [...concepts].sort();
  for (const [index, left] of sorted.entries()) {
    for (const right of sorted.slice(index + 1)) add(6, `${left}+${right}`, WEIGHT.together);
  }
  add(7, read.length <= 2 ? 'tiny' : read.length <= 5 ? 'short' : 'long', 0.3);
  return scale([...found.keys()], [...found.values()]);
}

/** A long text must not shout louder than a short one: the values get length one. */
function scale(keys: readonly number[], values: readonly number[]): Features {
  const length = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0)) || 1;
  return { keys, values: values.map((value) => value / length) };
}
