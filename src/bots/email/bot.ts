import type { Channel, Receive } from '../../core/conversation/channel.ts';
import type { Clock } from '../../core/kernel/clock.ts';
import type { ReplyLanguage } from '../../core/kernel/language.ts';
import type { SendFailure, SendOutcome } from '../../core/kernel/send-outcome.ts';
import { allowFrom } from './allow-from.ts';
import type { Authenticated } from './authenticate.ts';
import { composeMail, type MailWords } from './compose.ts';
import { type Answer, type ListenOptions, listenForMail, type MailListener } from './listen.ts';
import { parseMail } from './parse-mail.ts';
import {
  addressWithTag,
  isOwnAddress,
  newMessageId,
  newThreadToken,
  ownAddressOf,
  subjectWithToken,
} from './thread-tokens.ts';
import { readKey, translateMail } from './translate.ts';

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

export interface EmailSettings {
  readonly from: string;
  readonly listen: { readonly host: string; readonly port: number };
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
}

/** Mail as a customer channel: a mail server of the shop forwards to it, and answers leave through the shop's server. */
export function createEmailChannel(settings: EmailSettings, clock: Clock): EmailChannel {
  const own = ownAddressOf(settings.from);
  let listener: MailListener | undefined;

  async function take(raw: Uint8Array, envelope: Parameters<ListenOptions['take']>[1], receive: Receive) {
    const mail = await parseMail(raw);
    if (mail === undefined) return REFUSED.unreadable;
    const translated = translateMail(mail, envelope, {
      own,
      now: clock.now(),
      newToken: newThreadToken(),
      authenticated: await settings.authenticated(raw),
    });
    if (translated.kind === 'refused') return REFUSED[translated.why];
    await receive(translated.message);
    return TAKEN;
  }

  return {
    name: 'email',
    abilities: { push: true, buttons: false, maxCharacters: 200_000, gathers: true },
    get port() {
      return listener?.port;
    },

    addressOf(conversationKey) {
      const key = readKey(conversationKey);
      return key && addressWithTag(own, key.token);
    },

    async start(receive) {
      listener = await listenForMail({
        ...settings.listen,
        tls: settings.tls,
        mayDeliver: allowFrom(settings.allowFrom),
        isOurs: (address) => isOwnAddress(address, own),
        take: (raw, envelope) => take(raw, envelope, receive),
        log: (fields, message) => settings.log.warn(fields, message),
      });
    },

    async stop() {
      await listener?.close();
      listener = undefined;
    },

    async send(conversationKey, content) {
      const key = readKey(conversationKey);
      if (key === undefined) return { status: 'failed', reason: 'rejected', retryable: false };
      const { token, address } = key;
      const words = settings.words[content.language ?? 'nl'];
      const outcome = await settings.mailer.send({
        id: token,
        to: address,
        subject: subjectWithToken(words.subject, token),
        ...composeMail(content, words),
        messageId: newMessageId(token, own),
        replyTo: addressWithTag(own, token),
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
