import type { CalendarDay } from '../kernel/calendar-day.ts';
import type { InPersonChannel, Right } from '../kernel/rights.ts';

/** What the receipt of a question in person says (R15); nobody's name, since the address may be mistyped. */
export interface InPersonReceipt {
  readonly number: string;
  readonly right: Right;
  readonly channel: InPersonChannel;
  readonly receivedDay: CalendarDay;
  readonly dueDay: CalendarDay;
  /** The promised day had gone by when the receipt was made. */
  readonly past?: true;
}
