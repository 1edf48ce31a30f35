/** Letters of other alphabets that look like Latin ones. The desk reads Latin-script languages only. */
const LOOKALIKES: Readonly<Record<string, string>> = Object.fromEntries(
  (
    [
      ['аɑα', 'a'],
      ['вβ', 'b'],
      ['сϲ', 'c'],
      ['ԁ', 'd'],
      ['еєε', 'e'],
      ['ԍɡ', 'g'],
      ['нһ', 'h'],
      ['іıι', 'i'],
      ['јϳ', 'j'],
      ['кκ', 'k'],
      ['ⅼӏ', 'l'],
      ['м', 'm'],
      ['пո', 'n'],
      ['оοօσ', 'o'],
      ['рρ', 'p'],
      ['ԛ', 'q'],
      ['г', 'r'],
      ['ѕ', 's'],
      ['тτ', 't'],
      ['υս', 'u'],
      ['ѵν', 'v'],
      ['ԝω', 'w'],
      ['хχ', 'x'],
      ['уγ', 'y'],
      ['ᴢ', 'z'],
    ] as const
  ).flatMap(([odd, latin]) =>
    [...odd].flatMap((letter) => [
      [letter, latin],
      [letter.toUpperCase(), latin.toUpperCase()],
    ]),
  ),
);

const INVISIBLE = /\p{Default_Ignorable_Code_Point}/gu;
const CONTROL = /[\p{Cc}\p{Cs}\p{Co}\p{Cn}\uFFFD]/gu;
const OTHER_ALPHABET = /[\u0131\u0251\u0261\u0370-\u03FF\u0400-\u052F\u0530-\u058F\u1D22\u217C]/gu;

/** Printable ASCII but the backtick: nothing to clean. */
const PLAIN = /^[\n\x20-\x5f\x61-\x7e]*$/;

/**
 * Makes what a reader sees: NFKC, without zero-width characters, text-direction overrides and control
 * characters, with look-alike letters made Latin. Reads no further than `limit` UTF-16 units.
 */
export function cleanText(text: string, limit: number): string {
  const read = text.slice(0, limit);
  if (PLAIN.test(read)) return read;
  return read
    .replace(INVISIBLE, '')
    .normalize('NFKC')
    .replace(/\r\n?|[\u2028\u2029\u0085]/g, '\n')
    .replace(CONTROL, (character) => (character === '\n' ? '\n' : ' '))
    .replace(OTHER_ALPHABET, (letter) => LOOKALIKES[letter] ?? letter)
    .replace(/[‘’ʼ´`]/g, "'")
    .replace(/[‐‑‒–—]/g, '-');
}

/** Lower case without accents, and no letter more than twice in a row ("heeeel" and "heel" are one word). */
export function fold(text: string): string {
  return isFolded(text) ? text.toLowerCase() : folded(text);
}

/** Nearly every text: ASCII without a letter three times in a row, of which only the case is left to fold. */
function isFolded(text: string): boolean {
  const lower = 0x20;
  let before = 0;
  let twoBefore = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code > 0x7f) return false;
    const letter = code | lower;
    if (letter === before && letter === twoBefore) return false;
    twoBefore = before;
    before = letter;
  }
  return true;
}

function folded(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/(\p{L})\1{2,}/gu, '$1$1');
}
