import PostalMime, { type Attachment, addressParser, type Email } from 'postal-mime';
import type { FileKind } from '../../core/conversation/channel.ts';
import { storableText } from '../../core/kernel/storable-text.ts';
import { type DeliveryReport, readReport } from './read-report.ts';

/** One mail taken apart. What was attached stands here by kind only: it is never opened and never kept (R14). */
export interface ParsedMail {
  /** Of every From field; a mail has one. */
  readonly senders: readonly { readonly address: string; readonly name: string }[];
  readonly messageId: string | undefined;
  /** As the program of the sender wrote it: no day of receipt. */
  readonly date: string | undefined;
  readonly subject: string;
  readonly text: string;
  readonly html: string | undefined;
  /** Whom it was sent to, as the mail and the server of its mailbox say it. */
  readonly addressed: readonly string[];
  /** Where its sender wants the answer, in small letters. */
  readonly repliesTo: readonly string[];
  /** The fields that tell who or what sent it, by their names in small letters. */
  readonly headers: Readonly<Record<string, string>>;
  /** Numbers of the mails that it answers, oldest first. */
  readonly answered: readonly string[];
  /** When the mail server that handed it on got it. */
  readonly relayedAt: Date | undefined;
  readonly files: readonly FileKind[];
  readonly report: DeliveryReport | undefined;
}

/** A mail with more than this is not read: it was made to break programs. */
const LIMITS = { maxNestingDepth: 50, maxHeadersSize: 256 * 1_024, forceRfc822Attachments: true };
const MOST_TEXT = 1_000_000;
const MOST_ANSWERED = 50;
const LONGEST_ID = 500;
const ADDRESSED = ['delivered-to', 'x-original-to', 'envelope-to', 'to', 'cc'];
const MOST_ADDRESSED = 100;

const KEPT = new Set([
  'auto-submitted',
  'content-type',
  'feedback-id',
  'list-help',
  'list-id',
  'list-post',
  'list-unsubscribe',
  'precedence',
  'return-path',
  'x-auto-reply',
  'x-auto-response-suppress',
  'x-autoreply',
  'x-autorespond',
  'x-failed-recipients',
  'x-ms-exchange-generated-message-source',
]);

/** Undefined for what is no mail: too deep, or too much of it in header fields. Reads no network and no file. */
export async function parseMail(raw: Uint8Array): Promise<ParsedMail | undefined> {
  let mail: Email;
  try {
    mail = await PostalMime.parse(raw, LIMITS);
  } catch {
    return undefined;
  }
  const values = (name: string) => mail.headers.filter(({ key }) => key === name).map(({ value }) => value);
  const [messageId] = idsIn(values('message-id'));
  return {
    senders: values('from')
      .flatMap((value) => addressParser(value, { flatten: true }))
      .flatMap(({ address, name }) => (address === undefined ? [] : [{ address, name: oneLine(name) }])),
    messageId,
    date: values('date')[0],
    subject: oneLine(mail.subject ?? ''),
    text: readable(mail.text ?? ''),
    html: mail.html === undefined ? undefined : readable(mail.html),
    addressed: ADDRESSED.flatMap(values)
      .flatMap((value) => addressParser(value, { flatten: true }))
      .flatMap(({ address }) => address ?? [])
      .slice(0, MOST_ADDRESSED),
    repliesTo: values('reply-to')
      .flatMap((value) => addressParser(value, { flatten: true }))
      .flatMap(({ address }) => address?.trim().toLowerCase() ?? []),
    headers: Object.fromEntries(
      [...KEPT].flatMap((name) => {
        const value = countingOf(values(name));
        return value === undefined ? [] : [[name, oneLine(value)]];
      }),
    ),
    answered: [...new Set(idsIn([...values('references'), ...values('in-reply-to')]))].slice(-MOST_ANSWERED),
    relayedAt: dateOf(values('received')[0]),
    files: mail.attachments.filter(isSent).map(kindOf),
    report: readReport(mail.attachments),
  };
}

/**
 * Of a field that stands several times. Whichever says that a program wrote it counts (RFC 3834); else the upper one: the
 * server of the mailbox writes its own on top (RFC 5321 4.4), and those of an earlier way stand below.
 */
function countingOf(values: readonly string[]): string | undefined {
  return values.find((value) => /^\s*(?:auto-|bulk\b|junk\b|list\b)/i.test(value)) ?? values[0];
}

function idsIn(values: readonly string[]): readonly string[] {
  return values
    .flatMap((value) => value.match(/<[^<>\s]+>/g) ?? [])
    .filter(({ length }) => length <= LONGEST_ID);
}

/** What was meant to be sent: no picture of the layout, and not the parts that tell a program what happened. */
function isSent({ related, mimeType }: Attachment): boolean {
  return related !== true && !/^message\/(?:delivery-status|disposition-notification)$/.test(mimeType);
}

function kindOf({ mimeType }: Attachment): FileKind {
  if (mimeType.startsWith('image/')) return 'image';
  if (mimeType.startsWith('audio/')) return 'voice';
  if (mimeType.startsWith('video/')) return 'video';
  if (/^text\/(?:x-)?vcard$/.test(mimeType)) return 'contact';
  return 'document';
}

/** `…; Mon, 3 Nov 2025 10:12:00 +0100`. */
function dateOf(received: string | undefined): Date | undefined {
  const at = Date.parse(received?.slice(received.lastIndexOf(';') + 1).replace(/\([^)]*\)/g, '') ?? '');
  return Number.isNaN(at) ? undefined : new Date(at);
}

/** As much of a text as is read, without the empty lines at its end. */
function readable(text: string): string {
  return storableText(text.slice(0, MOST_TEXT)).replace(/\n+$/, '');
}

function oneLine(text: string): string {
  return readable(text).replace(/\s+/g, ' ').trim().slice(0, 1_000);
}
