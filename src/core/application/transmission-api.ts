import type { Actor } from '../approval/staff-channel.ts';
import type { CalendarDay } from '../kernel/calendar-day.ts';
import type { Redacted } from '../kernel/redacted.ts';
import type { Result } from '../kernel/result.ts';
import type { DecisionRefusal } from './decision-api.ts';

export type TransmissionRefusal =
  | 'transmission.link_unknown'
  | 'transmission.code_wrong'
  | 'transmission.code_limit'
  | 'transmission.code_blocked';

/** How the last link for another controller stands, for staff. */
export interface TransmissionView {
  readonly sentAt: Date;
  /** The last whole day on which it works. */
  readonly until: CalendarDay;
  readonly openedAt: Date | null;
  readonly stoppedAt: Date | null;
  /** Data can still be collected with it. */
  readonly live: boolean;
  /** Its letter is the one that was sent: a new link may replace it. */
  readonly renewable: boolean;
}

/** What another controller collects for a customer (AVG 20(2)): behind a link of its own, with a code of the customer. */
export interface Transmissions {
  /** The last day of a link that works; undefined for one that is unknown, stopped, ended or used. */
  known(token: string): Promise<CalendarDay | undefined>;
  /** The portable data and nothing else. Refuses a wrong code, and every code after too many of them (R7). */
  take(
    token: string,
    code: string,
    ipAddress: Redacted<string> | undefined,
  ): Promise<
    Result<{ readonly fileName: string; readonly content: AsyncIterable<Uint8Array> }, TransmissionRefusal>
  >;
  /** Whether the customer can still stop something with this link. */
  stoppable(stopToken: string): Promise<boolean>;
  stopAsCustomer(stopToken: string): Promise<Result<null, 'transmission.link_unknown'>>;
  /** Staff stop it. Refuses with decision.wrong_state when nothing can be stopped. */
  stop(requestId: string, by: Actor): Promise<Result<null, DecisionRefusal>>;
  /** A new link and a new code to the same two, when the first ended or was lost; the one before stops. */
  renew(requestId: string, by: Actor): Promise<Result<null, DecisionRefusal>>;
}
