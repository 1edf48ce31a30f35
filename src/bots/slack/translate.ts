import type { types } from '@slack/bolt';
import type { CardAction, CardContent } from '../../core/approval/staff-channel.ts';
import { clean, cut, escaped, fitParagraphs, line, size } from './fit-paragraphs.ts';

// Limits in code points: docs.slack.dev, reference/block-kit and reference/views/modal-views.
const HEADER = 150;
const SECTION = 3_000;
const FIELD = 2_000;
const FIELDS_PER_SECTION = 10;
const FIELD_SECTIONS = 5;
const BUTTON = 75;
const BUTTON_URL = 3_000;
const MESSAGE_BLOCKS = 50;
// msg_blocks_too_long is not documented: 9,597 characters were accepted, 11,341 refused (slackapi/bolt-js#2867).
const MESSAGE_TOTAL = 9_000;
const FALLBACK = 1_000;

export interface SlackMessage {
  /** For notifications and screen readers; Slack reads it as markup, so it is escaped. */
  readonly text: string;
  readonly blocks: types.KnownBlock[];
}

/** The card as a message. Without `mayDecide` (no approvers, R26) it has no buttons but the link. */
export function cardMessage(card: CardContent, mayDecide: boolean): SlackMessage {
  const fields = fieldSections(card.fields, MESSAGE_TOTAL - SECTION);
  const paragraphs = fitParagraphs(card.paragraphs, {
    maxSize: SECTION,
    maxParts: MESSAGE_BLOCKS - FIELD_SECTIONS - 2,
    maxTotal: MESSAGE_TOTAL - fields.total,
  });
  const decisions = (mayDecide ? card.actions : []).map((action) => actionButton(action, card));
  return {
    text: fallback([card.title, ...card.fields.map((field) => `${field.label}: ${field.value}`)].join(' · ')),
    blocks: [
      { type: 'header', text: plain(card.title, HEADER) },
      ...fields.blocks,
      ...paragraphs.map(section),
      { type: 'actions', elements: [...decisions, linkButton(card.link)] },
    ],
  };
}

/** A short notice with a button to the desk. */
export function noticeMessage(text: string, label: string, url: string): SlackMessage {
  return {
    text: fallback(text),
    blocks: [shortSection(text), { type: 'actions', elements: [linkButton({ label, url })] }],
  };
}

/** Text for chat.postEphemeral, which reads markup: it says what it says and calls nobody. */
export function fallback(text: string): string {
  return escaped(clean(text).replace(/\s+/g, ' ') || '–', FALLBACK);
}

function fieldSections(
  fields: CardContent['fields'],
  maxTotal: number,
): { readonly blocks: types.SectionBlock[]; readonly total: number } {
  const blocks: types.SectionBlock[] = [];
  let total = 0;
  for (const field of fields.slice(0, FIELD_SECTIONS * FIELDS_PER_SECTION)) {
    const room = Math.min(FIELD, maxTotal - total);
    const label = `*${escaped(line(field.label, BUTTON), BUTTON)}*\n`;
    if (room <= size(label)) break;
    const text = `${label}${escaped(clean(field.value) || '–', room - size(label))}`;
    total += size(text);
    // `verbatim` keeps Slack from making links of bare addresses and names.
    const element: types.MrkdwnElement = { type: 'mrkdwn', text, verbatim: true };
    const last = blocks.at(-1)?.fields;
    if (last && last.length < FIELDS_PER_SECTION) last.push(element);
    else blocks.push({ type: 'section', fields: [element] });
  }
  return { blocks, total };
}

/** Leads to the desk. `id` where a view has several. */
export function linkButton(link: CardContent['link'], id = 'desk'): types.Button {
  return {
    type: 'button',
    action_id: id,
    text: plain(link.label, BUTTON),
    ...(link.url.length <= BUTTON_URL ? { url: link.url } : {}),
  };
}

/** A button carries what it is about, so that a click needs no memory of ours and survives a restart. */
export function actionButton(
  { id, label, style }: CardAction,
  { requestId, version }: Pick<CardContent, 'requestId' | 'version'>,
): types.Button {
  return {
    type: 'button',
    action_id: id,
    text: plain(label, BUTTON),
    ...(style === 'plain' ? {} : { style }),
    value: JSON.stringify({ requestId, version }),
  };
}

/** A paragraph that says what it says: no markup, no links. */
export function section(text: string): types.SectionBlock {
  return { type: 'section', text: { type: 'plain_text', text, emoji: false } };
}

/** The same for any text: cut where a section ends, and never empty, which Slack refuses. */
export function shortSection(text: string): types.SectionBlock {
  return section(cut(clean(text), SECTION) || '–');
}

/** On one line, at most `max` code points. */
export function plain(text: string, max: number): types.PlainTextElement {
  return { type: 'plain_text', text: line(text, max), emoji: false };
}
