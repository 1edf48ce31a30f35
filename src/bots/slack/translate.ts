import type { types } from '@slack/bolt';
import type { CardContent, ModalContent, ModalInput, StaffReply } from '../../core/approval/staff-channel.ts';
import { clean, cut, escaped, fitParagraphs, line, size } from './fit-paragraphs.ts';
import type { SlackWords } from './slack-settings.ts';

// Limits in code points: docs.slack.dev, reference/block-kit and reference/views/modal-views.
const HEADER = 150;
const SECTION = 3_000;
const FIELD = 2_000;
const FIELDS_PER_SECTION = 10;
const FIELD_SECTIONS = 5;
const BUTTON = 75;
const BUTTON_URL = 3_000;
const OPTION = 75;
const OPTIONS = 100;
const CHECKBOXES = 10;
const LABEL = 2_000;
const MODAL_TITLE = 24;
const MESSAGE_BLOCKS = 50;
const MODAL_BLOCKS = 100;
// msg_blocks_too_long is not documented: 9,597 characters were accepted, 11,341 refused (slackapi/bolt-js#2867).
const MESSAGE_TOTAL = 9_000;
// A view over 250 kB is refused; a code point takes at most twelve bytes in JSON.
const MODAL_TOTAL = 20_000;
const FALLBACK = 1_000;
const INPUT_MAX = 3_000;

export interface SlackMessage {
  /** For notifications and screen readers; Slack reads it as markup, so it is escaped. */
  readonly text: string;
  readonly blocks: types.KnownBlock[];
}

/** What a button and a dialog carry, so that a click needs no memory of ours and survives a restart. */
export interface CardReference {
  readonly requestId: string;
  readonly version: number;
  readonly letterHash?: string;
}

/** The card as a message. Without `mayDecide` (no approvers, R26) it has no buttons but the link. */
export function cardMessage(card: CardContent, mayDecide: boolean): SlackMessage {
  const fields = fieldSections(card.fields, MESSAGE_TOTAL - SECTION);
  const paragraphs = fitParagraphs(card.paragraphs, {
    maxSize: SECTION,
    maxParts: MESSAGE_BLOCKS - FIELD_SECTIONS - 2,
    maxTotal: MESSAGE_TOTAL - fields.total,
  });
  const reference = JSON.stringify({ requestId: card.requestId, version: card.version });
  const decisions = (mayDecide ? card.actions : []).map(
    (action): types.Button => ({
      type: 'button',
      action_id: action.id,
      text: plain(action.label, BUTTON),
      ...(action.style === 'plain' ? {} : { style: action.style }),
      value: reference,
    }),
  );
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
    blocks: [
      section(cut(clean(text), SECTION) || '–'),
      { type: 'actions', elements: [linkButton({ label, url })] },
    ],
  };
}

/** Text for chat.postEphemeral, which reads markup: it says what it says and calls nobody. */
export function fallback(text: string): string {
  return escaped(clean(text).replace(/\s+/g, ' ') || '–', FALLBACK);
}

/** The dialog of a reply; its metadata names what was seen. Without submit words it can only be closed. */
export function replyView(requestId: string, reply: Extract<StaffReply, { type: 'modal' }>): types.ModalView {
  const reference: CardReference =
    reply.step === 'approve'
      ? { requestId, version: reply.version, letterHash: reply.letterHash }
      : { requestId, version: reply.version };
  return {
    ...modalView(reply.modal),
    callback_id: reply.step,
    private_metadata: JSON.stringify(reference),
  };
}

/** A dialog that only tells something. */
export function noticeView(text: string, words: Pick<SlackWords, 'title' | 'close'>): types.ModalView {
  return {
    ...modalView({ title: words.title, paragraphs: [text], inputs: [], submit: '', cancel: words.close }),
    callback_id: 'notice',
  };
}

function modalView(modal: ModalContent): types.ModalView {
  const inputs = modal.inputs.map(inputBlock);
  const paragraphs = fitParagraphs(modal.paragraphs, {
    maxSize: SECTION,
    maxParts: MODAL_BLOCKS - inputs.length,
    maxTotal: MODAL_TOTAL,
  });
  return {
    type: 'modal',
    title: plain(modal.title, MODAL_TITLE),
    close: plain(modal.cancel, MODAL_TITLE),
    ...(modal.submit === '' ? {} : { submit: plain(modal.submit, MODAL_TITLE) }),
    blocks: [...paragraphs.map(section), ...inputs],
  };
}

function inputBlock(input: ModalInput): types.InputBlock {
  const base = {
    type: 'input',
    block_id: input.id,
    label: plain(input.label, LABEL),
    optional: input.optional,
  } as const;
  if (input.kind === 'text') {
    const max_length = Math.min(input.maxLength, INPUT_MAX);
    return {
      ...base,
      element: { type: 'plain_text_input', action_id: input.id, multiline: true, max_length },
    };
  }
  const most = input.kind === 'several' ? CHECKBOXES : OPTIONS;
  const options = input.options.slice(0, most).map((option) => ({
    text: plain(option.label, OPTION),
    value: option.value,
  }));
  if (input.kind === 'several')
    return { ...base, element: { type: 'checkboxes', action_id: input.id, options } };
  return { ...base, element: { type: 'static_select', action_id: input.id, options } };
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

function linkButton(link: CardContent['link']): types.Button {
  return {
    type: 'button',
    action_id: 'desk',
    text: plain(link.label, BUTTON),
    ...(link.url.length <= BUTTON_URL ? { url: link.url } : {}),
  };
}

function section(text: string): types.SectionBlock {
  return { type: 'section', text: { type: 'plain_text', text, emoji: false } };
}

function plain(text: string, max: number): types.PlainTextElement {
  return { type: 'plain_text', text: line(text, max), emoji: false };
}
