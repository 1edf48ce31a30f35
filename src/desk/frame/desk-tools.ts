import type { CoreApi, Desk, RequestDetail, StaffMember } from '../../core/application/core-api.ts';
import type { CalendarDay } from '../../core/kernel/calendar-day.ts';
import type { Clock } from '../../core/kernel/clock.ts';
import type { ReplyLanguage } from '../../core/kernel/language.ts';

export type DeskCore = Pick<
  CoreApi,
  | 'signIn'
  | 'desk'
  | 'decisions'
  | 'outcomes'
  | 'notices'
  | 'breaches'
  | 'delivery'
  | 'transmissions'
  | 'recipients'
  | 'inPerson'
  | 'caseWork'
  | 'sources'
  | 'register'
  | 'erasures'
  | 'twoYears'
  | 'publishing'
>;
export type Actor = Parameters<Desk['request']>[1];

/** What the desk needs from outside the core. */
export interface DeskTools {
  readonly clock: Clock;
  readonly language: ReplyLanguage;
  /** In demo mode every page bears the banner, with a link to the caught mail (R27). */
  readonly demo: boolean;
  /** PUBLIC_URL, for what is printed. */
  readonly publicUrl: string;
  /** True when PUBLIC_URL is https: cookies are then sent over https only. */
  readonly secureCookies: boolean;
  /** A keyed token per session or visitor; `accepts` compares in constant time. */
  readonly csrf: { token(binding: string): string; accepts(binding: string, token: string): boolean };
  explainDeadline(steps: RequestDetail['steps'], language: ReplyLanguage): readonly string[];
  /** Whether the shop works on a day: no weekend, free day or closing day. */
  isWorkday(day: CalendarDay, closingDays: ReadonlySet<CalendarDay>): boolean;
  /** Receives a bug, for the log; the person gets a page without its content. */
  report(error: unknown): void;
}

/** The signed-in person as the core wants to hear who acts. */
export function actor(staff: StaffMember): Actor {
  return { via: 'desk', staffId: staff.id, name: staff.name };
}
