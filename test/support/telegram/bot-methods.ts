import { type Args, badRequest, integerArg, isRecord, type Json, jsonArg, textArg } from './api-answer.ts';
import { type ChatBook, type Message, messageJson, readKeyboard } from './chat-book.ts';
import type { FloodGate } from './flood-gate.ts';
import { parseText } from './parse-text.ts';
import type { ServerClock } from './server-clock.ts';

const MAX_TEXT_CODE_POINTS = 4_096;
const MAX_TEXT_BYTES = 32_768;
const MAX_ANSWER_CODE_POINTS = 200;
const DELETABLE_SECONDS = 48 * 3_600;

export const BOT_USER: Json = {
  id: 123456789,
  is_bot: true,
  first_name: 'Privacybalie',
  username: 'privacybalie_bot',
};

export type Method = (args: Args) => unknown;

export interface CallbackBook {
  /** Queries that still wait for an answer; one that is too old is no longer in it. */
  readonly open: Set<string>;
}

function isCommand(command: unknown): boolean {
  if (!isRecord(command)) return false;
  const { command: name, description: about } = command;
  if (typeof name !== 'string' || typeof about !== 'string') return false;
  return /^[a-z0-9_]{1,32}$/.test(name) && about.length >= 1 && about.length <= 256;
}

/** The methods with which a bot writes, with Telegram's limits and its words when it refuses. */
export function botMethods(book: ChatBook, callbacks: CallbackBook, flood: FloodGate, clock: ServerClock) {
  const seconds = () => Math.floor(clock.now() / 1_000);

  function readText(args: Args): string {
    const raw = textArg(args, 'text') ?? '';
    if (raw === '') throw badRequest('message text is empty');
    if (Buffer.byteLength(raw) > MAX_TEXT_BYTES) throw badRequest('text is too long');
    const text = parseText(raw, textArg(args, 'parse_mode')).trim();
    if (text === '') throw badRequest('text must be non-empty');
    return text;
  }

  function checkLength(text: string): void {
    if (Array.from(text).length > MAX_TEXT_CODE_POINTS) throw badRequest('message is too long');
  }

  function ownMessage(args: Args): Message {
    const chat = book.forBot(args);
    const message = book.message(integerArg(args, 'message_id'));
    if (message === undefined || message.chat !== chat) throw badRequest('message to edit not found');
    if (!message.fromBot) throw badRequest("message can't be edited");
    return message;
  }

  function change(message: Message, text: string, keyboard: Message['keyboard']): Json {
    if (text === message.text && JSON.stringify(keyboard) === JSON.stringify(message.keyboard))
      throw badRequest(
        'message is not modified: specified new message content and reply markup are exactly the same as a ' +
          'current content and reply markup of the message',
      );
    message.text = text;
    message.keyboard = keyboard;
    message.editDate = seconds();
    return messageJson(message, BOT_USER);
  }

  const methods: Readonly<Record<string, Method>> = {
    getme: () => ({
      ...BOT_USER,
      can_join_groups: true,
      can_read_all_group_messages: false,
      supports_inline_queries: false,
    }),

    sendmessage(args) {
      const text = readText(args);
      const keyboard = readKeyboard(jsonArg(args, 'reply_markup'));
      const chat = book.forBot(args);
      checkLength(text);
      flood.pass(chat.id, chat.type !== 'private');
      const preview = jsonArg(args, 'link_preview_options');
      const message = book.write({
        chat,
        fromBot: true,
        date: seconds(),
        content: {},
        text,
        keyboard,
        linkPreview: !JSON.stringify(preview ?? null).includes('"is_disabled":true'),
        repliesTo: undefined,
      });
      return messageJson(message, BOT_USER);
    },

    editmessagetext(args) {
      const text = readText(args);
      const message = ownMessage(args);
      checkLength(text);
      return change(message, text, readKeyboard(jsonArg(args, 'reply_markup')));
    },

    editmessagereplymarkup(args) {
      const message = ownMessage(args);
      return change(message, message.text, readKeyboard(jsonArg(args, 'reply_markup')));
    },

    deletemessage(args) {
      const chat = book.forBot(args);
      const message = book.message(integerArg(args, 'message_id'));
      if (message === undefined || message.chat !== chat) throw badRequest('message to delete not found');
      if (seconds() - message.date > DELETABLE_SECONDS)
        throw badRequest("message can't be deleted for everyone");
      book.remove(message);
      return true;
    },

    setmycommands(args) {
      const commands = jsonArg(args, 'commands');
      if (!Array.isArray(commands) || commands.length > 100 || !commands.every(isCommand))
        throw badRequest('BOT_COMMAND_INVALID');
      return true;
    },

    setchatmenubutton: () => true,

    sendchataction(args) {
      book.forBot(args);
      if (textArg(args, 'action') !== 'typing') throw badRequest('wrong parameter action in request');
      return true;
    },

    answercallbackquery(args) {
      if (Array.from(textArg(args, 'text') ?? '').length > MAX_ANSWER_CODE_POINTS)
        throw badRequest('MESSAGE_TOO_LONG');
      if (!callbacks.open.delete(textArg(args, 'callback_query_id') ?? ''))
        throw badRequest('query is too old and response timeout expired or query ID is invalid');
      return true;
    },
  };
  return methods;
}
