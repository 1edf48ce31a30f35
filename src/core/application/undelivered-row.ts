import type { CalendarDay } from '../kernel/calendar-day.ts';

/** What did not reach a customer and waits for a person. Nobody's words, name or address. */
export interface Undelivered {
  readonly taskId: string;
  readonly requestId: string | null;
  readonly number: string | null;
  readonly conversationId: string | null;
  /** Over which channel it failed last; null where the task does not say so. */
  readonly failed: string | null;
  /** Where it went instead: a channel, or `none`; null where nothing was tried. */
  readonly next: string | null;
  readonly reason: string;
  readonly since: Date;
  readonly dueDay: CalendarDay;
}
