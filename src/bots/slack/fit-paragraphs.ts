const ELLIPSIS = '…';
const NOTHING = '–';

/** Without control and direction-changing characters, which could show a reader something else than is written. */
export function clean(text: string): string {
  return text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/(?!\n)\p{Cc}|[\u202a-\u202e\u2066-\u2069]/gu, '')
    .trim();
}

/** On one line and never empty: Slack refuses empty texts. `max` counts code points. */
export function line(text: string, max: number): string {
  return cut(clean(text).replace(/\s+/g, ' ') || NOTHING, max);
}

/** At most `max` code points; what was longer ends in an ellipsis. */
export function cut(text: string, max: number): string {
  return cutAs(text, max, (character) => character);
}

/** For `mrkdwn`: with & < > escaped (docs.slack.dev, formatting message text) no mention, link or `<!channel>` is left. */
export function escaped(text: string, max: number): string {
  return cutAs(text, max, escapeCharacter);
}

/** Length in code points, as the limits are counted here. */
export function size(text: string): number {
  return Array.from(text).length;
}

/**
 * Paragraphs as texts of at most `maxSize` code points, at most `maxParts` of them and `maxTotal` together.
 * A long one is split at a line or a space, many short ones are joined, and only what then is left over is cut.
 */
export function fitParagraphs(
  paragraphs: readonly string[],
  limits: { readonly maxSize: number; readonly maxParts: number; readonly maxTotal: number },
): string[] {
  const whole = cut(paragraphs.map(clean).filter(Boolean).join('\n\n'), limits.maxTotal);
  const parts = whole
    .split('\n\n')
    .filter(Boolean)
    .flatMap((paragraph) => split(paragraph, limits.maxSize));
  if (parts.length <= limits.maxParts) return parts;
  const joined = split(whole, limits.maxSize);
  if (joined.length <= limits.maxParts) return joined;
  const kept = joined.slice(0, limits.maxParts);
  return kept.map((part, index) =>
    index === kept.length - 1 ? cut(`${part} ${ELLIPSIS}`, limits.maxSize) : part,
  );
}

function split(text: string, max: number): string[] {
  const parts: string[] = [];
  let rest = Array.from(text);
  while (rest.length > max) {
    const places = [rest.lastIndexOf('\n', max - 1), rest.lastIndexOf(' ', max - 1)];
    const end = places.find((place) => place > max / 2) ?? max;
    parts.push(rest.slice(0, end).join('').trimEnd());
    rest = Array.from(rest.slice(end).join('').trimStart());
  }
  if (rest.length > 0) parts.push(rest.join(''));
  return parts;
}

function cutAs(text: string, max: number, write: (character: string) => string): string {
  const characters = Array.from(text, write);
  if (sum(characters) <= max) return characters.join('');
  let length = 0;
  const kept = characters.findIndex((character) => {
    length += character.length === 1 ? 1 : size(character);
    return length > max - 1;
  });
  return max < 1 ? '' : `${characters.slice(0, kept).join('').trimEnd()}${ELLIPSIS}`;
}

function sum(characters: readonly string[]): number {
  return characters.reduce((total, character) => total + size(character), 0);
}

function escapeCharacter(character: string): string {
  if (character === '&') return '&amp;';
  if (character === '<') return '&lt;';
  return character === '>' ? '&gt;' : character;
}
