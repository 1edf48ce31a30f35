import { cleanText, fold } from './clean-text.ts';
import type { CompiledLexicon } from './compile-lexicon.ts';
import { said } from './word-pattern.ts';

const NINE_DIGITS =
  /(?<!\d)\d{4}[ \t.\u2010-\u2015-]?\d{2}[ \t.\u2010-\u2015-]?\d{3}(?!\d)|(?<!\d)\d{3}[ \t.\u2010-\u2015-]?\d{3}[ \t.\u2010-\u2015-]?\d{3}(?!\d)/g;
/** Signs without width, and other ways of writing a digit, would hide a number from the eye of the program only. */
const WITHOUT_WIDTH = /\p{Default_Ignorable_Code_Point}/gu;
/** Without these nothing in a text is or becomes a digit. */
const MAY_NUMBER = /[\d\u00b2-\u00be\u0250-\uffff]/;
const WORD = /[\p{L}\p{N}]+(?:['-][\p{L}\p{N}]+)*/gu;

/**
 * Nine digits count as a citizen service number only beside a word for it or for an identity document (R14). Looks
 * at all of the text, whatever its length and whoever wrote it: all of it is stored. Linear in that length.
 */
export function holdsBsn(text: string, lexicon: CompiledLexicon): boolean {
  if (!MAY_NUMBER.test(text) || visible(text).search(NINE_DIGITS) < 0) return false;
  const words = fold(cleanText(text, text.length)).match(WORD) ?? [];
  return said(
    words.map((word) => lexicon.word(word)),
    lexicon,
  ).has('document');
}

/** All of the text with every nine-digit number replaced, when `holdsBsn`. */
export function maskBsn(text: string, replacement: string): string {
  return visible(text).replace(NINE_DIGITS, replacement);
}

function visible(text: string): string {
  return text.normalize('NFKC').replace(WITHOUT_WIDTH, '');
}
