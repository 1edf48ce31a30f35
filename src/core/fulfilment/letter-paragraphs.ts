import { assertNever } from '../kernel/assert-never.ts';
import type { LetterBlock } from './letter.ts';

/** A block as plain text: every word of it, a table as a list with the names of its columns. */
export function blockParagraph(block: LetterBlock): string {
  switch (block.kind) {
    case 'heading':
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
