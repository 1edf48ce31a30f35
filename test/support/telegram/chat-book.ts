import { ApiError, type Args, badRequest, isRecord, type Json, textArg } from './api-answer.ts';

export type ChatState = 'open' | 'blocked' | 'deactivated' | 'kicked' | 'upgraded';

export interface Chat {
  readonly id: number;
  readonly type: 'private' | 'group' | 'supergroup';
  readonly name: string;
  readonly languageCode: string;
  state: ChatState;
  movedTo: number | undefined;
}

export interface Message {
  readonly messageId: number;
  readonly chat: Chat;
  readonly fromBot: boolean;
  readonly date: number;
  content: Json;
  text: string;
  keyboard: readonly (readonly Button[])[];
  editDate: number | undefined;
  readonly linkPreview: boolean;
  readonly repliesTo: number | undefined;
}

export interface Button {
  readonly text: string;
  readonly callbackData: string;
}

const NAMES: readonly string[] = ['Sanne Voorbeeld', 'Daan Test', 'Noor Fictief', 'Bram Verzonnen'];

/** Chats, who is in them, and every message, as a Telegram account would see them. */
export class ChatBook {
  readonly #chats = new Map<number, Chat>();
  readonly #messages = new Map<number, Message>();
  #nextMessageId = 101;

  add(id: number, fields: Partial<Pick<Chat, 'type' | 'name' | 'languageCode'>> = {}): Chat {
    const chat: Chat = {
      id,
      type: fields.type ?? 'private',
      name: fields.name ?? NAMES[this.#chats.size % NAMES.length] ?? 'Sanne Voorbeeld',
      languageCode: fields.languageCode ?? 'nl',
      state: 'open',
      movedTo: undefined,
    };
    this.#chats.set(id, chat);
    return chat;
  }

  /** For the people's side: the chat, made at the first word. */
  meet(id: number): Chat {
    return this.#chats.get(id) ?? this.add(id);
  }

  /** For the bot's side: the chat, if a bot may write to it. */
  forBot(args: Args): Chat {
    const key = textArg(args, 'chat_id') ?? '';
    if (key === '') throw badRequest('chat_id is empty');
    const chat = this.#chats.get(Number(key));
    if (chat === undefined) throw badRequest('chat not found');
    if (chat.movedTo !== undefined)
      throw badRequest('group chat was upgraded to a supergroup chat', { migrate_to_chat_id: chat.movedTo });
    if (chat.state === 'blocked') throw new ApiError(403, 'Forbidden: bot was blocked by the user');
    if (chat.state === 'deactivated') throw new ApiError(403, 'Forbidden: user is deactivated');
    if (chat.state === 'kicked') {
      const kind = chat.type === 'supergroup' ? 'supergroup' : 'group';
      throw new ApiError(403, `Forbidden: bot was kicked from the ${kind} chat`);
    }
    return chat;
  }

  write(message: Omit<Message, 'messageId' | 'editDate'>): Message {
    const written: Message = { ...message, messageId: this.#nextMessageId, editDate: undefined };
    this.#nextMessageId += 1;
    this.#messages.set(written.messageId, written);
    return written;
  }

  message(id: number | undefined): Message | undefined {
    return id === undefined ? undefined : this.#messages.get(id);
  }

  remove(message: Message): void {
    this.#messages.delete(message.messageId);
  }

  messages(): readonly Message[] {
    return [...this.#messages.values()];
  }
}

export function chatJson(chat: Chat): Json {
  if (chat.type !== 'private') return { id: chat.id, title: chat.name, type: chat.type };
  const [first = '', last = ''] = chat.name.split(' ');
  return { id: chat.id, first_name: first, last_name: last, type: 'private' };
}

export function userJson(chat: Chat): Json {
  const [first = '', last = ''] = chat.name.split(' ');
  return { id: chat.id, is_bot: false, first_name: first, last_name: last, language_code: chat.languageCode };
}

export function messageJson(message: Message, from: Json): Json {
  return {
    message_id: message.messageId,
    from,
    chat: chatJson(message.chat),
    date: message.date,
    ...(message.editDate === undefined ? {} : { edit_date: message.editDate }),
    ...message.content,
    ...(message.text === '' ? {} : { text: message.text }),
    ...(message.keyboard.length === 0
      ? {}
      : {
          reply_markup: {
            inline_keyboard: message.keyboard.map((row) =>
              row.map((button) => ({ text: button.text, callback_data: button.callbackData })),
            ),
          },
        }),
  };
}

/** An inline keyboard as Telegram takes it; its data is measured in bytes. */
export function readKeyboard(markup: unknown): readonly (readonly Button[])[] {
  if (!isRecord(markup) || !Array.isArray(markup.inline_keyboard)) return [];
  const rows: readonly unknown[] = markup.inline_keyboard;
  return rows.map((row) => (Array.isArray(row) ? row.map(readButton) : []));
}

function readButton(button: unknown): Button {
  if (!isRecord(button) || typeof button.text !== 'string' || typeof button.callback_data !== 'string')
    throw badRequest("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard");
  const bytes = Buffer.byteLength(button.callback_data);
  if (bytes < 1 || bytes > 64) throw badRequest('BUTTON_DATA_INVALID');
  return { text: button.text, callbackData: button.callback_data };
}
