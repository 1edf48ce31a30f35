const MOST_SENTENCES = 80;
const WRAPPED_FROM = 55;

/** Short words whose full stop ends no sentence. */
const ABBREVIATION =
  /(?:^|[\s(.])(?:[a-z]|dhr|mevr|mw|nr|art|bijv|evt|tel|incl|excl|mr|mrs|dr|st|etc|ca|resp)\.$/i;

/** Own text -> sentences. Lines that a mail program wrapped are joined again. Linear in the length. */
export function splitSentences(text: string): readonly string[] {
  const sentences: string[] = [];
  let open = '';
  const close = (): void => {
    const sentence = open.trim();
    if (sentence !== '' && sentences.length < MOST_SENTENCES) sentences.push(sentence);
    open = '';
  };
  for (const line of text.split('\n')) {
    if (line.trim() === '') {
      close();
      continue;
    }
    for (const piece of line.split(/(?<=[.!?;:…])\s+/u)) {
      open = open === '' ? piece : `${open} ${piece}`;
      if (/[.!?;:…]$/u.test(piece) && !ABBREVIATION.test(open.slice(-12))) close();
    }
    // A short line is a line of its own; a long one without an end runs on.
    if (line.length < WRAPPED_FROM) close();
  }
  close();
  return sentences;
}
