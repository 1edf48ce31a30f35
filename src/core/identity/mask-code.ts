/** Six digits as people type or paste a code: together, in two groups, or one by one. */
const CODE = /(?<!\d)(?:\d{6}|\d{3}[ .-]\d{3}|\d(?: \d){5})(?!\d)/;
const MASK = '[code]';

/**
 * What a customer wrote, without a one-time code: nobody needs one after it was checked (R7). Six digits are a code
 * when nothing else stands there or the word does; another number, of an order say, stays.
 */
export function maskCode(text: string): string {
  const alone = text.replace(CODE, '').trim() === '';
  return alone || /\bcode\b/i.test(text) ? text.replace(new RegExp(CODE, 'g'), MASK) : text;
}
