import {
  ChannelType,
  InteractionContextType,
  MessageFlags,
  MessageReferenceType,
  MessageType,
} from 'discord.js';
import { z } from 'zod';
import type { FileKind, InboundMessage } from '../../core/conversation/channel.ts';

/** 1 January 2015 in UTC: an id without its 22 low bits counts milliseconds from then (Discord, Snowflakes). */
const EPOCH_MS = 1_420_070_400_000n;

const FROM_A_PERSON = new Set<number>([MessageType.Default, MessageType.Reply]);
export const ASK_FORM = 'ask';

const snowflake = z.string().regex(/^\d{1,20}$/);
// A NUL and a lone surrogate are no text that a database takes: such a message would come back for ever.
const textSchema = z.string().transform((text) => text.replaceAll('\u0000', '').toWellFormed());
const userSchema = z.object({ id: snowflake, bot: z.boolean().optional() });
// Only what kind of file it is goes on: neither its name nor its address (R14).
const contentSchema = z.object({
  content: textSchema.default(''),
  attachments: z.array(z.object({ content_type: z.string().nullish() })).default([]),
  sticker_items: z.array(z.unknown()).default([]),
  poll: z.unknown().optional(),
  flags: z.int().default(0),
});
const messageSchema = contentSchema.extend({
  id: snowflake,
  channel_id: snowflake,
  guild_id: snowflake.optional(),
  channel_type: z.int().default(ChannelType.DM),
  type: z.int().default(MessageType.Default),
  author: userSchema,
  webhook_id: z.string().optional(),
  edited_timestamp: z.iso.datetime({ offset: true }).nullish(),
  message_reference: z.object({ type: z.int().optional(), message_id: snowflake.optional() }).nullish(),
  message_snapshots: z.array(z.object({ message: contentSchema })).default([]),
});
const labelSchema = z.object({ component: z.object({ value: textSchema }) });
const interactionSchema = z.object({
  id: snowflake,
  token: z.string().min(1),
  channel_id: snowflake,
  guild_id: snowflake.optional(),
  context: z.int().nullish(),
  locale: z.string().default('nl'),
  user: userSchema.optional(),
  member: z.object({ user: userSchema }).optional(),
  message: z.object({ id: snowflake }).optional(),
  data: z.object({
    name: z.string().optional(),
    options: z.array(z.object({ name: z.string() })).default([]),
    custom_id: textSchema.optional(),
    components: z.array(labelSchema).optional().catch(undefined),
  }),
});

export type SaidByCommand = Readonly<Record<'status' | 'help' | 'person', string>>;

/** A command, a tapped button or a filled-in form: Discord shows a failure unless it is answered within 3 seconds. */
export interface Interaction {
  readonly id: string;
  readonly token: string;
  readonly language: 'nl' | 'en';
  /** The person, where others are by: what follows goes to their direct messages, which are still to be opened. */
  readonly elsewhere?: string;
  /** How it is answered: with the form for a question, with where the answer will be, or with nothing to be seen. */
  readonly answer: 'form' | 'place' | 'silent';
  /** Its conversationKey is that of the place; with `elsewhere` another one has to be put in. */
  readonly message?: InboundMessage;
}

/** The name of a message, by which a reply and a change say which one they mean. */
export function messageName(id: string): string {
  return `m${id}`;
}

/** When Discord made this id, in UTC. */
export function madeAt(id: string): Date {
  return new Date(Number((BigInt(id) >> 22n) + EPOCH_MS));
}

/**
 * A message of the gateway or of a history; undefined when it is none. What is of no use is `ignored` with its reason.
 * Times are Discord's own: that of the id, or of the change.
 */
export function translateMessage(payload: unknown, changed: boolean): InboundMessage | undefined {
  const parsed = messageSchema.safeParse(payload);
  if (!parsed.success) return undefined;
  const message = parsed.data;
  const { id, edited_timestamp: edited, message_reference: reference } = message;
  const answers = reference?.type === MessageReferenceType.Forward ? undefined : reference?.message_id;
  const base = {
    channel: 'discord',
    conversationKey: message.channel_id,
    externalId: messageName(id),
    receivedAt: madeAt(id),
    ...(answers === undefined ? {} : { replyTo: messageName(answers) }),
  } as const;
  const reason = notForTheDesk(message);
  if (reason !== undefined) return { ...base, kind: 'ignored', reason };
  const content = contentOf(message);
  if (!changed) return { ...base, ...content };
  const text = content.kind === 'text' ? content.text : content.caption;
  // A preview of a link that appears is a change without a time.
  if (typeof edited !== 'string' || text === undefined)
    return { ...base, kind: 'ignored', reason: 'not_edited' };
  const receivedAt = new Date(edited);
  const externalId = `e${id}.${receivedAt.getTime()}`;
  return { ...base, externalId, receivedAt, kind: 'edit', ofExternalId: messageName(id), text };
}

/** An interaction of the gateway; undefined for those that are none of ours. */
export function translateInteraction(
  payload: unknown,
  said: Readonly<Record<'nl' | 'en', SaidByCommand>>,
): Interaction | undefined {
  const parsed = interactionSchema.safeParse(payload);
  if (!parsed.success) return undefined;
  const { id, token, locale, channel_id: conversationKey, member, guild_id, context } = parsed.data;
  const user = member?.user ?? parsed.data.user;
  if (user === undefined) return undefined;
  const language = locale.toLowerCase().startsWith('nl') ? 'nl' : 'en';
  const direct = guild_id === undefined && context !== InteractionContextType.PrivateChannel;
  const base = { id, token, language, ...(direct ? {} : { elsewhere: user.id }) } as const;
  const inbound = {
    channel: 'discord',
    conversationKey,
    externalId: `i${id}`,
    receivedAt: madeAt(id),
    languageHint: locale,
  } as const;
  const saying = (text: string): Interaction => ({
    ...base,
    answer: 'place',
    message: { ...inbound, kind: 'text', text },
  });
  const { message, data } = parsed.data;
  if (data.name === 'privacy') {
    const name = data.options[0]?.name;
    if (name === 'ask') return { ...base, answer: 'form' };
    const known = (['status', 'help', 'person'] as const).find((one) => one === name);
    return known && saying(said[language][known]);
  }
  if (data.custom_id === undefined) return undefined;
  // The message that a button stood under; a form of ours stood under none.
  if (message === undefined) return saying(data.components?.[0]?.component.value ?? '');
  const replyTo = messageName(message.id);
  const tapped = { ...inbound, replyTo, kind: 'choice', choice: data.custom_id } as const;
  return { ...base, answer: 'silent', message: tapped };
}

type Message = z.infer<typeof messageSchema>;
type Content =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'file'; readonly file: FileKind; readonly caption?: string };

/** Personal matters are for direct messages only; elsewhere others would read the reply. */
function notForTheDesk(message: Message): string | undefined {
  if (message.webhook_id !== undefined) return 'webhook';
  if (message.author.bot === true) return 'bot';
  if (message.guild_id !== undefined || message.channel_type !== ChannelType.DM) return 'group';
  return FROM_A_PERSON.has(message.type) ? undefined : 'service_message';
}

/** A forwarded message stands in a snapshot; mentions stay as they were typed. */
function contentOf(message: Message): Content {
  const forwarded = message.message_snapshots[0]?.message;
  const text = message.content || (forwarded?.content ?? '');
  const file = fileOf(message) ?? (forwarded && fileOf(forwarded));
  if (text.trim() === '') return { kind: 'file', file: file ?? 'other' };
  return file === undefined ? { kind: 'text', text } : { kind: 'file', file, caption: text };
}

function fileOf(content: z.infer<typeof contentSchema>): FileKind | undefined {
  const [first] = content.attachments;
  if (first === undefined) return content.sticker_items.length > 0 || content.poll ? 'other' : undefined;
  if ((content.flags & MessageFlags.IsVoiceMessage) !== 0) return 'voice';
  const kind = first.content_type?.split('/')[0];
  return kind === 'image' || kind === 'video' ? kind : 'document';
}
