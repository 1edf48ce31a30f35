import type { types } from '@slack/bolt';
import type {
  CardAction,
  CardContent,
  ListContent,
  ModalContent,
  StaffReply,
} from '../../core/approval/staff-channel.ts';
import { assertNever } from '../../core/kernel/assert-never.ts';
import { fitParagraphs, line } from './fit-paragraphs.ts';
import { formBlocks } from './form-blocks.ts';
import type { SlackWords } from './slack-settings.ts';
import { actionButton, cardMessage, plain, section } from './translate.ts';

// docs.slack.dev, reference/views/modal-views.
const TITLE = 24;
const BLOCKS = 100;
const SECTION = 3_000;
const BUTTONS = 5;
// A view over 250 kB is refused; a code point takes at most twelve bytes in JSON.
const TOTAL = 20_000;
const LINES = 60;
const LINE = 300;

type Shown = Exclude<StaffReply, { readonly type: 'errors' }>;

/** What a reply shows as a dialog. Of what it is about it carries ids only. */
export function replyView(reply: Shown, words: Pick<SlackWords, 'title' | 'close'>): types.ModalView {
  switch (reply.type) {
    case 'modal':
      return {
        ...modalView(reply.modal),
        callback_id: reply.name,
        private_metadata: JSON.stringify(reply.about),
      };
    case 'card':
      return cardView(reply.card, words);
    case 'list':
      return listView(reply.list);
    case 'notice':
      return noticeView(reply.text, words);
    default:
      return assertNever(reply);
  }
}

/** A dialog that only tells something. */
export function noticeView(text: string, words: Pick<SlackWords, 'title' | 'close'>): types.ModalView {
  return {
    ...modalView({ title: words.title, paragraphs: [text], inputs: [], submit: '', cancel: words.close }),
    callback_id: 'notice',
  };
}

function modalView(modal: ModalContent): types.ModalView {
  const inputs = formBlocks(modal.inputs);
  const paragraphs = fitParagraphs(modal.paragraphs, {
    maxSize: SECTION,
    maxParts: BLOCKS - inputs.length,
    maxTotal: TOTAL,
  });
  return {
    type: 'modal',
    title: plain(modal.title, TITLE),
    close: plain(modal.cancel, TITLE),
    ...(modal.submit === '' ? {} : { submit: plain(modal.submit, TITLE) }),
    blocks: [...paragraphs.map(section), ...inputs],
  };
}

/** The card for one person, with everything that can be done; its title stands above it already. */
function cardView(card: CardContent, words: Pick<SlackWords, 'close'>): types.ModalView {
  const [, ...blocks] = cardMessage({ ...card, actions: [] }, true).blocks;
  const shown: readonly CardAction[] = [...card.actions, ...card.further].filter(({ id }) => id !== 'show');
  const rows = Array.from({ length: Math.ceil(shown.length / BUTTONS) }, (_, row) =>
    shown.slice(row * BUTTONS, (row + 1) * BUTTONS).map((action) => actionButton(action, card)),
  );
  return {
    type: 'modal',
    callback_id: 'card',
    title: plain(card.title, TITLE),
    close: plain(words.close, TITLE),
    blocks: [...blocks, ...rows.map((elements): types.ActionsBlock => ({ type: 'actions', elements }))],
  };
}

function listView({ title, paragraphs, lines, choose, close }: ListContent): types.ModalView {
  const action: CardAction = { id: 'show', label: choose, style: 'plain' };
  return {
    type: 'modal',
    callback_id: 'list',
    title: plain(title, TITLE),
    close: plain(close, TITLE),
    blocks: [
      ...fitParagraphs(paragraphs, { maxSize: SECTION, maxParts: BLOCKS - LINES, maxTotal: TOTAL }).map(
        section,
      ),
      ...lines.slice(0, LINES).map(
        ({ text, requestId }): types.SectionBlock => ({
          ...section(line(text, LINE)),
          accessory: actionButton(action, { requestId, version: 0 }),
        }),
      ),
    ],
  };
}
