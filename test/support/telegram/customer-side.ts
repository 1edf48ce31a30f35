import type { Json } from './api-answer.ts';
import { BOT_USER } from './bot-methods.ts';
import { type Chat, type ChatBook, chatJson, type Message, messageJson, userJson } from './chat-book.ts';
import type { ServerClock } from './server-clock.ts';
import type { UpdateQueue } from './update-queue.ts';

const CLIENT_SPLITS_AT = 4_096;

/** What people do in their Telegram app; each act queues the update that a bot gets. */
export function customerSide(book: ChatBook, queue: UpdateQueue, callbacks: Set<string>, clock: ServerClock) {
  const seconds = () => Math.floor(clock.now() / 1_000);
  let nextCallback = 4_382_000_000_001n;

  function writable(chatId: number): Chat {
    const chat = book.meet(chatId);
    if (chat.state !== 'open') throw new Error(`nobody can write here: the chat is ${chat.state}`);
    return chat;
  }

  function put(chat: Chat, from: Json, text: string, content: Json, repliesTo?: number): Message {
    const message = book.write({
      chat,
      fromBot: false,
      date: seconds(),
      content,
      text,
      keyboard: [],
      linkPreview: false,
      repliesTo,
    });
    const answered = book.message(repliesTo);
    const reply =
      answered === undefined
        ? {}
        : { reply_to_message: messageJson(answered, answered.fromBot ? BOT_USER : from) };
    queue.add('message', { ...messageJson(message, from), ...reply }, chat.id);
    return message;
  }

  /** A change of the bot's place in the chat, as it is told by `my_chat_member`. */
  function membership(chat: Chat, state: Chat['state'], from: string, to: string): void {
    chat.state = state;
    const user = chat.type === 'private' ? userJson(chat) : { ...userJson(chat), id: 777000 };
    const member = (status: string) => ({ user: BOT_USER, status });
    const change = { old_chat_member: member(from), new_chat_member: member(to) };
    queue.add('my_chat_member', { chat: chatJson(chat), from: user, date: seconds(), ...change }, chat.id);
  }

  return {
    /**
     * Sends a text, or other content as the fields of a message. The app sends nothing for an empty text and splits
     * a long one. In a group `from` is the chat of the person who speaks. Returns the id of the last message.
     */
    userSends(
      chatId: number,
      content: string | Json,
      options: { readonly replyTo?: number; readonly from?: number } = {},
    ): number {
      const chat = writable(chatId);
      const from = userJson(options.from === undefined ? chat : book.meet(options.from));
      if (typeof content !== 'string') return put(chat, from, '', content, options.replyTo).messageId;
      let last = 0;
      const points = Array.from(content);
      for (let start = 0; start < points.length; start += CLIENT_SPLITS_AT) {
        const piece = points.slice(start, start + CLIENT_SPLITS_AT).map(withoutControl);
        const text = piece.join('').trim();
        if (text !== '') last = put(chat, from, text, {}, options.replyTo).messageId;
      }
      return last;
    },

    userEdits(messageId: number, text: string): void {
      const message = book.message(messageId);
      if (message === undefined || message.fromBot) throw new Error('people edit their own messages only');
      message.text = text;
      message.editDate = seconds();
      queue.add('edited_message', messageJson(message, userJson(message.chat)), message.chat.id);
    },

    /** Taps a button of the bot's message that bears this data; returns the id of the callback query. */
    userTaps(messageId: number, callbackData: string): string {
      const message = book.message(messageId);
      if (!message?.keyboard.some((row) => row.some((button) => button.callbackData === callbackData)))
        throw new Error(`no button with the data ${callbackData} under message ${messageId}`);
      const id = String(nextCallback);
      nextCallback += 1n;
      callbacks.add(id);
      const payload = {
        id,
        from: userJson(message.chat),
        message: messageJson(message, BOT_USER),
        chat_instance: `-${nextCallback}`,
        data: callbackData,
      };
      queue.add('callback_query', payload, message.chat.id);
      return id;
    },

    /** Time passed: Telegram takes no answer to the taps so far. */
    callbacksExpire(): void {
      callbacks.clear();
    },

    userBlocks(chatId: number): void {
      membership(book.meet(chatId), 'blocked', 'member', 'kicked');
    },

    userUnblocks(chatId: number): void {
      membership(book.meet(chatId), 'open', 'kicked', 'member');
    },

    userIsDeleted(chatId: number): void {
      book.meet(chatId).state = 'deactivated';
    },

    groupWith(chatId: number, type: 'group' | 'supergroup' = 'group'): void {
      membership(book.add(chatId, { type, name: 'Voorbeeldgroep' }), 'open', 'left', 'member');
    },

    groupKicksBot(chatId: number): void {
      membership(book.meet(chatId), 'kicked', 'member', 'kicked');
    },

    groupIsUpgraded(chatId: number, newId: number): void {
      const group = book.meet(chatId);
      group.movedTo = newId;
      book.add(newId, { type: 'supergroup', name: group.name });
    },
  };
}

/** Control characters become spaces, as TDLib's clean_input_string does; a line break stays. */
function withoutControl(character: string): string {
  return character < ' ' && character !== '\n' ? ' ' : character;
}
