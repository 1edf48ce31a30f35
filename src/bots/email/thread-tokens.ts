import { sha256 } from '../../core/kernel/digest.ts';
import { newToken } from '../../core/kernel/ids.ts';

/** The address that customers write to; its plus forms (`privacy+TOKEN@…`) are ours too. */
export interface OwnAddress {
  readonly local: string;
  readonly domain: string;
}

/**
 * Which conversation a mail says that it belongs to. `unclear`: it names one in a way that a stranger can copy, or two
 * at once.
 */
export type Claim =
  | { readonly standing: 'new' }
  | { readonly standing: 'answer'; readonly token: string }
  | { readonly standing: 'unclear' };

const HEX = '[0-9a-f]{20}';
const MAIL_ID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const IN_SUBJECT = new RegExp(`\\[pb-(${HEX})\\]`, 'gi');

/** 80 random bits, in signs that mail servers leave as they are. */
export function newThreadToken(): string {
  return sha256(newToken()).slice(0, 20);
}

/** From `privacy@example.nl` or `Privacybalie <privacy@example.nl>`. */
export function ownAddressOf(from: string): OwnAddress {
  const [, local = 'privacybalie', domain = 'localhost'] = /([^\s<"]+)@([^\s@>]+)>?$/.exec(from) ?? [];
  return { local: local.toLowerCase(), domain: domain.toLowerCase() };
}

/** Whether mail to it is for the desk. */
export function isOwnAddress(address: string, own: OwnAddress): boolean {
  return tagOf(address, own) !== undefined;
}

/** What stands behind the plus, in small letters; empty without one; undefined for an address of somebody else. */
export function tagOf(address: string, { local, domain }: OwnAddress): string | undefined {
  const at = address.lastIndexOf('@');
  if (address.slice(at + 1).toLowerCase() !== domain) return undefined;
  const name = address.slice(0, at).toLowerCase();
  if (name === local) return '';
  return name.startsWith(`${local}+`) ? name.slice(local.length + 1) : undefined;
}

/** Where an answer in this conversation is to be sent. */
export function addressWithTag({ local, domain }: OwnAddress, tag: string): string {
  return `${local}+${tag}@${domain}`;
}

/** A subject as a person reads it. */
export function subjectWithoutToken(subject: string): string {
  return subject.replace(IN_SUBJECT, '').trim();
}

/** By which an answer is known where plus addresses do not work. */
export function subjectWithToken(subject: string, token: string): string {
  return `${subject} [pb-${token}]`;
}

/** The number of the mail with this message: a second try is the same mail. It says nothing about anybody. */
export function messageIdOf(messageId: string, token: string, { domain }: OwnAddress): string {
  return `<${token}.${sha256(messageId).slice(0, 16)}@${domain}>`;
}

/**
 * Token in the address, else in the numbers of our mails that it answers; the token in a subject counts only beside one
 * of these, for a subject is copied by hand. Whether the sender is the one of that conversation is looked at afterwards.
 */
export function claimOf(
  mail: {
    readonly recipients: readonly string[];
    readonly subject: string;
    /** Of In-Reply-To and References. */
    readonly answered: readonly string[];
  },
  own: OwnAddress,
): Claim {
  const tags = mail.recipients.map((address) => tagOf(address, own) ?? '').filter(isToken);
  const numbers = mail.answered.flatMap((id) => tokenOfMessage(id, own) ?? []);
  const subjects = [...mail.subject.matchAll(IN_SUBJECT)].map(([, token = '']) => token.toLowerCase());
  const named = new Set([...tags, ...numbers]);
  const [token, ...others] = new Set([...named, ...subjects]);
  if (token === undefined) return { standing: 'new' };
  return others.length === 0 && named.size === 1 ? { standing: 'answer', token } : { standing: 'unclear' };
}

/** Of the conversation in which a mail of ours with this number went out; undefined for mails of others. */
export function tokenOfMessage(id: string, { domain }: OwnAddress): string | undefined {
  const [, token, host] = new RegExp(`^<(${HEX})\\.[0-9a-f]+@([^>]+)>$`, 'i').exec(id) ?? [];
  return host?.toLowerCase() === domain ? token?.toLowerCase() : undefined;
}

/** The letter, code or notice that went out with this number; undefined for mails of others. */
export function mailOfMessage(id: string, { domain }: OwnAddress): string | undefined {
  const [, mail, host] = new RegExp(`^<(${MAIL_ID})@([^>]+)>$`, 'i').exec(id) ?? [];
  return host?.toLowerCase() === domain ? mail?.toLowerCase() : undefined;
}

/** The mail of ours whose answers are sent to this address; undefined for any other address. */
export function mailOfAddress(address: string, own: OwnAddress): string | undefined {
  const tag = tagOf(address, own) ?? '';
  return new RegExp(`^${MAIL_ID}$`).test(tag) ? tag : undefined;
}

/** Whether the desk sent the mail with this number. */
export function isOwnMail(id: string, own: OwnAddress): boolean {
  return (tokenOfMessage(id, own) ?? mailOfMessage(id, own)) !== undefined;
}

function isToken(tag: string): boolean {
  return new RegExp(`^${HEX}$`).test(tag);
}
