import type { CalendarDay } from '../kernel/calendar-day.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import type { ChosenGround } from './refusal-ground.ts';

/** What may be shown as a power to act for somebody (BW 3:60; UAVG 5); of none of it a copy is kept. */
export const AUTHORITIES = [
  'mandate',
  'lawyers_word',
  'declaration',
  'court_order',
  'register_extract',
] as const;
export type AuthorityKind = (typeof AUTHORITIES)[number];

/**
 * As what somebody asks for another person (law.md 8), with the powers that make it lawful, and on what it is refused
 * without one. A partner, relative, housemate, employer or the police have no right to another person's data at all.
 */
export const CAPACITIES = {
  mandate: { powers: ['mandate'], without: 'no_authority' },
  /** Taken at his word; that the principal is a customer and wants it is asked all the same. */
  lawyer: { powers: ['lawyers_word', 'mandate'], without: 'no_authority' },
  /** Gets no data itself: the customer is answered (EDPB 01/2022, 3.4). */
  portal: { powers: ['mandate'], without: 'no_authority' },
  /** Of a child under 16 (UAVG 5); an extract only in doubt. */
  parent: { powers: ['declaration', 'register_extract'], without: 'no_authority' },
  guardian: { powers: ['court_order', 'register_extract'], without: 'no_authority' },
  heir: { powers: [], without: 'deceased' },
  partner: { powers: [], without: 'not_own_data' },
  relative: { powers: [], without: 'not_own_data' },
  housemate: { powers: [], without: 'not_own_data' },
  employer: { powers: [], without: 'not_own_data' },
  police: { powers: [], without: 'not_own_data' },
  /** The words were misread: it is about themselves. */
  themselves: { powers: [], without: null },
} as const satisfies Readonly<
  Record<string, { readonly powers: readonly AuthorityKind[]; readonly without: ChosenGround | null }>
>;
export type Capacity = keyof typeof CAPACITIES;
export const CAPACITY_NAMES = [
  'mandate',
  'lawyer',
  'portal',
  'parent',
  'guardian',
  'heir',
  'partner',
  'relative',
  'housemate',
  'employer',
  'police',
  'themselves',
] as const satisfies readonly Capacity[];

/** What staff saw of a power to act for somebody. Of closed lists and a day: it stands in the log. */
export interface Authority {
  readonly capacity: Capacity;
  /** Null while nothing was shown. */
  readonly seen: AuthorityKind | null;
  readonly seenOn: CalendarDay | null;
  /** It clearly covers receiving the answer too; otherwise the customer gets it himself. */
  readonly receives: boolean;
}

export interface TypedAuthority {
  readonly capacity: Capacity;
  readonly seen: AuthorityKind | null;
  /** It names the shop, this right, the person and a date. */
  readonly complete: boolean;
  readonly receives: boolean;
}

/**
 * What staff saw, as it is recorded. Refused: a power that this capacity does not know, one that does not name shop,
 * right, person and date, and a portal that would receive the data.
 */
export function checkAuthority(
  { capacity, seen, complete, receives }: TypedAuthority,
  today: CalendarDay,
): Result<Authority, 'authority.not_for_capacity' | 'authority.incomplete' | 'authority.portal_receives'> {
  if (seen === null) return ok({ capacity, seen: null, seenOn: null, receives: false });
  if (!CAPACITIES[capacity].powers.some((power) => power === seen))
    return refuse('authority.not_for_capacity');
  if (seen === 'mandate' && !complete) return refuse('authority.incomplete');
  if (capacity === 'portal' && receives) return refuse('authority.portal_receives');
  return ok({ capacity, seen, seenOn: today, receives });
}

/** Whether whoever asks may have this answered: for themselves, or with a power that was seen. */
export function mayAsk(authority: Authority | undefined): boolean {
  return authority !== undefined && (authority.capacity === 'themselves' || authority.seen !== null);
}

/** On what a request is refused while this is all that is known; null where it need not be. */
export function groundWithout(authority: Authority | undefined): ChosenGround | null {
  return authority === undefined || mayAsk(authority) ? null : CAPACITIES[authority.capacity].without;
}

/** Whether the mailbox to be proven is that of the person for whom somebody else asks. */
export function isForPrincipal({ authority }: { readonly authority?: Authority }): boolean {
  return authority !== undefined && authority.seen !== null;
}

/** Whether this asks about somebody else without a power to (law.md 8): what tells something about that one stays here. */
export function lacksAuthority({
  forOther,
  authority,
}: {
  readonly forOther?: true;
  readonly authority?: Authority;
}): boolean {
  return (forOther === true || authority !== undefined) && !mayAsk(authority);
}
