/** One value of an answer, under its path such as `billingAddress.city`. */
export type Leaf = readonly [path: string, value: string];

/**
 * Everything that stands in a JSON answer, at any depth; the places of a list have no number. An amount of
 * `{value, currency}` is one value. What is empty is no value.
 */
export function leavesOf(value: unknown, path = ''): readonly Leaf[] {
  if (value === null || value === undefined || value === '') return [];
  if (Array.isArray(value)) return value.flatMap((item) => leavesOf(item, path));
  if (typeof value !== 'object') return [[path, String(value)]];
  const entries = Object.entries(value);
  const { currency, value: amount } = Object.fromEntries(entries);
  if (entries.length === 2 && typeof currency === 'string' && typeof amount === 'string')
    return [[path, `${amount} ${currency}`]];
  return entries.flatMap(([name, inner]) => leavesOf(inner, path === '' ? name : `${path}.${name}`));
}
