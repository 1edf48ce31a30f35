import type { CalendarDay } from '../kernel/calendar-day.ts';

/** What is known of an address when its rows are read. */
export interface ErasedAddress {
  /** The last day of an erasure of this address; undefined when there is none. */
  readonly erasedOn: CalendarDay | undefined;
  /** Numbers of records in this source that stayed: a law keeps them (R33), or they are of somebody else (R11). */
  readonly held: ReadonlySet<string>;
}

/**
 * Whether a row seems to be there again: it is from before the erasure and nothing known keeps it (R33). It can still be
 * one that rightly stayed without a number, so a person looks. A row without a day, of the day itself or later is never
 * taken for one: who comes back as a customer is served.
 */
export function cameBack(
  row: { readonly day: CalendarDay | undefined; readonly recordIds: readonly string[] },
  erased: ErasedAddress,
): boolean {
  return isBefore(row, erased) && !isHeld(row, erased);
}

/** Whether an erasure dealt with this row already: it stays by law, or it should have gone with the others. */
export function isDealtWith(
  row: { readonly day: CalendarDay | undefined; readonly recordIds: readonly string[] },
  erased: ErasedAddress,
): boolean {
  return isBefore(row, erased) || isHeld(row, erased);
}

function isBefore({ day }: { readonly day: CalendarDay | undefined }, { erasedOn }: ErasedAddress): boolean {
  return erasedOn !== undefined && day !== undefined && day < erasedOn;
}

function isHeld({ recordIds }: { readonly recordIds: readonly string[] }, { held }: ErasedAddress): boolean {
  return recordIds.some((id) => held.has(id));
}
