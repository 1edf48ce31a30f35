import type { CalendarDay } from '../kernel/calendar-day.ts';

/** What is known of an address when its rows are read. */
export interface ErasedAddress {
  /** The last day of an erasure of this address; undefined when there is none. */
  readonly erasedOn: CalendarDay | undefined;
  /** Records of this source that a law keeps (R33). */
  readonly held: ReadonlySet<string>;
}

/**
 * Whether a row should not be there any more: it is from before the erasure and nothing keeps it (R33). A row without a
 * day, of the day itself or later is never taken for one: who comes back as a customer is served.
 */
export function cameBack(
  row: { readonly day: CalendarDay | undefined; readonly recordId: string | undefined },
  erased: ErasedAddress,
): boolean {
  return isBefore(row, erased) && !isHeld(row, erased);
}

/** Whether an erasure dealt with this row already: it stays by law, or it should have gone with the others. */
export function isDealtWith(
  row: { readonly day: CalendarDay | undefined; readonly recordId: string | undefined },
  erased: ErasedAddress,
): boolean {
  return isBefore(row, erased) || isHeld(row, erased);
}

function isBefore({ day }: { readonly day: CalendarDay | undefined }, { erasedOn }: ErasedAddress): boolean {
  return erasedOn !== undefined && day !== undefined && day < erasedOn;
}

function isHeld({ recordId }: { readonly recordId: string | undefined }, { held }: ErasedAddress): boolean {
  return recordId !== undefined && held.has(recordId);
}
