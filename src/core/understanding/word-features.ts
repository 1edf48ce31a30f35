/** Features share this many columns; a power of two. Two rare ones may fall together, which costs little. */
export const COLUMNS = 2 ** 16;

/** Lengths of the letter groups: short ones survive a typing error, long ones say more. */
const LETTERS = [
  { length: 4, kind: 7 },
  { length: 5, kind: 9 },
] as const;
const LONGEST_WORD = 20;

/** What a word brings into a text by itself; worked out once for each word, not for each text. */
export interface WordFeatures {
  readonly own: number;
  /** Of the meaning; that of the word where it has none. */
  readonly meaning: number;
  readonly column: number;
  readonly meaningColumn: number | undefined;
  /** Columns of its letter groups. */
  readonly letters: readonly number[];
}

/** The features of a word with its meaning. What is denied stands for its meaning alone, whatever the word. */
export function wordFeatures(text: string, concept: string | undefined, denied: boolean): WordFeatures {
  const own = hash(denied ? `not-${concept}` : text, 0);
  const meaning = concept === undefined ? undefined : hash(concept, denied ? 1 : 2);
  return {
    own,
    meaning: meaning ?? own,
    column: mix(1, own, 0),
    meaningColumn: meaning === undefined ? undefined : mix(4, meaning, 0),
    letters: denied || text.startsWith('#') ? [] : letterColumns(`<${text.slice(0, LONGEST_WORD)}>`),
  };
}

function letterColumns(framed: string): readonly number[] {
  const columns: number[] = [];
  for (const { length, kind } of LETTERS) {
    for (let start = 0; start + length <= framed.length; start += 1) {
      let group = 0;
      for (let at = start; at < start + length; at += 1) group = Math.imul(group, 31) + framed.charCodeAt(at);
      columns.push(mix(kind, group, 0));
    }
  }
  return columns;
}

/** FNV-1a: a number for a string. */
function hash(text: string, seed: number): number {
  let value = seed ^ 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  return value;
}

/** A column for two numbers of one kind; the last steps spread it over all columns. */
export function mix(kind: number, left: number, right: number): number {
  let value = Math.imul(left ^ (kind * 0x9e3779b1), 0x85ebca6b);
  value = Math.imul((value ^ (value >>> 15)) + right, 0xc2b2ae35);
  value ^= value >>> 13;
  return (Math.imul(value, 0x27d4eb2f) >>> 12) & (COLUMNS - 1);
}
