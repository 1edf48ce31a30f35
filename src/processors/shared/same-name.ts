/** Words of a Dutch surname or a title that tell nobody apart. */
const BETWEEN = new Set(
  'van von de der den het ten ter te la le du op aan in bij dhr mevr mw mr mrs ms dr drs ir ing heer mevrouw familie fam'.split(
    ' ',
  ),
);

/**
 * Whether two names can be of one person: a surname in common, and the same first name, or an initial of it. A surname
 * alone tells a household, not a person (R11), so that it is no match.
 */
export function isSameName(one: string, other: string): boolean {
  const [first, ...rest] = words(one);
  const [second, ...others] = words(other);
  if (first === undefined || second === undefined) return false;
  const firstNames = first === second || isInitial(first, second) || isInitial(second, first);
  return firstNames && rest.some((word) => word.length > 1 && others.includes(word));
}

function isInitial(word: string, name: string): boolean {
  return word.length === 1 && name.startsWith(word);
}

function words(name: string): readonly string[] {
  return name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== '' && !BETWEEN.has(word));
}
