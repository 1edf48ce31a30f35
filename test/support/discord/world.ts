import { ApiRefusal, type Json } from './api-refusal.ts';

const EPOCH_MS = 1_420_070_400_000;
export const BOT_USER = '900000000000000001';
export const APPLICATION = '900000000000000002';
export const SERVER = '900000000000000003';

export interface User {
  readonly id: string;
  readonly name: string;
  readonly channel: string;
  locale: string;
  closed: boolean;
}

export interface Message {
  readonly id: string;
  readonly channel: string;
  readonly author: string;
  content: string;
  edited: string | null;
  readonly nonce: string | undefined;
  readonly components: readonly Json[];
  readonly more: Json;
}

/** The people, conversations and messages that Discord knows. */
export class World {
  readonly users: User[] = [];
  readonly messages: Message[] = [];
  readonly gone = new Set<string>();
  #skewMs = 0;
  #made = 0n;

  now(): number {
    return Date.now() + this.#skewMs;
  }

  /** Time passes for the server only. */
  passes(ms: number): void {
    this.#skewMs += ms;
  }

  /** Rises always, with the time in it. */
  id(): string {
    const wanted = BigInt(this.now() - EPOCH_MS) << 22n;
    this.#made = wanted > this.#made ? wanted : this.#made + (1n << 22n);
    return String(this.#made);
  }

  addUser(name: string, locale = 'nl'): User {
    const user = { id: this.id(), name, channel: this.id(), locale, closed: false };
    this.users.push(user);
    return user;
  }

  user(id: unknown): User | undefined {
    return this.users.find((user) => user.id === id);
  }

  /** The person of a conversation that the bot may use. */
  partner(channel: string): User {
    const user = this.users.find((one) => one.channel === channel);
    if (user === undefined || this.gone.has(channel)) throw new ApiRefusal(404, 10_003, 'Unknown Channel');
    return user;
  }

  add(message: Omit<Message, 'id' | 'edited'>): Message {
    const added = { ...message, id: this.id(), edited: null };
    this.messages.push(added);
    return added;
  }

  /** Newest first, of a conversation. */
  history(channel: string, before: string | null, limit: number): readonly Message[] {
    return this.messages
      .filter(
        (message) => message.channel === channel && (before === null || BigInt(message.id) < BigInt(before)),
      )
      .sort((a, b) => (BigInt(a.id) < BigInt(b.id) ? 1 : -1))
      .slice(0, limit);
  }

  json(message: Message): Json {
    const { id, channel, author, content, edited, nonce, components, more } = message;
    return {
      id,
      channel_id: channel,
      type: 0,
      author: this.person(author),
      content,
      timestamp: new Date(Number((BigInt(id) >> 22n) + BigInt(EPOCH_MS))).toISOString(),
      edited_timestamp: edited,
      tts: false,
      mention_everyone: false,
      mentions: [],
      mention_roles: [],
      attachments: [],
      embeds: [],
      pinned: false,
      flags: 0,
      components,
      ...(nonce === undefined ? {} : { nonce }),
      ...more,
    };
  }

  person(id: string): Json {
    if (id === BOT_USER) return { id, username: 'privacybalie', discriminator: '0', bot: true };
    const name = this.user(id)?.name ?? 'iemand';
    return { id, username: name.toLowerCase(), global_name: name, discriminator: '0', avatar: null };
  }
}
