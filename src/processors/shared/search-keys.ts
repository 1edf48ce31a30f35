import type { KeyKind, SubjectKey } from '../../core/fulfilment/processor.ts';
import { isSameName } from './same-name.ts';
import { wholeToken } from './whole-token.ts';

/** The keys of a search in the form in which they are compared. */
export interface SearchKeys {
  readonly kinds: ReadonlySet<KeyKind>;
  /** Compared whole, apart from how people write one and the same thing. */
  has(kind: KeyKind, value: string): boolean;
  values(kind: KeyKind): readonly string[];
}

/** An empty value is no key. */
export function searchKeys(given: readonly SubjectKey[]): SearchKeys {
  const keys = new Map<KeyKind, Set<string>>();
  for (const { kind, value } of given) {
    const plain = plainKey(kind, value);
    if (plain !== '') keys.set(kind, (keys.get(kind) ?? new Set()).add(plain));
  }
  return {
    kinds: new Set(keys.keys()),
    has: (kind, value) => keys.get(kind)?.has(plainKey(kind, value)) === true,
    values: (kind) => [...(keys.get(kind) ?? [])],
  };
}

/** Of an order number the sign before it does not count, of a telephone number what is before the last nine digits. */
export function plainKey(kind: KeyKind, value: string): string {
  const text = value.normalize('NFKC').trim().toLowerCase();
  switch (kind) {
    case 'phone':
      return text.replace(/\D/g, '').slice(-9);
    case 'orderNumber':
      return text.replace(/^#\s*/, '');
    case 'name':
    case 'address':
    case 'iban':
      return text.replace(/[^\p{L}\p{N}]/gu, '');
    case 'paymentId':
      // Two payments may differ by a capital.
      return value.trim();
    default:
      return text;
  }
}

/** What a bank or a shop may have put into a description. */
export const DESCRIBED = ['email', 'orderNumber', 'iban', 'name'] as const;
/** A shorter number may be an amount, a size or a count of things. */
const TELLING = 4;

/** Whether a description tells of this person, by each kind of key; `parts` of it are what the list is asked for. */
export type Described = Readonly<Record<(typeof DESCRIBED)[number], (text: string) => boolean>> & {
  readonly parts: readonly string[];
};

/** What a text of a bank or a shop tells of who is searched by these keys; a name only when a person confirmed it. */
export function describedBy(keys: SearchKeys, given: readonly SubjectKey[]): Described {
  const orders = keys.values('orderNumber').filter((number) => number.length >= TELLING);
  const ibans = keys.values('iban').filter((iban) => iban.length >= TELLING);
  const names = given.flatMap(({ kind, from, value }) =>
    kind === 'name' && from === 'confirmed' ? [value.trim()] : [],
  );
  const surnames = names.flatMap((name) => name.split(/\s+/).at(-1) || []);
  const forms = orders.map(wholeToken);
  return {
    parts: [
      ...[...keys.values('email'), ...orders, ...surnames],
      // A bank writes an account in fours, or in one piece.
      ...ibans.flatMap((iban) => [iban, iban.replace(/(.{4})(?=.)/g, '$1 ')]),
    ],
    email: (text) =>
      text.split(/[\s,;:=/()"'<>]+/).some((word) => keys.has('email', word.replace(/\.+$/, ''))),
    orderNumber: (text) => {
      const plain = text.replace(/\b(?:order|bestelling)-(?=\w)/gi, ' ');
      return forms.some((form) => form.test(plain));
    },
    iban: (text) => ibans.some((iban) => plainKey('iban', text).includes(iban)),
    name: (text) => {
      const words = text.split(/[\s,;:/]+/);
      // A first name, what is between, and a surname.
      const pieces = words.map((_, at) => words.slice(at, at + 5).join(' '));
      return names.some((name) => pieces.some((piece) => isSameName(name, piece)));
    },
  };
}
