import type { LetterBlock, RenderedLetter } from '../fulfilment/letter.ts';
import { assertNever } from '../kernel/assert-never.ts';
import { escapeHtml } from './escape-html.ts';

const CELL = 'padding:6px 10px;border:1px solid #c9c9c9;text-align:left;vertical-align:top';

/** The letter as a page of its own, readable without any other file. */
export function letterPage(letter: RenderedLetter): string {
  const title = escapeHtml(letter.title);
  return `<!doctype html>
<html lang="${letter.language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title></head>
<body style="max-width:40em;margin:2em auto;padding:0 1em;font:16px/1.5 sans-serif;color:#1a1a1a">
<h1 style="font-size:24px;line-height:1.25">${title}</h1>
${letterBlocks(letter.blocks)}
</body></html>
`;
}

/** The blocks with inline styles, for a mail or a page. */
export function letterBlocks(blocks: readonly LetterBlock[]): string {
  return blocks.map(blockHtml).join('\n');
}

function blockHtml(block: LetterBlock): string {
  switch (block.kind) {
    case 'heading':
      return `<h2 style="font-size:18px;margin:28px 0 8px">${escapeHtml(block.text)}</h2>`;
    case 'paragraph':
      return paragraphsHtml(block.text);
    case 'list':
      return `<ul style="padding-left:20px">${block.items.map((item) => `<li>${escapeHtml(item)}</li>`).join('')}</ul>`;
    case 'table':
      return `<table style="border-collapse:collapse;width:100%"><thead><tr>${block.head
        .map((cell) => `<th scope="col" style="${CELL};background:#f2f2f2">${escapeHtml(cell)}</th>`)
        .join('')}</tr></thead><tbody>${block.rows.map(rowHtml).join('')}</tbody></table>`;
    default:
      return assertNever(block);
  }
}

/** A blank line begins a new paragraph; a single line break stays one. */
export function paragraphsHtml(words: string): string {
  return words
    .split(/\n\s*\n/)
    .map((paragraph) => `<p>${escapeHtml(paragraph.trim()).replaceAll('\n', '<br>')}</p>`)
    .join('\n');
}

function rowHtml(row: readonly string[]): string {
  return `<tr>${row.map((cell) => `<td style="${CELL}">${escapeHtml(cell)}</td>`).join('')}</tr>`;
}
