import type { LetterBlock, RenderedLetter } from '../fulfilment/letter.ts';
import { assertNever } from '../kernel/assert-never.ts';

/** The letter as plain text: every word of it, a table as a list with the names of its columns. */
export function letterText(letter: RenderedLetter): string {
  return [letter.title, ...letter.blocks.map(blockText)].join('\n\n');
}

function blockText(block: LetterBlock): string {
  switch (block.kind) {
    case 'heading':
      return block.text.toLocaleUpperCase();
    case 'paragraph':
      return block.text;
    case 'list':
      return block.items.map((item) => `- ${item}`).join('\n');
    case 'table':
      return block.rows.map((row) => rowText(block.head, row)).join('\n');
    default:
      return assertNever(block);
  }
}

function rowText(head: readonly string[], [first = '', ...rest]: readonly string[]): string {
  const cells = rest.flatMap((cell, index) => (cell === '' ? [] : [`  ${head[index + 1] ?? ''}: ${cell}`]));
  return [`- ${first}`, ...cells].join('\n');
}
