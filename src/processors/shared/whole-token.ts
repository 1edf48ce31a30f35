/** `1002` is in "#1002 candles" and in "?order=1002", and not in "10023", "A-1002" or "1002,50". Capitals do not count. */
export function wholeToken(number: string): RegExp {
  const literal = number.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return new RegExp(`(?<![a-z0-9]|[a-z0-9][-_.,])${literal}(?![a-z0-9]|[-_.,][a-z0-9])`, 'i');
}
