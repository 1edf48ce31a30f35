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

/** Whether staff wrote something into this letter: it can be read whole at the desk only (R25). */
export function hasOwnText(letter: RenderedLetter): boolean {
  // What leaves before it is read and decided with it, at the desk.
  const more = letter.before !== undefined || letter.notices !== undefined;
  return more || letter.blocks.some((block) => isTyped(block));
}

/**
 * The letter for a screen outside the desk (R19, R25): its locked words as they will be sent, without the name, without
 * what anybody typed, and of a table only how many rows it has.
 */
export function maskedLetter(letter: RenderedLetter, language: ReplyLanguage): readonly string[] {
  return letter.blocks.map((block) => masked(block, language));
}

function masked(block: LetterBlock, language: ReplyLanguage): string {
  if (isTyped(block)) return text(language, 'staff:preview.own_text');
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
