import { z } from 'zod';
import { canonicalAddress, isLoopbackAddress } from './core/kernel/ip-address.ts';
import { Redacted } from './core/kernel/redacted.ts';

/** Text of this form, kept as it is. */
export function plainValue(pattern: RegExp) {
  return z.string().regex(pattern);
}

/** Text of this form that shows itself nowhere. */
export function secretValue(pattern: RegExp) {
  return z
    .string()
    .regex(pattern)
    .transform((text) => new Redacted(text));
}

/** Yes or no, in one sign. */
export function flag() {
  return z
    .enum(['0', '1'])
    .prefault('0')
    .transform((sign) => sign === '1');
}

/** Decimal digits only; both ends are allowed. */
export function wholeNumber(from: number, to: number) {
  return z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number)
    .pipe(z.number().min(from).max(to));
}

/** An absolute address with one of these schemes (written with the colon), without a slash at the end. */
export function address(...schemes: readonly string[]) {
  return z
    .string()
    .refine((text) => URL.canParse(text) && schemes.includes(new URL(text).protocol))
    .transform((text) => text.replace(/\/+$/, ''));
}

/** An address that may hold a password: it shows itself nowhere. */
export function secretAddress(...schemes: readonly string[]) {
  return address(...schemes).transform((text) => new Redacted(text));
}

/** An address with a name and a password in it, both percent-encoded where they hold signs of an address. */
export function secretLogin(...schemes: readonly string[]) {
  return address(...schemes)
    .refine((text) => {
      const { username, password } = new URL(text);
      return username !== '' && password !== '';
    })
    .transform((text) => new Redacted(text));
}

/** Comma-separated; spaces around an item do not count, empty items are dropped. */
export function list(item: RegExp) {
  return z
    .string()
    .transform(items)
    .pipe(z.array(z.string().regex(item)));
}

function items(text: string): string[] {
  return text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** 32 bytes in base64 or base64url. */
export function key() {
  return z
    .string()
    .regex(/^[\w+/-]{43}=?$/)
    .transform((text) => new Redacted(Buffer.from(text, 'base64')))
    .refine((bytes) => bytes.reveal().length === 32);
}

/** Keys as in `key`, comma-separated; absent means none. */
export function keyList() {
  return z.string().transform(items).pipe(z.array(key())).prefault('');
}

/** `host:port`, the host of an IPv6 address in square brackets; the port may be left out when there is a default. */
export function hostAndPort(defaultPort?: number) {
  return z.string().transform((text, context) => {
    const [, bracketed, bare, port] = /^(?:\[([0-9a-f:]+)\]|([\w.-]+))(?::(\d{1,5}))?$/i.exec(text) ?? [];
    const host = bracketed ?? bare;
    const number = port === undefined ? defaultPort : Number(port);
    if (host === undefined || number === undefined || number > 65_535) {
      context.addIssue({ code: 'custom', message: 'no host and port' });
      return z.NEVER;
    }
    return { host, port: number };
  });
}

/** IP addresses, comma-separated, in their one spelling; `none` for an empty list that somebody chose. */
export function addressList() {
  const item = z.string().transform((text, context) => {
    const address = canonicalAddress(text);
    if (address !== undefined) return address;
    context.addIssue({ code: 'custom', message: 'no IP address' });
    return z.NEVER;
  });
  return z
    .string()
    .transform((text) => (text.trim().toLowerCase() === 'none' ? [] : items(text)))
    .pipe(z.array(item));
}

/** IP addresses and networks (`192.0.2.0/24`), comma-separated; absent means none. */
export function networkList() {
  const item = z.string().transform((text, context) => {
    const [, host = '', bits] = /^([^/]+)(?:\/(\d{1,3}))?$/.exec(text) ?? [];
    const address = canonicalAddress(host);
    const most = address?.includes(':') === true ? 128 : 32;
    if (address !== undefined && (bits === undefined || Number(bits) <= most))
      return bits === undefined ? address : `${address}/${bits}`;
    context.addIssue({ code: 'custom', message: 'no IP address or network' });
    return z.NEVER;
  });
  return z.string().transform(items).pipe(z.array(item)).prefault('');
}

/** Whether only this machine can reach that host: by name, or an address of 127.0.0.0/8 or ::1. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || isLoopbackAddress(host);
}

export const HOST_NAME = /^[\w.:/-]+$/;
export const ANYTHING = /^.+$/s;
export const EMAIL = /^[^\s@,<>"]+@[^\s@,<>"]+\.[^\s@,<>".]+$/;
/** `privacy@example.nl` or `Privacybalie <privacy@example.nl>`, on one line. */
export const SENDER =
  /^(?:[^\s@,<>"]+@[^\s@,<>"]+\.[^\s@,<>".]+|[^<>"\r\n]+<[^\s@,<>"]+@[^\s@,<>"]+\.[^\s@,<>".]+>)$/;
export const ANY_TEXT = /^[\x21-\x7e]+$/;
