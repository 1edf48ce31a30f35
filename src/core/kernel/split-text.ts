/**
 * Pieces of a text, each within the longest beginning that fits (`fitting`, at least one character), cut behind a
 * paragraph, else a sentence, else a word, else where `tearing` says within what fits: at its end when it is left out.
 */
export function splitText(
  text: string,
  fitting: (rest: string) => string,
  tearing: (window: string) => number = (window) => window.length,
): readonly string[] {
  const parts: string[] = [];
  let rest = text.trim();
  while (rest !== '') {
    const window = fitting(rest);
    const part = rest.length <= window.length ? rest : window.slice(0, gapIn(window) ?? tearing(window));
    parts.push(part.trimEnd());
    rest = rest.slice(part.length).trimStart();
  }
  return parts;
}

function gapIn(window: string): number | undefined {
  const paragraph = window.lastIndexOf('\n\n');
  if (paragraph > 0) return paragraph;
  const sentence = [...window.matchAll(/[.!?…]\s/g)].at(-1);
  if (sentence !== undefined) return sentence.index + 1;
  const word = Math.max(window.lastIndexOf(' '), window.lastIndexOf('\n'));
  return word > 0 ? word : undefined;
}
