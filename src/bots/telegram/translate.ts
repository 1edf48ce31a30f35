import { z } from 'zod';
import type { FileKind, InboundMessage } from '../../core/conversation/channel.ts';

const chatSchema = z.object({ id: z.int(), type: z.string() });
const userSchema = z.object({ is_bot: z.boolean(), language_code: z.string().optional() });

/** What a customer can send besides text, in the order that decides where a message bears two of them. */
const FILES: readonly (readonly [name: string, file: FileKind])[] = [
  ['voice', 'voice'],
  ['photo', 'image'],
  ['live_photo', 'image'],
  ['animation', 'video'],
  ['video', 'video'],
  ['video_note', 'video'],
  ['document', 'document'],
  ['audio', 'document'],
  ['contact', 'contact'],
  ['location', 'location'],
  ['venue', 'location'],
  ...['sticker', 'dice', 'poll', 'game', 'story', 'paid_media', 'checklist', 'rich_message', 'invoice'].map(
    (name): readonly [string, FileKind] => [name, 'other'],
  ),
];

const OUR_COMMAND = /^\/(?:start|privacy|status|help|mens|person)(?:@\w+)?(?=\s|$)/i;

// A NUL and a lone surrogate are no text that a database takes: such a message would come back for ever.
const textSchema = z.string().transform((text) => text.replaceAll('\u0000', '').toWellFormed());

const messageSchema = z.object({
  message_id: z.int(),
  date: z.int(),
  edit_date: z.int().optional(),
  chat: chatSchema,
  from: userSchema.optional(),
  via_bot: z.object({}).optional(),
  reply_to_message: z.object({ message_id: z.int() }).optional(),
  text: textSchema.optional(),
  caption: textSchema.optional(),
  // Only whether a file is there is looked at: its name and its id go no further (R14).
  ...Object.fromEntries(FILES.map(([name]) => [name, z.unknown().optional()])),
});

const callbackSchema = z.object({
  id: z.string(),
  from: userSchema,
  message: z.object({ message_id: z.int(), chat: chatSchema }).optional(),
  data: textSchema.optional(),
});

const updateSchema = z.object({
  update_id: z.int(),
  message: z.unknown().optional(),
  edited_message: z.unknown().optional(),
  callback_query: z.unknown().optional(),
  my_chat_member: z.unknown().optional(),
});
const memberSchema = z.object({ chat: chatSchema });

export interface TranslatedUpdate {
  readonly updateId: number;
  readonly message: InboundMessage;
  /** Must be answered once the message is stored: until then the customer's app shows that it waits. */
  readonly callbackQueryId?: string;
  /** Set for what the customer wrote, or changed, in a private chat. */
  readonly own?: OwnMessage;
  /** A command of ours where others read along: `/privacy`, or with the name of a bot, `/privacy@name`. */
  readonly inGroup?: { readonly chatId: number; readonly command: string; readonly language?: string };
}

/** By which Telegram knows one message. */
export interface OwnMessage {
  readonly chatId: number;
  readonly messageId: number;
}

type Content =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'file'; readonly file: FileKind; readonly caption?: string }
  | { readonly kind: 'ignored'; readonly reason: string };

/** Names a message so that a reply to it and an edit of it can say which one they mean. */
export function messageName(chatId: number, messageId: number): string {
  return `m${chatId}.${messageId}`;
}

/**
 * One update of the Bot API as an inbound message; undefined when it is no update at all. `now` (UTC) stands for
 * the time of a tapped button, which bears none; every other time is Telegram's own. What is of no use is
 * `ignored` with its reason, never refused: a refused update would come again and hold up its chat.
 */
export function translateUpdate(update: unknown, now: Date): TranslatedUpdate | undefined {
  const parsed = updateSchema.safeParse(update);
  if (!parsed.success) return undefined;
  const { update_id: updateId, message, edited_message, callback_query, my_chat_member } = parsed.data;
  const name = `u${updateId}`;
  if (message !== undefined)
    return { updateId, message: fromMessage(message, name, now), ...placeOf(message) };
  if (edited_message !== undefined)
    return { updateId, message: fromEdit(edited_message, name, now), ...placeOf(edited_message) };
  if (callback_query !== undefined) return fromCallback(callback_query, updateId, now);
  const member = memberSchema.safeParse(my_chat_member);
  if (!member.success) return { updateId, message: ignored(name, name, now, 'not_a_message') };
  return { updateId, message: ignored(String(member.data.chat.id), name, now, 'membership') };
}

function fromMessage(raw: unknown, updateName: string, now: Date): InboundMessage {
  const parsed = messageSchema.safeParse(raw);
  if (!parsed.success) return ignored(updateName, updateName, now, 'unreadable');
  const message = parsed.data;
  const base = {
    ...addressOf(message),
    externalId: messageName(message.chat.id, message.message_id),
    receivedAt: fromUnix(message.date),
  };
  const reason = notForTheDesk(message);
  return reason === undefined ? { ...base, ...contentOf(message) } : { ...base, kind: 'ignored', reason };
}

function placeOf(raw: unknown): Pick<TranslatedUpdate, 'own' | 'inGroup'> {
  const { data: message } = messageSchema.safeParse(raw);
  if (message === undefined) return {};
  const reason = notForTheDesk(message);
  const chatId = message.chat.id;
  if (reason === undefined) return { own: { chatId, messageId: message.message_id } };
  const [command] = OUR_COMMAND.exec(message.text ?? '') ?? [];
  if (reason !== 'group' || command === undefined || message.edit_date !== undefined) return {};
  const language = message.from?.language_code;
  return { inGroup: { chatId, command, ...(language === undefined ? {} : { language }) } };
}

function fromEdit(raw: unknown, updateName: string, now: Date): InboundMessage {
  const parsed = messageSchema.safeParse(raw);
  if (!parsed.success) return ignored(updateName, updateName, now, 'unreadable');
  const message = parsed.data;
  const base = {
    ...addressOf(message),
    externalId: updateName,
    receivedAt: fromUnix(message.edit_date ?? message.date),
  };
  const reason = notForTheDesk(message);
  if (reason !== undefined) return { ...base, kind: 'ignored', reason };
  const text = message.text ?? message.caption;
  // A live location is an edit every few seconds.
  if (text === undefined) return { ...base, kind: 'ignored', reason: 'edit_without_text' };
  return { ...base, kind: 'edit', ofExternalId: messageName(message.chat.id, message.message_id), text };
}

function fromCallback(raw: unknown, updateId: number, now: Date): TranslatedUpdate {
  const name = `u${updateId}`;
  const parsed = callbackSchema.safeParse(raw);
  if (!parsed.success) return { updateId, message: ignored(name, name, now, 'unreadable') };
  const { id: callbackQueryId, from, message, data } = parsed.data;
  const say = (inbound: InboundMessage): TranslatedUpdate => ({
    updateId,
    callbackQueryId,
    message: inbound,
  });
  if (message === undefined) return say(ignored(name, name, now, 'inline'));
  const key = String(message.chat.id);
  const reason = notForTheDesk({ chat: message.chat, from });
  if (reason !== undefined) return say(ignored(key, name, now, reason));
  if (data === undefined) return say(ignored(key, name, now, 'game'));
  return say({
    channel: 'telegram',
    conversationKey: key,
    externalId: name,
    receivedAt: now,
    replyTo: messageName(message.chat.id, message.message_id),
    ...languageOf(from),
    kind: 'choice',
    choice: data,
  });
}

type Message = z.infer<typeof messageSchema>;

function contentOf(message: Message): Content {
  if (message.text !== undefined) return { kind: 'text', text: message.text };
  const file = FILES.find(([name]) => Object.hasOwn(message, name))?.[1];
  if (file === undefined) return { kind: 'ignored', reason: 'service_message' };
  return message.caption === undefined
    ? { kind: 'file', file }
    : { kind: 'file', file, caption: message.caption };
}

/** Personal matters are for private chats only; in a group others would read the reply. */
function notForTheDesk(message: Pick<Message, 'chat' | 'from' | 'via_bot'>): string | undefined {
  if (message.chat.type === 'channel') return 'channel';
  if (message.chat.type !== 'private') return 'group';
  if (message.via_bot !== undefined) return 'via_bot';
  return message.from === undefined || message.from.is_bot ? 'bot' : undefined;
}

function addressOf(message: Message) {
  const reply = message.reply_to_message;
  return {
    channel: 'telegram' as const,
    conversationKey: String(message.chat.id),
    ...(reply === undefined ? {} : { replyTo: messageName(message.chat.id, reply.message_id) }),
    ...languageOf(message.from),
  };
}

function languageOf(user: Message['from']): { languageHint?: string } {
  return user?.language_code === undefined ? {} : { languageHint: user.language_code };
}

function ignored(key: string, externalId: string, now: Date, reason: string): InboundMessage {
  return {
    channel: 'telegram',
    conversationKey: key,
    externalId,
    receivedAt: now,
    kind: 'ignored',
    reason,
  };
}

function fromUnix(seconds: number): Date {
  return new Date(seconds * 1_000);
}
