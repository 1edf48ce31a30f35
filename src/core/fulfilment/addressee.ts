import type { CalendarDay } from '../kernel/calendar-day.ts';

/** Who decides about data that the shop was asked for (AVG 4(7)). */
export interface OtherController {
  /** Name, and how to reach them. */
  readonly name: string;
  /** When the request was passed on, where the shop only processes for them (AVG 28(3)(e)); null where it does not. */
  readonly forwardedOn: CalendarDay | null;
}

/** All of what was asked is another's. */
export interface WrongAddressee extends OtherController {
  /** What the shop itself holds, for who is proven; empty for a stranger, who is told nothing of it (R12). */
  readonly held: string;
}

/** A part of what was asked is another's; the rest is answered. */
export interface ElsewherePart extends OtherController {
  readonly what: string;
}
