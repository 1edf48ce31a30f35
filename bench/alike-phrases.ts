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
  for (const [index, left] of grams.entries()) {
    for (let other = 0; other < index; other += 1) {
      const right = grams[other];
      if (right !== undefined && isAlike(left, right)) parent[root(index)] = root(other);
    }
  }
  return texts.map((_, index) => root(index));
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

function isAlike(left: ReadonlySet<string>, right: ReadonlySet<string>): boolean {
  const [small, large] = left.size < right.size ? [left, right] : [right, left];
  if (small.size < ALIKE * large.size) return false;
  const needed = (ALIKE / (1 + ALIKE)) * (left.size + right.size);
  let spare = small.size - needed;
  for (const gram of small) {
    if (large.has(gram)) continue;
    spare -= 1;
    if (spare < 0) return false;
  }
  return true;
}
