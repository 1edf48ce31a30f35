import type { ReplyLanguage } from '../kernel/language.ts';
import type { Redacted } from '../kernel/redacted.ts';
import type { ChannelName } from '../kernel/rights.ts';
import type { SendOutcome } from '../kernel/send-outcome.ts';

interface InboundBase {
  readonly channel: ChannelName;
  /** The channel's own name of the conversation: a chat, a web session. Replies go to it. */
  readonly conversationKey: string;
  /** Unique within the channel and repeated when the channel delivers again, so that a repeat is harmless. */
  readonly externalId: string;
  /** The channel's own time of arrival: the legal receipt (EDPB 01/2022, 5.3), not the time of processing. */
  readonly receivedAt: Date;
  /** The message that this one answers, in the channel's own naming. */
  readonly replyTo?: string;
  /** BCP 47, as the channel reports it; a hint, the text decides. */
  readonly languageHint?: string;
  /** Only for the limits of R7; a keyed hash is kept for 24 hours. */
  readonly ipAddress?: Redacted<string>;
  readonly mail?: MailOrigin;
}

/** What a mail says beside its words. */
export interface MailOrigin {
  /** The one address in From, in small letters; what it claims, unless `authenticated`. */
  readonly sender: string;
  readonly senderName?: string;
  readonly subject: string;
  readonly html?: string;
  /** Fields that tell who or what sent it, by their names in small letters. */
  readonly headers: Readonly<Record<string, string>>;
  /** Numbers of the mails before it and its own, oldest first: an answer names them (RFC 5322 3.6.4). */
  readonly thread: readonly string[];
  /** `answer`: to the conversation of `conversationKey`, if there is one. `unclear`: a person has to look. */
  readonly standing: 'new' | 'answer' | 'unclear';
  /** The conversation of its own in which it is held when a person has to look. */
  readonly apartKey: string;
  /** Of a program, a list or nobody: nothing may answer it by itself (RFC 3834). */
  readonly quiet: boolean;
  /** DMARC passed, aligned, with one From (R8). */
  readonly authenticated: boolean;
  /** Letters and codes of ours that it answers, by their ids, oldest first. */
  readonly answeredMails?: readonly string[];
}

export type FileKind = 'voice' | 'image' | 'video' | 'document' | 'contact' | 'location' | 'other';

export type InboundMessage = InboundBase &
  (
    | { readonly kind: 'text'; readonly text: string }
    | { readonly kind: 'choice'; readonly choice: string }
    | { readonly kind: 'edit'; readonly ofExternalId: string; readonly text: string }
    /** The file itself never enters the core: it is not fetched and not stored (R14). */
    | { readonly kind: 'file'; readonly file: FileKind; readonly caption?: string }
    /** A mail of the desk came back, or is late: that mail, or else what was sent in a conversation under this name. */
    | { readonly kind: 'report'; readonly outcome: 'failed' | 'delayed'; readonly mailId: string }
    | { readonly kind: 'report'; readonly outcome: 'failed' | 'delayed'; readonly sentAs: string }
    | { readonly kind: 'ignored'; readonly reason: string }
  );

/**
 * `stored` and `duplicate` may be acknowledged to the channel. `refused`: its network began too many conversations today,
 * and the sender has to be told; nothing of it was kept.
 * A rejected promise may not: it will come again.
 */
export interface ReceiveReceipt {
  readonly status: 'stored' | 'duplicate' | 'ignored' | 'refused';
  /** It holds what should not stay in the chat: a code that was used, or a BSN (UAVG 46). For channels that can remove it. */
  readonly unwanted?: true;
}

export type Receive = (message: InboundMessage) => Promise<ReceiveReceipt>;

export interface Choice {
  /** At most 64 bytes (the smallest limit of the channels); comes back as InboundMessage `choice`. */
  readonly id: string;
  readonly label: string;
}

/** Plain text; each channel escapes its own markup and splits at its own limit. */
export interface OutboundContent {
  readonly paragraphs: readonly string[];
  readonly choices: readonly Choice[];
  readonly language?: ReplyLanguage;
  /** A member of staff wrote it, or part of it. */
  readonly byPerson?: true;
  /** What it answers, as the channel named it when it came in, oldest first. */
  readonly thread?: readonly string[];
}

export interface ChannelAbilities {
  /** False: the customer's page fetches messages from the transcript, nothing is sent. */
  readonly push: boolean;
  readonly buttons: boolean;
  readonly maxCharacters: number;
  /** True: what is said at one time leaves as one message, and a number stands for a choice. */
  readonly gathers?: true;
}

/** One customer channel. Adapters translate; they decide nothing. */
export interface Channel {
  readonly name: ChannelName;
  readonly abilities: ChannelAbilities;
  start(receive: Receive): Promise<void>;
  /** Stops taking in; what was handed to `receive` is finished first. */
  stop(): Promise<void>;
  /** `messageId` names the message for ever: with it a channel that can, keeps a repeated try from arriving twice. */
  send(conversationKey: string, content: OutboundContent, messageId?: string): Promise<SendOutcome>;
  /** The external id that `send` of this message will answer, where it is known beforehand. */
  nameOf?(conversationKey: string, messageId: string): string | undefined;
}
