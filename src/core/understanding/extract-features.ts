import type { Word } from './word.ts';
import { COLUMNS, mix } from './word-features.ts';

/** The features that occur in a text: the first `size` columns, each once, and how strongly each counts. */
export interface Features {
  readonly size: number;
  readonly columns: Int32Array;
  readonly values: Float64Array;
}

const MOST_WORDS = 120;
/** How strongly each sort of feature counts in a text, however many of the sort there are. */
const WEIGHT = { words: 1, meanings: 1.3, concepts: 0.7, letters: 1 } as const;
const SORTS = Object.values(WEIGHT);
const EDGE = 0x5bd1e995;

/** More than the words, letter groups and pairs of meanings of `MOST_WORDS` words. */
const MOST_FOUND = 2 ** 14;

/** What was found in one text, in the order of finding. Used again for every text: one at a time. */
class Found implements Features {
  size = 0;
  readonly columns = new Int32Array(MOST_FOUND);
  readonly values = new Float64Array(MOST_FOUND);
  readonly #sorts = new Uint8Array(MOST_FOUND);
  readonly #sums = new Float64Array(SORTS.length);
  readonly #scales = new Float64Array(SORTS.length);
  /** Of each column the number of the text in which it was found last. */
  readonly #lastIn = new Int32Array(COLUMNS);
  #rarity: Float32Array | undefined;
  #text = 0;

  begin(rarity: Float32Array | undefined): void {
    if (this.#text === 0x7fffffff) {
      this.#lastIn.fill(0);
      this.#text = 0;
    }
    this.#text += 1;
    this.#rarity = rarity;
    this.#sums.fill(0);
    this.size = 0;
  }

  add(sort: number, column: number): void {
    if (this.#lastIn[column] === this.#text) return;
    this.#lastIn[column] = this.#text;
    const value = this.#rarity?.[column] ?? 1;
    this.columns[this.size] = column;
    this.values[this.size] = value;
    this.#sorts[this.size] = sort;
    this.#sums[sort] = (this.#sums[sort] ?? 0) + value * value;
    this.size += 1;
  }

  /** A long text must not shout louder than a short one, nor many letter groups louder than a few words. */
  scale(): void {
    let all = 0;
    for (const [sort, weight] of SORTS.entries()) if (this.#sums[sort] !== 0) all += weight * weight;
    for (const [sort, weight] of SORTS.entries())
      this.#scales[sort] = weight / Math.sqrt(all * (this.#sums[sort] || 1));
    for (let index = 0; index < this.size; index += 1) {
      const scale = this.#scales[this.#sorts[index] ?? 0] ?? 0;
      this.values[index] = (this.values[index] ?? 0) * scale;
    }
  }
}

const found = new Found();

/** The same features, that outlast the next text. */
export function keptFeatures({ size, columns, values }: Features): Features {
  return { size, columns: columns.slice(0, size), values: values.slice(0, size) };
}

/**
 * Words, neighbours, meanings, meanings together, and letter groups that survive a typing error. `rarity` says of each
 * column how much its occurrence tells (`rarityOf`); without it all tell as much. Holds until the next text is read
 * (`keptFeatures`).
 */
export function extractFeatures(words: readonly Word[], rarity?: Float32Array): Features {
  found.begin(rarity);
  const concepts: number[] = [];
  const count = Math.min(words.length, MOST_WORDS);
  let before = EDGE;
  let meaningBefore = EDGE;
  let meaningTwoBefore = EDGE;
  for (let index = 0; index < count; index += 1) {
    const word = words[index];
    if (word === undefined) break;
    const { own, meaning, column, meaningColumn, letters } = word.features;
    found.add(0, column);
    found.add(0, mix(2, before, own));
    found.add(1, mix(3, meaningBefore, meaning));
    if (meaningColumn !== undefined && !concepts.includes(meaning)) {
      concepts.push(meaning);
      found.add(1, meaningColumn);
    }
    for (const group of letters) found.add(3, group);
    found.add(1, mix(8, meaningTwoBefore, meaning));
    before = own;
    meaningTwoBefore = meaningBefore;
    meaningBefore = meaning;
  }
  found.add(0, mix(2, before, EDGE));
  found.add(1, mix(3, meaningBefore, EDGE));
  concepts.sort((a, b) => a - b);
  for (let index = 0; index < concepts.length; index += 1) {
    for (let other = index + 1; other < concepts.length; other += 1) {
      found.add(2, mix(5, concepts[index] ?? 0, concepts[other] ?? 0));
    }
  }
  found.add(1, mix(6, count <= 2 ? 1 : count <= 5 ? 2 : 3, 0));
  found.scale();
  return found;
}

/** What is everywhere tells little: the logarithm of how few of the texts have a column. */
export function rarityOf(texts: readonly Features[]): Float32Array {
  const times = new Float32Array(COLUMNS);
  for (const { columns } of texts) for (const column of columns) times[column] = (times[column] ?? 0) + 1;
  return times.map((time) => 1 + Math.log((1 + texts.length) / (1 + time)));
}
