import { FOLLOWED_KEYS, type KeyKind, type SubjectKey, type Support } from './processor.ts';

/** What was found with the keys of this round is followed no further (e-mail -> order -> payment -> invoice). */
export const LAST_ROUND = 3;

/** Kinds that may be of a household or of somebody else: a person of the shop says first whose they are (R6, R11). */
export const ASKED_KEYS: readonly KeyKind[] = ['email', 'name', 'address', 'phone', 'iban'];

/** A value that a search met. The proven address itself is no row: it is the request's. */
export interface SearchKey {
  readonly id: string;
  readonly kind: KeyKind;
  readonly value: string;
  readonly from: 'found' | 'confirmed' | 'declined';
  readonly foundIn: string;
  /** Of the search that found it; 0 when a person confirmed it. */
  readonly round: number;
  /** In the order in which sources may be searched with it, from 1; null: not with this one. */
  readonly place: number | null;
}

export type MetKey = Pick<SubjectKey, 'kind' | 'value'>;

/** The same value however it was written. Payment ids tell capitals apart; where in doubt two values stay two. */
export function normalKey({ kind, value }: MetKey): string {
  const text = value.normalize('NFKC').trim().replace(/\s+/g, ' ');
  switch (kind) {
    case 'iban':
    case 'barcode':
      return text.replace(/ /g, '').toUpperCase();
    case 'phone':
      return text.replace(/[^\d+]/g, '').replace(/^(?:\+|00)31/, '0');
    case 'orderNumber':
      return text.replace(/^#\s?/, '').toLowerCase();
    case 'address':
      return text.toLowerCase().replace(/[.,]/g, '');
    case 'name':
    case 'email':
    case 'invoiceNumber':
      return text.toLowerCase();
    default:
      return text;
  }
}

/** By what sources may be searched now, the proven address first. */
export function keysToSearch(email: string, keys: readonly SearchKey[]): readonly SubjectKey[] {
  const placed = keys.filter(({ place }) => place !== null);
  return [
    { kind: 'email', value: email, from: 'proven' },
    ...placed.map(({ kind, value, from }) => ({
      kind,
      value,
      from: from === 'confirmed' ? ('confirmed' as const) : ('found' as const),
    })),
  ];
}

/** How far the keys go: a source that was searched with these needs no search before there is a higher place. */
export function lastPlace(keys: readonly SearchKey[]): number {
  return keys.reduce((last, { place }) => Math.max(last, place ?? 0), 0);
}

/** Whether a value can name one order: a word is in the texts of everybody. A payment may be called by letters alone. */
export function namesOne({ kind, value }: MetKey): boolean {
  return kind === 'paymentId' || /\d/.test(value);
}

export interface MetKeys {
  readonly source: string;
  readonly round: number;
  readonly keys: readonly MetKey[];
  /** The proven address, which is no news. */
  readonly email: string;
  readonly newId: () => string;
}

/**
 * The rows that are new or changed by what a search met, each value once. What names one order gets a place unless it was
 * found in the last round; a value that turns up in an earlier round than before gets one after all.
 */
export function meetKeys(known: readonly SearchKey[], met: MetKeys): readonly SearchKey[] {
  const { source, round, email, newId } = met;
  const rows = new Map(known.map((key) => [identity(key), key]));
  const changed = new Map<string, SearchKey>();
  let place = lastPlace(known);
  const placed = (before: number | null): number | null => {
    if (before !== null || round >= LAST_ROUND) return before;
    place += 1;
    return place;
  };
  const own = identity({ kind: 'email', value: email });
  for (const { kind, value } of met.keys) {
    const followed = FOLLOWED_KEYS.includes(kind);
    const id = identity({ kind, value });
    if (followed && !namesOne({ kind, value })) continue;
    if ((!followed && !ASKED_KEYS.includes(kind)) || id === own || normalKey({ kind, value }) === '')
      continue;
    const before = rows.get(id);
    if (before !== undefined && (!followed || before.round <= round)) continue;
    const row: SearchKey =
      before === undefined
        ? {
            ...{ id: newId(), kind, value: value.trim(), from: 'found', foundIn: source, round },
            place: followed ? placed(null) : null,
          }
        : { ...before, round, place: placed(before.place) };
    rows.set(id, row);
    changed.set(id, row);
  }
  return [...changed.values()];
}

/** A person said that this value is of the customer, or is not. Undefined when that was said, or it needs no word. */
export function decideKey(known: readonly SearchKey[], id: string, theirs: boolean): SearchKey | undefined {
  const key = known.find((one) => one.id === id);
  if (key === undefined || key.from !== 'found' || !ASKED_KEYS.includes(key.kind)) return undefined;
  return theirs
    ? { ...key, from: 'confirmed', round: 0, place: lastPlace(known) + 1 }
    : { ...key, from: 'declined' };
}

/** A source as far as the walk goes: whether it can be asked by itself, by what, and up to which place it was. */
export interface WalkedSource {
  readonly source: string;
  readonly find: Support;
  readonly searchBy: readonly KeyKind[];
  readonly searchedTo: number;
  /** Its search has ended, and not because a person typed what there is. */
  readonly ended: boolean;
}

/**
 * The sources that are searched once more, for keys that they were not searched with and did not find themselves. The
 * round is one above that of the keys, and keys of the last round have no place: so it ends after three rounds.
 */
export function nextSearches(
  sources: readonly WalkedSource[],
  keys: readonly SearchKey[],
): readonly { readonly source: string; readonly round: number }[] {
  return sources.flatMap(({ source, find, searchBy, searchedTo, ended }) => {
    if (!ended || (find !== 'api' && find !== 'file')) return [];
    const news = keys.filter(
      ({ kind, place, foundIn, from }) =>
        place !== null &&
        place > searchedTo &&
        searchBy.includes(kind) &&
        (from === 'confirmed' || foundIn !== source),
    );
    if (news.length === 0) return [];
    return [{ source, round: 1 + news.reduce((most, { round }) => Math.max(most, round), 0) }];
  });
}

function identity(key: MetKey): string {
  return `${key.kind} ${normalKey(key)}`;
}
