import { addDays, type CalendarDay, daysBetween } from '../../core/kernel/calendar-day.ts';
import type { View } from './view.ts';

export interface Due {
  readonly words: string;
  readonly tone: 'late' | 'soon' | 'calm';
}

/** Within so many working days a date asks for attention: the last reminder but one (R30). */
const SOON = 3;

/** How long there is until a staff date, in working days of the shop; a due day runs to midnight in Amsterdam. */
export function dueInWords(view: View, due: CalendarDay, closingDays: ReadonlySet<CalendarDay>): Due {
  const { t } = view.words;
  if (due < view.today)
    return { words: t('desk:due.late', { count: daysBetween(due, view.today) }), tone: 'late' };
  if (due === view.today) return { words: t('desk:due.today'), tone: 'soon' };
  const count = workdaysUntil(view, due, closingDays);
  return { words: t('desk:due.workdays', { count }), tone: count <= SOON ? 'soon' : 'calm' };
}

function workdaysUntil(
  { today, tools }: View,
  due: CalendarDay,
  closingDays: ReadonlySet<CalendarDay>,
): number {
  let count = 0;
  for (let day = addDays(today, 1); day <= due; day = addDays(day, 1)) {
    if (tools.isWorkday(day, closingDays)) count += 1;
  }
  return count;
}
