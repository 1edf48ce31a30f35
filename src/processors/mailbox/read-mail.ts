import PostalMime, { type Address, type Email } from 'postal-mime';
import type { FieldValue, LegalHold } from '../../core/fulfilment/processor.ts';
import { taxUntil } from '../../core/fulfilment/tax-term.ts';
import { amsterdamDay, type CalendarDay } from '../../core/kernel/calendar-day.ts';
import { storableText } from '../../core/kernel/storable-text.ts';
import { textOfHtml } from '../shared/text-of-html.ts';
import type { FetchedMail } from './open-session.ts';

/** One mail taken apart. */
export interface ReadMail {
  readonly fields: readonly FieldValue[];
  /** An order or an invoice is spoken of: then it belongs to the administration (AWR 52). */
  readonly hold: LegalHold | null;
  /** Of everybody who is on it, in small letters. */
  readonly addresses: ReadonlySet<string>;
  readonly messageId: string;
  readonly day: CalendarDay;
  /** Everything in it that can be read, header fields included. */
  readonly words: string;
}

/** A mail with more than this is not read: it was made to break programs. */
const LIMITS = { maxNestingDepth: 50, maxHeadersSize: 256 * 1_024 };
/** Of longer words the record has the beginning; its file has them all. */
const MOST_TEXT = 20_000;
const MOST_WORDS = 2_000_000;
const ADMINISTRATION =
  /\b(?:bestelling|bestelnummer|order|ordernummer|factuur|factuurnummer|creditnota|pakbon|invoice)(?:[\s:#.-]|nummer|number|nr|no|met){0,12}?(?:[a-z]{1,4}[-/]?)?\d{3,}/i;

/** Undefined for what is no mail: too deep, or too much of it in header fields. Depends on the mail and its folder only. */
export async function readMail(mail: FetchedMail, folder: string): Promise<ReadMail | undefined> {
  let email: Email;
  try {
    email = await PostalMime.parse(mail.raw, LIMITS);
  } catch {
    return undefined;
  }
  const from = boxes(email.from === undefined ? [] : [email.from]);
  const to = boxes([...(email.to ?? []), ...(email.cc ?? []), ...(email.bcc ?? [])]);
  const subject = (email.subject ?? '').replace(/\s+/g, ' ').trim();
  const spoken = [
    email.text ?? '',
    email.html === undefined ? '' : textOfHtml(email.html.slice(0, MOST_WORDS)),
  ];
  const text = storableText(spoken.find((part) => part.trim() !== '') ?? '').trim();
  const at = writtenAt(email.date, mail.arrivedAt);
  const day = amsterdamDay(at);
  const files = email.attachments.flatMap(({ filename, related }) =>
    related === true ? [] : [filename ?? '?'],
  );
  const fields = [
    { name: 'date', value: at.toISOString() },
    { name: 'from', value: from.map(inWords).join(', ') },
    { name: 'to', value: to.map(inWords).join(', ') },
    { name: 'subject', value: subject },
    { name: 'text', value: text.length > MOST_TEXT ? `${text.slice(0, MOST_TEXT).trimEnd()} […]` : text },
    { name: 'attachments', value: files.join(', ') },
    { name: 'folder', value: folder },
    // By it a person finds the mail again.
    { name: 'messageId', value: email.messageId ?? '' },
  ];
  const about = `${subject}\n${text}`.slice(0, MOST_WORDS);
  return {
    fields: fields.filter(({ value }) => value !== ''),
    hold: ADMINISTRATION.test(about) ? { basis: 'awr_52', until: taxUntil(day) } : null,
    addresses: new Set(
      [...from, ...to, ...boxes(email.replyTo ?? [])].map(({ address }) => normalAddress(address)),
    ),
    messageId: email.messageId ?? '',
    day,
    words: [
      subject,
      ...spoken,
      ...[...from, ...to].map(inWords),
      ...email.headers.map(({ value }) => value),
      ...email.attachments.flatMap(attachedText),
    ]
      .join('\n')
      .slice(0, MOST_WORDS),
  };
}

/** In small letters, without spaces around it. */
export function normalAddress(address: string): string {
  return address.trim().toLowerCase();
}

interface Box {
  readonly name: string;
  readonly address: string;
}

/** Those of a group stand in it. */
function boxes(addresses: readonly Address[]): readonly Box[] {
  return addresses.flatMap(({ name, address, group }): readonly Box[] =>
    group === undefined ? (address === undefined || address === '' ? [] : [{ name, address }]) : boxes(group),
  );
}

function inWords({ name, address }: Box): string {
  return name === '' ? address : `${name} <${address}>`;
}

/** The earlier of what the mail says and what the server saw: a clock that runs ahead keeps nothing for longer. */
function writtenAt(said: string | undefined, arrivedAt: Date | undefined): Date {
  const at = [Date.parse(said ?? ''), arrivedAt?.getTime() ?? Number.NaN].filter((ms) => !Number.isNaN(ms));
  return new Date(at.length === 0 ? 0 : Math.min(...at));
}

function attachedText({ mimeType, content }: Email['attachments'][number]): readonly string[] {
  if (!mimeType.startsWith('text/')) return [];
  return [typeof content === 'string' ? content : new TextDecoder().decode(content)];
}
