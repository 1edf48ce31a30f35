import type { CalendarDay } from '../kernel/calendar-day.ts';
import type { RequestId } from '../kernel/ids.ts';
import type { RequestRow } from './rows.ts';

/** What was told about a date, so that nothing is told twice, and on which day to look again (R30). */
export interface ReminderRepository {
  /** Locks the open requests to look at today, at most `limit`; another process that asks meanwhile waits. */
  staffOwed(today: CalendarDay, limit: number): Promise<readonly RequestRow[]>;
  /** Requests with a promised day that has come, without a lock. */
  customerOwed(today: CalendarDay, after: RequestId | null, limit: number): Promise<readonly RequestId[]>;
  /** Steps per term of one request. */
  ledger(id: RequestId): Promise<ReadonlyMap<CalendarDay, ReadonlySet<string>>>;
  enter(id: RequestId, term: CalendarDay, steps: readonly string[], batch: string, now: Date): Promise<void>;
  /** Null: there is nothing to look at until the request changes. */
  lookAgain(
    id: RequestId,
    day: { readonly staff: CalendarDay | null } | { readonly customer: CalendarDay | null },
  ): Promise<void>;
  /** False when the overview of that day was entered before; those of earlier days are forgotten. */
  enterDigest(day: CalendarDay): Promise<boolean>;
  digestTold(day: CalendarDay): Promise<boolean>;
  markDigestTold(day: CalendarDay, at: Date): Promise<void>;
  /** Open requests by their staff date, for what changes the dates of many: those up to `until`, after `after`. */
  openUntil(
    until: CalendarDay,
    after: { readonly staffDue: CalendarDay; readonly id: RequestId } | null,
    limit: number,
  ): Promise<readonly { readonly staffDue: CalendarDay; readonly id: RequestId }[]>;
  /** Open complaints whose staff date is later than any term of a complaint. */
  lateComplaints(limit: number): Promise<readonly RequestId[]>;
}
