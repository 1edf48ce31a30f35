import type { LetterBlock, RenderedLetter } from '../fulfilment/letter.ts';
import { blockParagraph } from '../fulfilment/letter-paragraphs.ts';

/** The letter as plain text: every word of it, a table as a list with the names of its columns. */
export function letterText(letter: Pick<RenderedLetter, 'title' | 'blocks'>): string {
  return [letter.title, ...letter.blocks.map(blockText)].join('\n\n');
}

function blockText(block: LetterBlock): string {
  return block.kind === 'heading' ? block.text.toLocaleUpperCase() : blockParagraph(block);
}
