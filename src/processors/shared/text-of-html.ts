const SIGNS: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ' };

/** The words of HTML, a line for every block, in time that grows with its length; to be read, never shown as HTML. */
export function textOfHtml(html: string): string {
  return html
    .split(/<(?=\/?(?:style|script)\b)/i)
    .map((part, index) => (index === 0 ? part : part.startsWith('/') ? `<${part}` : ''))
    .join('')
    .replace(/<(?:br|\/p|\/div|\/tr|\/li|\/h\d)\b[^<>]*>/gi, '\n')
    .replace(/<[a-z/!][^<>]*>/gi, '')
    .replace(/&(?:#(\d{1,7})|(amp|lt|gt|quot|nbsp));/g, (all, code, sign) =>
      sign === undefined ? signOf(Number(code), all) : (SIGNS[sign] ?? all),
    )
    .replace(/[ \t]+/g, ' ')
    .replace(/\s*\n\s*/g, '\n')
    .trim();
}

function signOf(code: number, otherwise: string): string {
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : otherwise;
}
