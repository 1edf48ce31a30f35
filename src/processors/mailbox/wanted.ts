import type { SearchObject } from 'imapflow';
import type { KeyKind, SubjectKey } from '../../core/fulfilment/processor.ts';
import { normalAddress, type ReadMail } from './read-mail.ts';

/** By what the mails of one person are known. */
export interface Wanted {
  /** Proven, or confirmed by staff: who is on a mail with one of these is certain. */
  readonly addresses: ReadonlySet<string>;
  /** What the server is asked, each question of a length that servers take. */
  readonly questions: readonly SearchObject[];
  /** What stands somewhere in a mail: whose it is then, a person says. */
  readonly words: readonly { readonly kind: KeyKind; readonly pattern: RegExp }[];
  /** A key is too short to be searched among words. */
  readonly tooShort: boolean;
}

export const SEARCH_BY: readonly KeyKind[] = ['email', 'orderNumber', 'invoiceNumber', 'barcode', 'name'];

const SHORTEST = 4;
const AT_ONCE = 20;

/** A name counts only once staff confirmed it: there may be others of that name (R11). */
export function wantedOf(keys: readonly SubjectKey[]): Wanted {
  const usable = keys
    .map((key) => ({ ...key, value: key.value.trim() }))
    .filter(
      ({ kind, from, value }) =>
        SEARCH_BY.includes(kind) && value !== '' && (kind !== 'name' || from === 'confirmed'),
    );
  const addresses = new Set(
    usable.flatMap(({ kind, from, value }) =>
      kind === 'email' && from !== 'found' ? [normalAddress(value)] : [],
    ),
  );
  const words = usable.filter(({ value }) => value.length >= SHORTEST);
  const texts = [...new Set(words.map(({ value }) => value))];
  const questions: SearchObject[] = [...addresses].map((address) => ({
    or: [
      { from: address },
      { to: address },
      { cc: address },
      { bcc: address },
      { header: { 'Reply-To': address } },
    ],
  }));
  for (let index = 0; index < texts.length; index += AT_ONCE)
    questions.push({ or: texts.slice(index, index + AT_ONCE).map((text) => ({ text })) });
  return {
    addresses,
    questions,
    words: words.map(({ kind, value }) => ({ kind, pattern: wholeWords(kind, value) })),
    tooShort: words.length < usable.length,
  };
}

/** By which keys a mail belongs to the person; servers compare parts of words, here only the whole counts. */
export function matchMail(
  mail: Pick<ReadMail, 'addresses' | 'words'>,
  { addresses, words }: Wanted,
): { readonly certain: boolean; readonly matchedBy: readonly KeyKind[] } {
  const certain = [...mail.addresses].some((address) => addresses.has(address));
  const said = words.flatMap(({ kind, pattern }) => (pattern.test(mail.words) ? [kind] : []));
  return { certain, matchedBy: [...new Set<KeyKind>([...(certain ? ['email' as const] : []), ...said])] };
}

/** `jan@example.nl` is no part of `piet-jan@example.nl`, and `1001` none of `21001` or `2024-1001`. */
function wholeWords(kind: KeyKind, value: string): RegExp {
  const plain = value.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&').replace(/\s+/g, '\\s+');
  return kind === 'email'
    ? new RegExp(`(?<![\\p{L}\\p{N}._%+-])${plain}(?![\\p{L}\\p{N}_-]|\\.[\\p{L}\\p{N}])`, 'iu')
    : new RegExp(`(?<![\\p{L}\\p{N}]|\\p{N}[-./])${plain}(?![\\p{L}\\p{N}]|[-./]\\p{N})`, 'iu');
}
