import { type CalendarDay, parseDay } from '../kernel/calendar-day.ts';
import { canonicalJson, sameHash } from '../kernel/digest.ts';

/** What a receipt says, and to whom it was given; the last is in no register and on no receipt (R34). */
export interface ErasedCase {
  readonly number: string;
  /** The day on which it was done. */
  readonly day: CalendarDay;
  /** Whether a part had to stay. */
  readonly outcome: 'all' | 'part';
}

/** The keyed hashes of a text: by the present secret first, then by those before it. */
export type Sign = (text: string) => readonly [string, ...string[]];

/** 128 bits: nobody guesses it. */
const SIGNATURE_DIGITS = 32;
const OUTCOMES = { all: 'A', part: 'P' } as const;
const CODE = /^PB([2-9A-Z]{4})([2-9A-Z]{4})(\d{4})(\d{2})(\d{2})([AP])([0-9A-F]{32})$/;

/**
 * The receipt of an erasure as the customer keeps it: number, day, outcome, and a keyed hash over these, the right and
 * the address that it was given to. Whoever has the secret can check it for as long as the secret is kept, and needs no
 * record of anybody for that.
 */
export function erasureReceipt(erased: ErasedCase, address: string, sign: Sign): string {
  const [signature] = signatures(erased, address, sign);
  const groups = signature.match(/.{4}/g) ?? [];
  return `${erased.number} ${erased.day} ${OUTCOMES[erased.outcome]} ${groups.join('-')}`;
}

/** What a receipt says when this install gave it to this address; undefined for any other text. */
export function checkReceipt(typed: string, address: string, sign: Sign): ErasedCase | undefined {
  const [, one = '', two = '', year = '', month = '', of = '', letter = '', signature = ''] =
    CODE.exec(typed.toUpperCase().replace(/[^0-9A-Z]/g, '')) ?? [];
  const day = parseDay(`${year}-${month}-${of}`);
  if (day === undefined) return undefined;
  const outcome = letter === OUTCOMES.all ? 'all' : 'part';
  const erased: ErasedCase = { number: `PB-${one}-${two}`, day, outcome };
  return signatures(erased, address, sign).some((known) => sameHash(known, signature)) ? erased : undefined;
}

function signatures(erased: ErasedCase, address: string, sign: Sign): readonly [string, ...string[]] {
  const [now, ...before] = sign(canonicalJson({ right: 'erasure', ...erased, address }));
  const shown = (hash: string) => hash.slice(0, SIGNATURE_DIGITS).toUpperCase();
  return [shown(now), ...before.map(shown)];
}
