import { createHash } from 'node:crypto';

/** Part of the three-letter groups that two nearly identical texts have in common. */
const ALIKE = 0.6;

/** For each text the number of its group; texts that are nearly the same (three-letter groups) share one. */
export function groupsOf(texts: readonly string[]): readonly number[] {
  const grams = texts.map(lettersOf);
  const parent = texts.map((_, index) => index);
  const root = (index: number): number => {
    let at = index;
    while (parent[at] !== at) at = parent[at] ?? at;
    return at;
  };
  const holders = new Map<string, number[]>();
  const shared = new Int32Array(texts.length);
  for (const [index, own] of grams.entries()) {
    shared.fill(0);
    for (const gram of own) {
      const known = holders.get(gram) ?? [];
      for (const other of known) shared[other] = (shared[other] ?? 0) + 1;
      known.push(index);
      holders.set(gram, known);
    }
    for (let other = 0; other < index; other += 1) {
      const both = shared[other] ?? 0;
      if (both > 0 && both >= ALIKE * (own.size + (grams[other]?.size ?? 0) - both))
        parent[root(index)] = root(other);
    }
  }
  return texts.map((_, index) => root(index));
}

/** For each text the first, in the order of the alphabet, of those that are nearly the same, as `plainOf` has it. */
export function firstOfGroups(texts: readonly string[]): readonly string[] {
  const groups = groupsOf(texts);
  const first = new Map<number, string>();
  for (const [index, text] of texts.entries()) {
    const group = groups[index] ?? index;
    const plain = plainOf(text);
    const known = first.get(group);
    if (known === undefined || plain < known) first.set(group, plain);
  }
  return groups.map((group) => first.get(group) ?? '');
}

/** A number for a plain text, the same on every machine. */
export function digestOf(plain: string): number {
  return createHash('sha256').update(plain).digest().readUInt32BE(0);
}

/** What remains of a text when case and marks are taken away. */
export function plainOf(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N} ]/gu, '');
}

function lettersOf(text: string): ReadonlySet<string> {
  const plain = plainOf(text);
  const grams = new Set<string>();
  for (let start = 0; start + 3 <= plain.length; start += 1) grams.add(plain.slice(start, start + 3));
  return grams;
}
