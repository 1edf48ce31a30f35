import type { StaffMember } from '../../core/application/core-api.ts';
import { amsterdamDay, type CalendarDay } from '../../core/kernel/calendar-day.ts';
import type { DeskTools } from './desk-tools.ts';
import { deskWords, type Words } from './desk-words.ts';
import type { Form } from './read-form.ts';

/** All that words about something are made with. */
export type WithWords = Pick<View, 'words'>;

/** What every page is made with. */
export interface View {
  readonly words: Words;
  readonly tools: DeskTools;
  readonly staff: StaffMember | undefined;
  readonly csrf: string;
  readonly now: Date;
  readonly today: CalendarDay;
  /** Answers a fixed word in the address after a redirect: what was just done. */
  readonly done: string | undefined;
}

export interface DeskEnv {
  Variables: { view: View; staff: StaffMember; session: string; binding: string; form: Form };
}

/** Reads the clock once: everything on one page is of one moment. */
export function makeView(
  tools: DeskTools,
  staff: StaffMember | undefined,
  binding: string,
  done: string | undefined,
): View {
  const now = tools.clock.now();
  return {
    words: deskWords(tools.language),
    tools,
    staff,
    csrf: tools.csrf.token(binding),
    now,
    today: amsterdamDay(now),
    done,
  };
}
