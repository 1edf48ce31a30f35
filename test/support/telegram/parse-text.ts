import { badRequest } from './api-answer.ts';

const RESERVED = /[_*[\]()~`>#+\-=|{}.!]/;
const PAIRED: Readonly<Record<string, string>> = {
  _: 'Italic',
  '*': 'Bold',
  '~': 'Strikethrough',
  '`': 'Code',
};
const TAGS = new Set([
  'b',
  'strong',
  'i',
  'em',
  'u',
  'ins',
  's',
  'strike',
  'del',
  'code',
  'pre',
  'a',
  'blockquote',
]);

/**
 * The text that a reader sees. Holds the part of Telegram's parsers that shows whether a sender escaped: reserved
 * characters and unclosed marks in Markdown, unknown and unbalanced tags in HTML.
 */
export function parseText(text: string, parseMode: string | undefined): string {
  if (parseMode === undefined || parseMode === '') return text;
  const mode = parseMode.toLowerCase();
  if (mode === 'html') return parseHtml(text);
  if (mode === 'markdownv2') return parseMarkdown(text, true);
  if (mode === 'markdown') return parseMarkdown(text, false);
  throw badRequest('unsupported parse_mode');
}

function parseMarkdown(text: string, strict: boolean): string {
  let seen = '';
  let open: { readonly mark: string; readonly at: number } | undefined;
  for (let index = 0; index < text.length; index += 1) {
    const character = text.charAt(index);
    const next = text.charAt(index + 1);
    if (character === '\\' && RESERVED.test(next)) {
      seen += next;
      index += 1;
    } else if (PAIRED[character] !== undefined && (strict || character !== '~')) {
      if (open === undefined) open = { mark: character, at: Buffer.byteLength(text.slice(0, index)) };
      else if (open.mark === character) open = undefined;
      else seen += character;
    } else if (strict && RESERVED.test(character)) {
      throw badRequest(
        `can't parse entities: Character '${character}' is reserved and must be escaped with the preceding '\\'`,
      );
    } else seen += character;
  }
  if (open !== undefined)
    throw badRequest(
      `can't parse entities: Can't find end of ${PAIRED[open.mark]} entity at byte offset ${open.at}`,
    );
  return seen;
}

function parseHtml(text: string): string {
  const open: string[] = [];
  const seen = text.replaceAll(
    /<(\/?)([a-zA-Z0-9-]*)[^>]*>/g,
    (_tag, slash: string, name: string, at: number) => {
      const offset = Buffer.byteLength(text.slice(0, at));
      const tag = name.toLowerCase();
      if (slash === '/') {
        if (open.pop() !== tag)
          throw badRequest(`can't parse entities: Unexpected end tag at byte offset ${offset}`);
      } else {
        if (!TAGS.has(tag))
          throw badRequest(`can't parse entities: Unsupported start tag "${tag}" at byte offset ${offset}`);
        open.push(tag);
      }
      return '';
    },
  );
  const last = open.at(-1);
  if (last !== undefined)
    throw badRequest(`can't parse entities: Can't find end tag corresponding to start tag "${last}"`);
  return seen
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}
