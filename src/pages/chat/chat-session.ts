import { newToken } from '../../core/kernel/ids.ts';
import type { ReplyLanguage } from '../../core/kernel/language.ts';
import { renderMessage } from '../../core/text/render-message.ts';
import type { PagesCore, PageTools, ShopProfile } from '../page-tools.ts';
import type { Visitor } from '../visitor.ts';
import { askedField, choiceButtons } from './chat-fields.ts';
import { chatLines } from './chat-log.ts';
import { type ChatLine, type ChatView, chatView } from './chat-view.ts';

export interface OpenChat {
  readonly view: ChatView;
  readonly shop: ShopProfile;
  /** The conversation's language, or the page's before there is one. */
  readonly spoken: ReplyLanguage;
}

/** The visitor's conversation as it stands. */
export async function openChat(
  core: PagesCore,
  tools: PageTools,
  key: string,
  language: ReplyLanguage,
): Promise<OpenChat> {
  const [shop, spoken, entries] = await Promise.all([
    tools.shop(),
    core.transcripts.language('web', key),
    core.transcripts.read('web', key, 0),
  ]);
  const inLanguage = spoken ?? language;
  return {
    shop,
    spoken: inLanguage,
    view: chatView(entries, (message) => renderMessage(message, inLanguage, shop, tools.publicUrl)),
  };
}

/** What the page's script puts into the page: finished markup, made here so that all escaping is in one place. */
export interface ChatUpdate {
  readonly lines: string;
  readonly choices: string;
  readonly asked: string;
  readonly purpose: string;
  readonly last: number;
  /** Number for the next message. */
  readonly messageId: string;
}

/** What was added after a sequence number, and what now waits for an answer. */
export function chatUpdate({ view, spoken }: OpenChat, visitor: Visitor, after: number): Promise<ChatUpdate> {
  const added = view.lines.filter((line) => line.sequence > after);
  return updateOf(added, view, spoken, visitor);
}

/** Some lines as markup, with what waits for an answer after them. */
export async function updateOf(
  added: readonly ChatLine[],
  state: Pick<ChatView, 'choices' | 'purpose' | 'last'>,
  spoken: ReplyLanguage,
  visitor: Visitor,
): Promise<ChatUpdate> {
  const marks = { csrf: visitor.csrf, messageId: newToken() };
  const [lines, choices, asked] = await Promise.all([
    chatLines(added, spoken),
    choiceButtons(state, spoken, marks),
    askedField(state.purpose, spoken, marks),
  ]);
  return {
    lines: String(lines),
    choices: String(choices),
    asked: String(asked),
    purpose: state.purpose,
    last: state.last,
    messageId: marks.messageId,
  };
}
