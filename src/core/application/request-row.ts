import type { CalendarDay } from '../kernel/calendar-day.ts';
import type { ChannelName, Right } from '../kernel/rights.ts';
import type { LiveStatus } from '../request/request-state.ts';

/** A request as the lists of the desk show it. */
export interface RequestRow {
  readonly id: string;
  readonly number: string;
  readonly right: Right;
  readonly status: LiveStatus;
  readonly channel: ChannelName;
  readonly level: number;
  readonly receivedAt: Date;
  readonly staffDue: CalendarDay;
  readonly customerDue: CalendarDay;
  readonly overdue: boolean;
  /** Anger, lawyer, authority or a self-set date (R23): to the top. */
  readonly raised: boolean;
  readonly openTasks: number;
  /** The name of who works on it. */
  readonly assignee: string | null;
  /** The same as the id of that member of staff: names are changed by their owners, and two people may have one. */
  readonly assigneeId: string | null;
  /** Nobody showed who asks, and the promised day has come: staff may close it (R16). */
  readonly mayLapse: boolean;
  /** Its words, name or address do not open: they are shown empty. */
  readonly unreadable?: true;
}
