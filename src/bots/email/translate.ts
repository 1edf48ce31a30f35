import type { InboundMessage } from '../../core/conversation/channel.ts';
import { sha256 } from '../../core/kernel/digest.ts';
import type { ParsedMail } from './parse-mail.ts';
import type { DeliveryReport } from './read-report.ts';
import {
  claimOf,
  mailOfAddress,
  mailOfMessage,
  type OwnAddress,
  subjectWithoutToken,
  tokenOfMessage,
} from './thread-tokens.ts';

/** What the mail server said before the mail itself (RFC 5321). */
export interface Envelope {
  /** Empty: no answer may follow (RFC 5321 4.5.5). */
  readonly from: string;
  readonly to: readonly string[];
}

export interface MailContext {
  readonly own: OwnAddress;
  readonly now: Date;
  /** For a new conversation, should it begin one. */
  readonly newToken: string;
  /** DMARC passed, aligned, for the one address in From (R8). */
  readonly authenticated: boolean;
  /** When the mailbox got it that it was read from; absent: what the mail server says that handed it on. */
  readonly inMailboxAt?: Date;
}

export type TranslatedMail =
  | { readonly kind: 'message'; readonly message: InboundMessage }
  /** It cannot be taken in; the sender's mail server hears why. */
  | { readonly kind: 'refused'; readonly why: 'no_sender' | 'several_senders' };

/** A relay tries for five days (RFC 5321 4.5.4.1); an older time is that of somebody else's clock. */
const RELAYED_MS = 10 * 86_400_000;
const LONGEST_ADDRESS = 254;

/** One parsed mail as an inbound message. Pure. */
export function translateMail(mail: ParsedMail, envelope: Envelope, context: MailContext): TranslatedMail {
  const { own, now, newToken, authenticated, inMailboxAt } = context;
  const report = mail.report && reportOf(mail.report, context);
  if (report !== undefined) return { kind: 'message', message: report };
  const addresses = [...new Set(mail.senders.map(({ address }) => address.trim().toLowerCase()))];
  const [sender = ''] = addresses;
  if (addresses.length > 1) return { kind: 'refused', why: 'several_senders' };
  if (!isAddress(sender)) return { kind: 'refused', why: 'no_sender' };
  const claim = claimOf({ recipients: envelope.to, subject: mail.subject, answered: mail.answered }, own);
  const apartKey = keyOf(newToken, sender);
  const headers = { ...mail.headers, ...(envelope.from === '' ? { 'return-path': '<>' } : {}) };
  const name = mail.senders[0]?.name ?? '';
  const answeredMails = [
    ...mail.answered.flatMap((id) => mailOfMessage(id, own) ?? []),
    ...envelope.to.flatMap((address) => mailOfAddress(address, own) ?? []),
  ];
  const base = {
    channel: 'email',
    conversationKey: claim.standing === 'answer' ? keyOf(claim.token, sender) : apartKey,
    externalId: nameOf(mail, sender),
    receivedAt: inMailboxAt === undefined ? arrivedAt(mail.relayedAt, now) : notAfter(inMailboxAt, now),
    mail: {
      sender,
      ...(name === '' ? {} : { senderName: name }),
      subject: subjectWithoutToken(mail.subject),
      ...(mail.html === undefined ? {} : { html: mail.html }),
      headers,
      thread: [...mail.answered, ...(mail.messageId === undefined ? [] : [mail.messageId])],
      standing: claim.standing,
      apartKey,
      quiet:
        isQuiet(headers) ||
        sender === `${own.local}@${own.domain}` ||
        isForm(sender, mail.repliesTo, own.domain),
      authenticated,
      ...(answeredMails.length === 0 ? {} : { answeredMails }),
    },
  } as const;
  const [file] = mail.files;
  const message: InboundMessage =
    file === undefined
      ? { ...base, kind: 'text', text: mail.text }
      : { ...base, kind: 'file', file, ...(mail.text === '' ? {} : { caption: mail.text }) };
  return { kind: 'message', message };
}

/** About a mail of ours; a report about any other is a mail like others. */
function reportOf(
  { outcome, messageId, recipient }: DeliveryReport,
  { own, now }: MailContext,
): InboundMessage | undefined {
  const token = tokenOfMessage(messageId, own);
  const mailId = mailOfMessage(messageId, own);
  if (token === undefined && mailId === undefined) return undefined;
  const which = mailId === undefined ? { sentAs: messageId } : { mailId };
  return {
    channel: 'email',
    conversationKey: token === undefined ? '' : keyOf(token, recipient),
    externalId: sha256(`${messageId}\0${outcome}`),
    receivedAt: now,
    kind: 'report',
    outcome,
    ...which,
  };
}

/** Of a conversation by mail: its token and the one address that takes part. */
export function keyOf(token: string, address: string): string {
  return `${token} ${address}`;
}

/** Undefined for a key that is none of ours. */
export function readKey(key: string): { readonly token: string; readonly address: string } | undefined {
  const [, token, address] = /^([0-9a-f]{20}) (\S+@\S+)$/.exec(key) ?? [];
  return token === undefined || address === undefined ? undefined : { token, address };
}

/**
 * A mail that is delivered again has the same name; one that only borrows the number of another has not. Without a number
 * the same word said twice is told apart by its date.
 */
function nameOf(mail: ParsedMail, sender: string): string {
  const { date = '', messageId = date, subject, text, html = '', files } = mail;
  return sha256([messageId, sender, subject, text, html, files.join()].join('\0'));
}

function arrivedAt(relayedAt: Date | undefined, now: Date): Date {
  if (relayedAt === undefined || relayedAt > now) return now;
  return now.getTime() - relayedAt.getTime() > RELAYED_MS ? now : relayedAt;
}

function notAfter(at: Date, now: Date): Date {
  return at > now ? now : at;
}

/** Nothing answers these by itself (RFC 3834 section 2; RFC 5321 4.5.5). */
function isQuiet(headers: Readonly<Record<string, string>>): boolean {
  const submitted = headers['auto-submitted'];
  return (
    (submitted !== undefined && !/^\s*no\b/i.test(submitted)) ||
    /^<\s*>$/.test(headers['return-path'] ?? '') ||
    /^(?:bulk|junk|list)\b/i.test(headers.precedence ?? '') ||
    /\b(?:all|autoreply)\b/i.test(headers['x-auto-response-suppress'] ?? '') ||
    ['list-id', 'list-post', 'list-help', 'list-unsubscribe'].some((name) => headers[name] !== undefined)
  );
}

/** No person reads at these addresses. */
const NO_REPLY =
  /^(?:no-?_?reply|do-?not-?reply|geen-?antwoord|niet-?beantwoorden|mailer|wordpress|webform\w*)\b/;

/**
 * Made by a form of a website for somebody else, whom Reply-To names: an answer or a code to From would reach nobody, and
 * who that is was typed by anybody. A person looks.
 */
function isForm(sender: string, repliesTo: readonly string[], shopDomain: string): boolean {
  const [local = '', domain = ''] = sender.split('@');
  const forAnother = repliesTo.length > 0 && !repliesTo.includes(sender);
  return forAnother && (NO_REPLY.test(local) || domain === shopDomain.toLowerCase());
}

function isAddress(text: string): boolean {
  return text.length <= LONGEST_ADDRESS && /^[^\s@<>",;:\\]+@[^\s@<>",;:\\]+$/.test(text);
}
