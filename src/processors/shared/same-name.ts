import type { SearchContext, SubjectKey } from '../../core/fulfilment/processor.ts';

/** Words of a Dutch surname or a title that tell nobody apart. */
const BETWEEN = new Set(
  'van von de der den het ten ter te la le du op aan in bij dhr mevr mw mr mrs ms dr drs ir ing heer mevrouw hr familie fam'.split(
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

/** Whose name may stand on what is the customer's own: as who asks calls himself, and what a person confirmed. */
export function ownNames(
  keys: readonly SubjectKey[],
  { name }: Pick<SearchContext, 'name'>,
): readonly string[] {
  const confirmed = keys.flatMap(({ kind, from, value }) =>
    kind === 'name' && from !== 'found' ? [value] : [],
  );
  return name === undefined ? confirmed : [name, ...confirmed];
}

/** Whether a name tells of another person. One first name alone does not, and nothing does while nobody's name is known. */
export function isOtherName(found: string, own: readonly string[]): boolean {
  const known = own.filter((name) => words(name).length > 0);
  if (known.length === 0 || words(found).length === 0) return false;
  return !known.some((name) => isSameName(name, found) || isFirstNameOf(name, found));
}

function isFirstNameOf(one: string, other: string): boolean {
  const [first, ...rest] = words(one);
  const [second, ...others] = words(other);
  return first === second && (rest.length === 0 || others.length === 0);
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
