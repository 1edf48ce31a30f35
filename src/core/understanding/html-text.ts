/** Elements that begin and end a line of their own. */
const BLOCKS: ReadonlySet<string> = new Set(
  'address article aside blockquote body center dd div dl dt fieldset footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section table tbody tfoot thead tr ul'.split(
    ' ',
  ),
);
/** Elements of which nothing is words. */
const WORDLESS: ReadonlySet<string> = new Set(
  'head style script title noscript template object svg math select textarea button audio video'.split(' '),
);
const VOID: ReadonlySet<string> = new Set(
  'area base br col embed hr img input link meta param source track wbr'.split(' '),
);
/** A new one of these ends the one before it. */
const ENDS_ITSELF: ReadonlySet<string> = new Set(['p', 'li', 'td', 'th', 'tr', 'dt', 'dd']);
const ENTITIES: ReadonlyMap<string, string> = new Map(
  (
    'amp & lt < gt > quot " apos \' euro € hellip … ndash – mdash — lsquo ‘ rsquo ’ ldquo “ rdquo ” bull • copy © reg ® ' +
    'eacute é egrave è ecirc ê euml ë agrave à aacute á acirc â auml ä iuml ï icirc î iacute í ouml ö oacute ó ocirc ô ' +
    'uuml ü uacute ú ucirc û ugrave ù ccedil ç ntilde ñ szlig ß Auml Ä Ouml Ö Uuml Ü Eacute É Agrave À'
  )
    .split(' ')
    .flatMap((name, at, all) => (at % 2 === 0 ? [[name, all[at + 1] ?? ''] as const] : [])),
);
const TAG = /^<(\/?)([a-z][a-z0-9:-]{0,30})((?:\s[^>]{0,2000})?)\/?>$/i;
const HIDDEN =
  /\shidden(?=[\s=>/]|$)|style\s*=\s*["'][^"']*(?:display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?:px|pt|em|%)?\s*(?:[;"']|$)|mso-hide\s*:\s*all)/i;
/** How mail programs mark what was said before. */
const QUOTE =
  /(?:class|id)\s*=\s*["'](?:[^"']*[\s_-])?(?:gmail_quote|gmail_quote_container|yahoo_quoted|protonmail_quote|moz-forward-container|zmail_extra|tutanota_quote|ox-[0-9a-f]+-quote|mail-editor-reference-message-container|WordSection1-quote)(?=[\s"'_-])/i;
/** From here on everything is somebody's earlier mail: Outlook puts it beside, not inside, its marks. */
const QUOTE_BEGINS = /id\s*=\s*["'](?:[^"']*_)?(?:divRplyFwdMsg|appendonsend|stopSpelling)["']/i;
const SIGNATURE =
  /(?:class|id)\s*=\s*["'](?:[^"']*\s)?(?:gmail_signature|moz-signature|ms-outlook-mobile-signature|protonmail_signature_block|Signature)(?=[\s"'_-])/i;
const DEEPEST = 500;

interface Open {
  readonly name: string;
  readonly hidden: boolean;
  readonly quote: boolean;
}

/**
 * The words of an HTML mail as a reader sees them, one line for a paragraph or row: hidden parts are left out, quoted
 * parts begin with ">" and a marked signature with "-- ". One pass; the mark-up is never trusted nor carried on.
 */
export function htmlText(html: string): string {
  const lines: string[] = [];
  const open: Open[] = [];
  let line = '';
  let hidden = 0;
  let quotes = 0;
  let isPast = false;
  const close = (isForced: boolean): void => {
    const text = line.replace(/[ \t\n\r\f\u00a0]+/g, ' ').trim();
    if (text !== '' || isForced) lines.push(quotes > 0 || isPast ? `> ${text}` : text);
    line = '';
  };
  const leave = (name: string): void => {
    const at = open.findLastIndex((element) => element.name === name);
    if (at < 0) return;
    for (const element of open.splice(at)) {
      if (element.hidden) hidden -= 1;
      if (element.quote) quotes -= 1;
    }
  };

  let at = 0;
  while (at < html.length) {
    const start = html.indexOf('<', at);
    if (hidden === 0) line += decoded(html.slice(at, start < 0 ? undefined : start));
    if (start < 0) break;
    if (html.startsWith('<!--', start)) {
      const end = html.indexOf('-->', start + 4);
      if (end < 0) break;
      at = end + 3;
      continue;
    }
    if (!/[a-z/!?]/i.test(html.charAt(start + 1))) {
      // "jonger < 16": a sign, no tag.
      if (hidden === 0) line += '<';
      at = start + 1;
      continue;
    }
    const end = html.indexOf('>', start);
    if (end < 0) break;
    at = end + 1;
    const [, slash, rawName = '', attributes = ''] = TAG.exec(html.slice(start, at)) ?? [];
    const name = rawName.toLowerCase();
    if (name === '') continue;
    if (name === 'br') {
      if (hidden === 0) close(true);
      continue;
    }
    const isBlock = BLOCKS.has(name);
    if (isBlock && hidden === 0) close(name === 'p' || name === 'hr');
    if (slash === '/') {
      if (name === 'td' || name === 'th') line += ' ';
      leave(name);
      continue;
    }
    if (ENDS_ITSELF.has(name) && open.at(-1)?.name === name) leave(name);
    if (QUOTE_BEGINS.test(attributes)) isPast = true;
    if (SIGNATURE.test(attributes) && hidden === 0 && quotes === 0 && !isPast) lines.push('-- ');
    if (name === 'li') line += '- ';
    if (VOID.has(name) || open.length >= DEEPEST) continue;
    const element: Open = {
      name,
      hidden: WORDLESS.has(name) || HIDDEN.test(attributes),
      quote: name === 'blockquote' || QUOTE.test(attributes),
    };
    if (element.hidden) hidden += 1;
    if (element.quote) quotes += 1;
    open.push(element);
  }
  close(false);
  return lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

function decoded(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z]{2,8}));?/gi, (whole, decimal, hex, name) => {
    const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal);
    if (name === undefined) return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ' ';
    return name === 'nbsp' ? ' ' : (ENTITIES.get(String(name)) ?? whole);
  });
}
