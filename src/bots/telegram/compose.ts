import type { OutboundContent } from '../../core/conversation/channel.ts';
import { ok, type Result, refuse } from '../../core/kernel/result.ts';
import { splitText as split } from '../../core/kernel/split-text.ts';

/** Telegram counts code points, not UTF-16 units and not bytes (sendMessage, `text`). */
export const MAX_CODE_POINTS = 4_096;
const MAX_CALLBACK_BYTES = 64;

/** What sendMessage gets besides the chat. No parse_mode: markup that a text happens to hold stays literal. */
export interface MessagePart {
  readonly text: string;
  readonly choices: readonly { readonly text: string; readonly callback_data: string }[];
}

export type ComposeRefusal = 'telegram.text_empty' | 'telegram.choice_invalid';

/** The messages that together say `content`, in order; the choices hang on the last one. */
export function compose(content: OutboundContent): Result<readonly MessagePart[], ComposeRefusal> {
  const text = content.paragraphs
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '');
  const parts = splitText(text.join('\n\n'), MAX_CODE_POINTS);
  if (parts.length === 0) return refuse('telegram.text_empty');
  const choices = content.choices.map(({ id, label }) => ({ text: label, callback_data: id }));
  if (choices.some((choice) => choice.text.trim() === '' || !fitsCallback(choice.callback_data)))
    return refuse('telegram.choice_invalid');
  return ok(parts.map((part, index) => ({ text: part, choices: index === parts.length - 1 ? choices : [] })));
}

function fitsCallback(data: string): boolean {
  const bytes = Buffer.byteLength(data);
  return bytes >= 1 && bytes <= MAX_CALLBACK_BYTES;
}

/** Pieces of at most `max` code points. */
export function splitText(text: string, max: number): readonly string[] {
  return split(text.toWellFormed(), (rest) => Array.from(rest).slice(0, max).join(''));
}
