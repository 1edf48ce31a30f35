import type { Word } from './read-words.ts';

/** Columns of the features that occur in a text, each once, and how strongly each counts. */
export interface Features {
  readonly columns: Int32Array;
  readonly values: Float64Array;
}

/** Features share this many columns; a power of two. Two rare ones may fall together, which costs little. */
export const COLUMNS = 2 ** 16;

const MOST_WORDS = 120;
const LONGEST_WORD = 20;
/** Lengths of the letter groups and how strongly each counts: short ones survive a typing error, long ones say more. */
const LETTERS = [
  { length: 4, kind: 7, weight: 0.4 },
  { length: 5, kind: 9, weight: 0.3 },
] as const;
const WEIGHT = { word: 1, pair: 0.7, concept: 1.2, together: 0.7, length: 0.5 };
const EDGE = 0x5bd1e995;

/** FNV-1a: a number for a string. */
function hash(text: string, seed: number): number {
  let value = seed ^ 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  return value;
}

/** A number for two numbers of one kind; the last steps spread it over all columns. */
function mix(kind: number, left: number, right: number): number {
  let value = Math.imul(left ^ (kind * 0x9e3779b1), 0x85ebca6b);
  value = Math.imul((value ^ (value >>> 15)) + right, 0xc2b2ae35);
  value ^= value >>> 13;
  return (Math.imul(value, 0x27d4eb2f) >>> 12) & (COLUMNS - 1);
}

/** Words, neighbours, meanings, meanings together, and letter groups that survive a typing error. */
export function extractFeatures(words: readonly Word[]): Features {
  const found = new Map<number, number>();
  const add = (column: number, value: number): void => {
    if (!found.has(column)) found.set(column, value);
  };
  const concepts = new Set<number>();
  const count = Math.min(words.length, MOST_WORDS);
  let before = EDGE;
  let meaningBefore = EDGE;
  let meaningTwoBefore = EDGE;
  for (let index = 0; index < count; index += 1) {
    const word = words[index];
    if (word === undefined) break;
    const text = word.denied ? `not-${word.concept}` : word.text;
    const own = hash(text, 0);
    const concept = word.concept === undefined ? undefined : hash(word.concept, word.denied ? 1 : 2);
    const meaning = concept ?? own;
    add(mix(1, own, 0), WEIGHT.word);
    add(mix(2, before, own), WEIGHT.pair);
    add(mix(3, meaningBefore, meaning), WEIGHT.pair);
    if (concept !== undefined && !concepts.has(concept)) {
      concepts.add(concept);
      add(mix(4, concept, 0), WEIGHT.concept);
    }
    if (!word.denied && !text.startsWith('#')) addLetters(`<${text.slice(0, LONGEST_WORD)}>`, add);
    add(mix(8, meaningTwoBefore, meaning), WEIGHT.pair);
    before = own;
    meaningTwoBefore = meaningBefore;
    meaningBefore = meaning;
  }
  add(mix(2, before, EDGE), WEIGHT.pair);
  add(mix(3, meaningBefore, EDGE), WEIGHT.pair);
  const sorted = [...concepts].sort((a, b) => a - b);
  for (const [index, left] of sorted.entries()) {
    for (let other = index + 1; other < sorted.length; other += 1) {
      add(mix(5, left, sorted[other] ?? 0), WEIGHT.together);
    }
  }
  add(mix(6, count <= 2 ? 1 : count <= 5 ? 2 : 3, 0), WEIGHT.length);
  return scaled(found);
}

function addLetters(framed: string, add: (column: number, value: number) => void): void {
  for (const { length, kind, weight } of LETTERS) {
    for (let start = 0; start + length <= framed.length; start += 1) {
      let group = 0;
      for (let at = start; at < start + length; at += 1) group = Math.imul(group, 31) + framed.charCodeAt(at);
      add(mix(kind, group, 0), weight);
    }
  }
}

/** A long text must not shout louder than a short one: the values get length one. */
function scaled(found: ReadonlyMap<number, number>): Features {
  const columns = new Int32Array(found.size);
  const values = new Float64Array(found.size);
  let sum = 0;
  let index = 0;
  for (const [column, value] of found) {
    columns[index] = column;
    values[index] = value;
    sum += value * value;
    index += 1;
  }
  const length = Math.sqrt(sum) || 1;
  for (let at = 0; at < values.length; at += 1) values[at] = (values[at] ?? 0) / length;
  return { columns, values };
}
