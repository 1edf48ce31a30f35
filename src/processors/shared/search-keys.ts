import type { KeyKind, SubjectKey } from '../../core/fulfilment/processor.ts';

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
