import { ButtonStyle, ComponentType } from 'discord.js';
import type { Choice, OutboundContent } from '../../core/conversation/channel.ts';
import { splitText as split } from '../../core/kernel/split-text.ts';

/** `content` of Create Message. Which unit Discord counts is not written down; UTF-16 units are never too few. */
export const MAX_UNITS = 2_000;
const MAX_BUTTONS = 25;
const BUTTONS_A_ROW = 5;
const MAX_LABEL = 80;
const { Button, ActionRow } = ComponentType;
/** Every one: no choice is nudged (R3). */
const GREY = ButtonStyle.Secondary;

/** What Create Message gets besides the channel. */
export interface MessagePart {
  readonly content: string;
  readonly components: readonly object[];
}

/** The messages that together say `content`, in order; the choices hang on the last one. None when there is no text. */
export function compose({ paragraphs, choices }: OutboundContent): readonly MessagePart[] {
  const once = [...new Map(choices.map((choice) => [choice.id, choice])).values()];
  // What a message has no room for is listed: every choice may be typed as well.
  const listed = once.slice(MAX_BUTTONS).map(({ label }) => label);
  const text = [...paragraphs, listed.join('\n')]
    .map((paragraph) => paragraph.trim())
    .filter((paragraph) => paragraph !== '')
    .join('\n\n');
  const parts = splitText(escapeMarkup(text.toWellFormed()), MAX_UNITS);
  const rows = rowsOf(once.slice(0, MAX_BUTTONS));
  return parts.map((content, index) => ({ content, components: index === parts.length - 1 ? rows : [] }));
}

function rowsOf(choices: readonly Choice[]): readonly object[] {
  const buttons = choices.map(({ id, label }) => {
    return { type: Button, style: GREY, label: fitLabel(label), custom_id: id };
  });
  return Array.from({ length: Math.ceil(buttons.length / BUTTONS_A_ROW) }, (_row, index) => {
    return { type: ActionRow, components: buttons.slice(index * BUTTONS_A_ROW, (index + 1) * BUTTONS_A_ROW) };
  });
}

function fitLabel(label: string): string {
  if (label.length <= MAX_LABEL) return label;
  const [first = ''] = splitText(label, MAX_LABEL - 1);
  return `${first}…`;
}

/** Plain text stays plain: markup that it happens to hold is shown, not obeyed. The address of a page stays one. */
export function escapeMarkup(text: string): string {
  return text
    .split(/(https?:\/\/[^\s<>]+)/)
    .map((piece, index) => (index % 2 === 1 ? piece : escapePiece(piece)))
    .join('');
}

function escapePiece(text: string): string {
  return text
    .replaceAll(/[\\*_~`|[\]<>#]/g, '\\$&')
    .replaceAll(/(?<=^|\s)[-+](?=\s)/g, '\\$&')
    .replaceAll(/(?<=(?:^|\s)\d+)\.(?=\s)/g, '\\.')
    .replaceAll(/@(?=everyone|here)/g, '\\@');
}

/** Pieces of at most `max` UTF-16 units. */
export function splitText(text: string, max: number): readonly string[] {
  return split(text, (rest) => rest.slice(0, max), untorn);
}

/** Neither between the halves of a character, nor between an escape and what it escapes. */
function untorn(window: string): number {
  const torn = /[\uD800-\uDBFF]$|(?<!\\)(?:\\\\)*\\$/.test(window);
  return torn ? window.length - 1 : window.length;
}
