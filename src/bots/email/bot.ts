import type { Mailboxes } from '../../core/application/core-api.ts';
import type { Channel, Receive } from '../../core/conversation/channel.ts';
import type { Clock } from '../../core/kernel/clock.ts';
import { sha256 } from '../../core/kernel/digest.ts';
import type { ReplyLanguage } from '../../core/kernel/language.ts';
import type { SendFailure, SendOutcome } from '../../core/kernel/send-outcome.ts';
import { allowFrom } from './allow-from.ts';
import type { Authenticated } from './authenticate.ts';
import { composeMail, type MailWords } from './compose.ts';
import { followMailbox, type TakenMail } from './follow-mailbox.ts';
import { type Answer, type ListenOptions, listenForMail, type MailListener } from './listen.ts';
import type { OpenMailbox } from './mailbox.ts';
import { type ParsedMail, parseMail } from './parse-mail.ts';
import {
  addressWithTag,
  isOwnAddress,
  isOwnMail,
  messageIdOf,
  newThreadToken,
  type OwnAddress,
  ownAddressOf,
  subjectWithToken,
  tagOf,
} from './thread-tokens.ts';
import { type Envelope, readKey, translateMail } from './translate.ts';

/** The way out, over the mail server of the shop. */
export interface MailOut {
  send(mail: {
    readonly id: string;
    readonly to: string;
    readonly subject: string;
    readonly text: string;
    readonly html: string;
    readonly messageId: string;
    readonly replyTo: string;
    readonly thread: readonly string[];
    readonly autoSubmitted: 'auto-replied' | 'no';
  }): Promise<
    | { readonly status: 'sent'; readonly messageId: string }
    | {
        readonly status: 'failed';
        readonly reason: string;
        readonly retryable: boolean;
        /** RFC 3463. */
        readonly enhanced?: string;
      }
  >;
}

/** A mailbox that is followed. */
export interface MailboxSettings {
  /** Of its place in the database. */
  readonly name: string;
  /** The whole shop uses it: only what is a request for sure is taken, and `open` marks nothing. */
  readonly shared: boolean;
  /** Mail to plus forms of the address arrives in it too. */
  readonly plusAddresses: boolean;
  readonly open: () => Promise<OpenMailbox>;
}

export interface EmailSettings {
  readonly from: string;
  /** Either this, or a mailbox. */
  readonly listen?: { readonly host: string; readonly port: number } | undefined;
  readonly mailbox?: MailboxSettings | undefined;
  readonly tls: ListenOptions['tls'];
  /** Addresses and networks. */
  readonly allowFrom: readonly string[];
  readonly authenticated: Authenticated;
  readonly mailer: MailOut;
  readonly words: Readonly<Record<ReplyLanguage, MailWords>>;
  readonly log: { warn(fields: object, message: string): void };
}

export interface EmailChannel extends Channel {
  /** The port that is listened on, once started. */
  readonly port: number | undefined;
  /** Where an answer in this conversation is to be sent. */
  addressOf(conversationKey: string): string | undefined;
  /** Where an answer to the mail with this id is to be sent; undefined: where mail to the desk goes. */
  addressOfMail(id: string): string | undefined;
  /** With a mailbox that is followed: how far it was read is kept in `mailboxes`. */
  start(receive: Receive, mailboxes?: Mailboxes): Promise<void>;
}

/** Mail as a customer channel: a mail server of the shop forwards to it, and answers leave through the shop's server. */
export function createEmailChannel(settings: EmailSettings, clock: Clock): EmailChannel {
  const own = ownAddressOf(settings.from);
  let listener: MailListener | undefined;
  let follower: ReturnType<typeof followMailbox> | undefined;

  async function read(raw: Uint8Array, mail: ParsedMail, envelope: Envelope, inMailboxAt?: Date) {
    return translateMail(mail, envelope, {
      own,
      now: clock.now(),
      newToken: newThreadToken(),
      authenticated: await settings.authenticated(raw),
      ...(inMailboxAt === undefined ? {} : { inMailboxAt }),
    });
  }

  async function take(raw: Uint8Array, envelope: Envelope, receive: Receive): Promise<Answer> {
    const mail = await parseMail(raw);
    if (mail === undefined) return REFUSED.unreadable;
    const translated = await read(raw, mail, envelope);
    if (translated.kind === 'refused') return REFUSED[translated.why];
    await receive(translated.message);
    return TAKEN;
  }

  /** Nobody hears a refusal here: what cannot be taken in is left to a person. */
  async function takeInBox(
    raw: Uint8Array,
    arrivedAt: Date,
    receive: Receive,
    sort: Mailboxes['sort'],
  ): Promise<TakenMail> {
    const mail = await parseMail(raw);
    const [sender] = mail?.senders ?? [];
    const left = { name: sha256(raw), sender: sender?.address ?? '', why: 'unreadable' } as const;
    if (mail === undefined) return { kind: 'left', mail: left };
    if (isOwnAlarm(mail, own)) return { kind: 'nothing' };
    const translated = await read(raw, mail, envelopeOf(mail), arrivedAt);
    if (translated.kind === 'refused') return { kind: 'left', mail: left };
    const { message } = translated;
    const sorted = settings.mailbox?.shared === true ? sort(message) : 'take';
    if (sorted === 'leave') return { kind: 'nothing' };
    if (sorted === 'doubt')
      return { kind: 'left', mail: { ...left, name: message.externalId, why: 'doubt' } };
    await receive(message);
    return { kind: 'stored' };
  }

  function answersTo(token: string): string {
    const plus = settings.mailbox?.plusAddresses ?? true;
    return plus ? addressWithTag(own, token) : `${own.local}@${own.domain}`;
  }

  return {
    name: 'email',
    abilities: { push: true, buttons: false, maxCharacters: 200_000, gathers: true },
    get port() {
      return listener?.port;
    },

    addressOf(conversationKey) {
      const key = readKey(conversationKey);
      return key && answersTo(key.token);
    },

    addressOfMail(id) {
      const plus = settings.mailbox?.plusAddresses ?? true;
      // RFC 5321 4.5.3.1.1: 64 octets before the at sign. Without it the answer names the mail by its number.
      return plus && own.local.length + 1 + id.length <= 64 ? addressWithTag(own, id) : undefined;
    },

    async start(receive, mailboxes) {
      const { listen, mailbox } = settings;
      if (mailbox !== undefined && mailboxes !== undefined)
        follower = followMailbox({
          mailbox: mailbox.name,
          shared: mailbox.shared,
          open: mailbox.open,
          places: mailboxes,
          take: (raw, arrivedAt, confirmed) =>
            takeInBox(raw, arrivedAt, receive, confirmed ? () => 'take' : mailboxes.sort),
          clock,
          log: (fields, message) => settings.log.warn(fields, message),
        });
      if (listen === undefined) return;
      listener = await listenForMail({
        ...listen,
        tls: settings.tls,
        mayDeliver: allowFrom(settings.allowFrom),
        isOurs: (address) => isOwnAddress(address, own),
        take: (raw, envelope) => take(raw, envelope, receive),
        log: (fields, message) => settings.log.warn(fields, message),
      });
    },

    async stop() {
      await Promise.all([listener?.close(), follower?.stop()]);
      listener = undefined;
      follower = undefined;
    },

    nameOf(conversationKey, messageId) {
      const key = readKey(conversationKey);
      return key && messageIdOf(messageId, key.token, own);
    },

    async send(conversationKey, content, messageId = newThreadToken()) {
      const key = readKey(conversationKey);
      if (key === undefined) return { status: 'failed', reason: 'rejected', retryable: false };
      const { token, address } = key;
      const words = settings.words[content.language ?? 'nl'];
      const outcome = await settings.mailer.send({
        id: token,
        to: address,
        subject: subjectWithToken(words.subject, token),
        ...composeMail(content, words),
        messageId: messageIdOf(messageId, token, own),
        replyTo: answersTo(token),
        thread: content.thread ?? [],
        autoSubmitted: content.byPerson === true ? 'no' : 'auto-replied', // RFC 3834 section 5
      });
      return outcome.status === 'sent' ? { status: 'sent', externalId: outcome.messageId } : failed(outcome);
    },
  };
}

const TAKEN: Answer = { code: 250, text: '2.0.0 stored' };
const REFUSED = {
  unreadable: { code: 554, text: '5.6.0 not readable as a mail' },
  no_sender: { code: 554, text: '5.6.0 no sender in From' },
  several_senders: { code: 554, text: '5.6.0 more than one sender in From' },
} as const satisfies Record<string, Answer>;

/**
 * To staff whose mailbox this is too: answered by a task, it would come for ever. The number alone says nothing, for
 * another program of the same domain makes such numbers too.
 */
function isOwnAlarm({ messageId = '', senders, headers }: ParsedMail, own: OwnAddress): boolean {
  return (
    isOwnMail(messageId, own) &&
    senders.every(({ address }) => tagOf(address, own) === '') &&
    headers['auto-submitted'] === 'auto-generated'
  );
}

/** A mailbox keeps no envelope; what its server wrote into the mail stands for it (RFC 5321 4.4). */
function envelopeOf({ addressed, headers }: ParsedMail): Envelope {
  return { from: headers['return-path'] ?? UNKNOWN, to: addressed };
}

/** A mail without Return-Path: that nobody sent it would be an empty one. */
const UNKNOWN = 'unknown';

/** RFC 3463: 5.1 is about the address, 5.7 about who may send. */
function failed({
  retryable,
  enhanced = '',
}: {
  readonly retryable: boolean;
  readonly enhanced?: string;
}): SendOutcome {
  const reason: SendFailure = enhanced.startsWith('5.1.')
    ? 'gone'
    : enhanced.startsWith('5.7.')
      ? 'blocked'
      : 'rejected';
  return { status: 'failed', reason: retryable ? 'unreachable' : reason, retryable };
}
