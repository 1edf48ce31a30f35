/** One value of an answer, under its path such as `billingAddress.city`. */
export type Leaf = readonly [path: string, value: string];

/**
 * Everything that stands in a JSON answer, at any depth; the places of a list have no number. An amount of
 * `{value, currency}` is one value. What is empty is no value.
 */
export function leavesOf(answer: unknown): readonly Leaf[] {
  const leaves: Leaf[] = [];
  // No calls within calls: an answer may be nested deeper than they go.
  const left: [path: string, value: unknown][] = [['', answer]];
  for (let next = left.pop(); next !== undefined; next = left.pop()) {
    const [path, value] = next;
    if (value === null || value === undefined || value === '') continue;
    if (typeof value !== 'object') leaves.push([path, String(value)]);
    else if (Array.isArray(value)) for (const item of value.toReversed()) left.push([path, item]);
    else {
      const amount = amountOf(value);
      if (amount !== undefined) leaves.push([path, amount]);
      else
        for (const [name, inner] of Object.entries(value).reverse())
          left.push([path === '' ? name : `${path}.${name}`, inner]);
    }
  }
  return leaves;
}

function amountOf(value: object): string | undefined {
  const entries = Object.entries(value);
  const { currency, value: amount } = Object.fromEntries(entries);
  return entries.length === 2 && typeof currency === 'string' && typeof amount === 'string'
    ? `${amount} ${currency}`
    : undefined;
}
