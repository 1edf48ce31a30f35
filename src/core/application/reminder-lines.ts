import { addMonths } from '../deadline/add-months.ts';
import { standOf } from '../deadline/reminder-plan.ts';
import { actsNow } from '../kernel/acts-now.ts';
import type { CalendarDay } from '../kernel/calendar-day.ts';
import { isInPerson } from '../kernel/rights.ts';
import { isOpen } from '../request/request-state.ts';
import type { ReminderContent, RequestRow } from './rows.ts';

/** More would be a list; the desk has that. */
const LINES = 15;

/**
 * What staff are reminded of, by where each request stands today: nothing about who it is of (R25). Requests of the
 * chat that nobody has proven are a number, against flooding (R29); on what staff do at once without proof there are
 * lines, after those of proven requests, and what is late already last.
 */
export function reminderLines(
  requests: readonly RequestRow[],
  today: CalendarDay,
  closingDays: ReadonlySet<CalendarDay>,
): ReminderContent {
  const open = requests.filter(({ state }) => isOpen(state));
  const shown = open.filter(isShown).sort(byWeight(today));
  const unproven = open.length - shown.length;
  const lines = shown.slice(0, LINES).map(({ number, right, state: { due } }) => {
    const unstopped = addMonths(due.receivedDay, 1);
    return {
      number,
      right,
      staffDue: due.staffDue,
      stand: standOf(due.staffDue, today, closingDays),
      ...(unstopped === due.legalDue ? {} : { unstopped }),
    };
  });
  const [first] = shown;
  const alone = first !== undefined && shown.length === 1 && unproven === 0;
  const path = alone ? `/balie/verzoek/${first.id}` : shown.length > 0 ? '/balie' : '/balie/onbevestigd';
  return { lines, more: shown.length - lines.length, unproven, path };
}

/** Whether staff see it as a request of its own: as the desk's lists have it. */
export function isShown({ right, state }: RequestRow): boolean {
  return state.level > 0 || state.channel === 'email' || isInPerson(state.channel) || actsNow(right);
}

/** Nobody can push a proven date out of the mail with lines that need no proof. */
function byWeight(today: CalendarDay): (one: RequestRow, other: RequestRow) => number {
  const weight = ({ state }: RequestRow): number => {
    if (state.level > 0) return 0;
    return state.due.staffDue < today ? 2 : 1;
  };
  return (one, other) =>
    weight(one) - weight(other) || (one.state.due.staffDue < other.state.due.staffDue ? -1 : 1);
}
