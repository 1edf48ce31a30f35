import type { LetterBlock, RenderedLetter } from '../fulfilment/letter.ts';
import { assertNever } from '../kernel/assert-never.ts';
import type { ReplyLanguage } from '../kernel/language.ts';
import { text } from './texts.ts';

/** Blocks whose words somebody typed for this person, though the frame around them is locked. */
const TYPED: readonly string[] = [
  'why.facts',
  'why.abuse',
  'what.text',
  'data.text',
  'consequences.text',
  'measures.text',
];

/** What this person typed a moment ago: shown back to nobody else. */
export type JustTyped = readonly string[];

/** Whether somebody wrote something into this letter that this reader did not: it can be read whole at the desk only (R25). */
export function hasOwnText({ blocks, before }: RenderedLetter, typed: JustTyped = []): boolean {
  return [...blocks, ...(before?.blocks ?? [])].some((block) => isTyped(block) && !isOf(block, typed));
}

/**
 * The letter for a screen outside the desk (R19, R25): its locked words as they will be sent, without the name, without
 * what anybody else typed, and of a table only how many rows it has. What leaves first stands first.
 */
export function maskedLetter(
  letter: RenderedLetter,
  language: ReplyLanguage,
  typed: JustTyped = [],
): readonly string[] {
  const shown = (blocks: readonly LetterBlock[]) => blocks.map((block) => masked(block, language, typed));
  if (letter.before === undefined) return shown(letter.blocks);
  const { title, blocks } = letter.before;
  const name = (words: string) => words.toLocaleUpperCase(language);
  return [name(title), ...shown(blocks), name(letter.title), ...shown(letter.blocks)];
}

function masked(block: LetterBlock, language: ReplyLanguage, typed: JustTyped): string {
  if (isTyped(block) && !isOf(block, typed)) return text(language, 'staff:preview.own_text');
  if (block.id === 'greeting') return text(language, 'staff:preview.greeting');
  switch (block.kind) {
    case 'heading':
      return block.text.toLocaleUpperCase(language);
    case 'paragraph':
      return block.text;
    case 'list':
      return block.items.map((item) => `• ${item}`).join('\n');
    case 'table':
      return text(language, 'staff:preview.table', {
        columns: block.head.join(', '),
        count: block.rows.length,
      });
    default:
      return assertNever(block);
  }
}

function isTyped(block: LetterBlock): boolean {
  return !block.locked || ('typed' in block && block.typed === true) || TYPED.includes(block.id);
}

/** A free paragraph, word for word as typed. */
function isOf(block: LetterBlock, typed: JustTyped): boolean {
  return block.kind === 'paragraph' && !block.locked && typed.some((own) => own.trim() === block.text);
}
