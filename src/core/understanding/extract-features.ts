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
/** Lengths of the letter groups: short ones survive a typing error, long ones say more. */
const LETTERS = [
  { length: 4, kind: 7 },
  { length: 5, kind: 9 },
] as const;
/** How strongly each sort of feature counts in a text, however many of the sort there are. */
const WEIGHT = { words: 1, meanings: 1, concepts: 0.7, letters: 1 } as const;
const SORTS = Object.values(WEIGHT);
const EDGE = 0x5bd1e995;

/** More than the words, letter groups and pairs of meanings of `MOST_WORDS` words. */
const MOST_FOUND = 2 ** 14;

/** What was found in one text, each column once, in the order of finding. Used again for every text: one at a time. */
class Found {
  size = 0;
  readonly columns = new Int32Array(MOST_FOUND);
  readonly sorts = new Uint8Array(MOST_FOUND);
  /** Of each column the number of the text in which it was found last. */
  readonly #lastIn = new Int32Array(COLUMNS);
  #text = 0;

  begin(): void {
    if (this.#text === 0x7fffffff) {
      this.#lastIn.fill(0);
      this.#text = 0;
    }
    this.#text += 1;
    this.size = 0;
  }

  add(sort: number, column: number): void {
    if (this.#lastIn[column] === this.#text) return;
    this.#lastIn[column] = this.#text;
    this.columns[this.size] = column;
    this.sorts[this.size] = sort;
    this.size += 1;
  }
}

const found = new Found();

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

/**
 * Words, neighbours, meanings, meanings together, and letter groups that survive a typing error. `rarity` says of each
 * column how much its occurrence tells (`rarityOf`); without it all tell as much.
 */
export function extractFeatures(words: readonly Word[], rarity?: Float32Array): Features {
  found.begin();
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
    found.add(0, mix(1, own, 0));
    found.add(0, mix(2, before, own));
    found.add(1, mix(3, meaningBefore, meaning));
    if (concept !== undefined && !concepts.has(concept)) {
      concepts.add(concept);
      found.add(1, mix(4, concept, 0));
    }
    if (!word.denied && !text.startsWith('#')) addLetters(`<${text.slice(0, LONGEST_WORD)}>`);
    found.add(1, mix(8, meaningTwoBefore, meaning));
    before = own;
    meaningTwoBefore = meaningBefore;
    meaningBefore = meaning;
  }
  found.add(0, mix(2, before, EDGE));
  found.add(1, mix(3, meaningBefore, EDGE));
  const sorted = [...concepts].sort((a, b) => a - b);
  for (const [index, left] of sorted.entries()) {
    for (let other = index + 1; other < sorted.length; other += 1) {
      found.add(2, mix(5, left, sorted[other] ?? 0));
    }
  }
  found.add(1, mix(6, count <= 2 ? 1 : count <= 5 ? 2 : 3, 0));
  return scaled(rarity);
}

function addLetters(framed: string): void {
  for (const { length, kind } of LETTERS) {
    for (let start = 0; start + length <= framed.length; start += 1) {
      let group = 0;
      for (let at = start; at < start + length; at += 1) group = Math.imul(group, 31) + framed.charCodeAt(at);
      found.add(3, mix(kind, group, 0));
    }
  }
}

/** What is everywhere tells little: the logarithm of how few of the texts have a column. */
export function rarityOf(texts: readonly Features[]): Float32Array {
  const times = new Float32Array(COLUMNS);
  for (const { columns } of texts) for (const column of columns) times[column] = (times[column] ?? 0) + 1;
  return times.map((time) => 1 + Math.log((1 + texts.length) / (1 + time)));
}

/** A long text must not shout louder than a short one, nor many letter groups louder than a few words. */
function scaled(rarity: Float32Array | undefined): Features {
  const { size, sorts } = found;
  const columns = found.columns.slice(0, size);
  const values = new Float64Array(size);
  const sums = new Float64Array(SORTS.length);
  for (let index = 0; index < size; index += 1) {
    const value = rarity?.[columns[index] ?? 0] ?? 1;
    const sort = sorts[index] ?? 0;
    values[index] = value;
    sums[sort] = (sums[sort] ?? 0) + value * value;
  }
  const all = Math.hypot(...SORTS.filter((_, sort) => (sums[sort] ?? 0) > 0));
  const scales = SORTS.map((weight, sort) => weight / (all * Math.sqrt(sums[sort] || 1)));
  for (let index = 0; index < size; index += 1) {
    values[index] = (values[index] ?? 0) * (scales[sorts[index] ?? 0] ?? 0);
  }
  return { columns, values };
}
