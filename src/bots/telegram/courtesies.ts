import type { Api } from 'grammy';
import { after, type Clock, MINUTE } from '../../core/kernel/clock.ts';
import { doneOnce } from '../../core/kernel/done-once.ts';
import { describe, type TelegramLog, within } from './send.ts';
import type { OwnMessage } from './translate.ts';

/** What the app shows of the bot besides its messages, in one language. */
export interface TelegramWords {
  /** For setMyCommands: 1 to 32 of a-z 0-9 _, and up to 256 characters about it. */
  readonly commands: readonly { readonly command: string; readonly description: string }[];
  /** Said in a group, before the link to the bot. */
  readonly inGroup: string;
}

export interface CourtesySettings {
  readonly api: Api;
  readonly clock: Clock;
  readonly words: Readonly<Record<'nl' | 'en', TelegramWords>>;
  readonly log: TelegramLog;
}

const CALL_MS = 10_000;
/** One hint in a group within this time, however many type a command there. */
const HINT_EVERY = 10 * MINUTE;

/** What makes the chat pleasant and keeps it clean. None of it is needed: what fails is logged, and nothing waits for it. */
export function createCourtesies({ api, clock, words, log }: CourtesySettings) {
  const hinted = new Map<number, Date>();

  async function attempt(what: string, work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      log.info(describe(error), what);
    }
  }

  const introduce = doneOnce(async () => {
    const scope = { type: 'all_private_chats' } as const;
    await api.setMyCommands(words.en.commands, { scope }, within(CALL_MS));
    await api.setMyCommands(words.nl.commands, { scope, language_code: 'nl' }, within(CALL_MS));
    await api.setChatMenuButton({ menu_button: { type: 'commands' } }, within(CALL_MS));
  });
  const ownName = doneOnce(async () => (await api.getMe(within(CALL_MS))).username);

  return {
    /** Stops the clock on the tapped button. Too late or twice is harmless: the choice itself is stored. */
    endWaiting: (callbackQueryId: string) =>
      attempt('tap not confirmed to the app', () =>
        api.answerCallbackQuery(callbackQueryId, undefined, within(CALL_MS)),
      ),

    /**
     * The commands behind the menu button, in private chats only; English for who has Telegram in no Dutch. Once; what
     * failed is done at the next call.
     */
    introduce: () => attempt('commands not registered', introduce),

    typing: (chatId: number) =>
      attempt('typing not shown', () => api.sendChatAction(chatId, 'typing', undefined, within(CALL_MS))),

    /** Takes a message of the customer off the chat: in private chats a bot may, for 48 hours (deleteMessage). */
    takeOff: ({ chatId, messageId }: OwnMessage) =>
      attempt('a message was not taken off the chat', () =>
        api.deleteMessage(chatId, messageId, within(CALL_MS)),
      ),

    /** Where others read along: the way to a private chat, and nothing else. */
    async hintInGroup(chatId: number, command: string, language: string | undefined): Promise<void> {
      const now = clock.now();
      for (const [id, until] of hinted) if (until <= now) hinted.delete(id);
      await attempt('no hint in a group', async () => {
        const name = await ownName();
        const [, addressee] = command.split('@', 2);
        if (hinted.has(chatId) || (addressee !== undefined && addressee.toLowerCase() !== name.toLowerCase()))
          return;
        hinted.set(chatId, after(now, HINT_EVERY));
        const { inGroup } = words[language?.toLowerCase().startsWith('nl') === true ? 'nl' : 'en'];
        const options = { link_preview_options: { is_disabled: true } };
        await api.sendMessage(chatId, `${inGroup} https://t.me/${name}`, options, within(CALL_MS));
      });
    },
  };
}
