import { assertNever } from '../kernel/assert-never.ts';
import type { CalendarDay } from '../kernel/calendar-day.ts';
import type { ReplyLanguage } from '../kernel/language.ts';
import type { Right } from '../kernel/rights.ts';
import { dayInWords, text } from './texts.ts';

/** Where a request stands towards the day that staff work to: in working days before it, in days after it. */
type Stand =
  | { readonly kind: 'ahead'; readonly workdays: number }
  | { readonly kind: 'today' }
  | { readonly kind: 'late'; readonly days: number };

/** What staff are reminded of outside the desk: numbers, rights and days (R25). */
export interface Reminder {
  readonly lines: readonly {
    readonly number: string;
    readonly right: Right;
    readonly staffDue: CalendarDay;
    readonly stand: Stand;
    /** The legal day had nothing stopped the clock; only where that makes a difference. */
    readonly unstopped?: CalendarDay;
  }[];
  readonly more: number;
  readonly unproven: number;
}

/** One line a request: "Inzage, verzoek PB-…: nog 3 werkdagen, uiterlijk woensdag 2 december 2026." */
export function reminderNotice(reminder: Reminder, language: ReplyLanguage): readonly string[] {
  const { more, unproven } = reminder;
  return [
    ...reminder.lines.map((line) => lineInWords(line, language)),
    ...(more === 0 ? [] : [text(language, 'staff:reminder.more', { count: more })]),
    ...(unproven === 0 ? [] : [text(language, 'staff:reminder.unproven', { count: unproven })]),
  ];
}

function lineInWords(
  { number, right, staffDue, stand, unstopped }: Reminder['lines'][number],
  language: ReplyLanguage,
): string {
  const known = {
    right: text(language, `terms:rights.${right}`),
    number,
    day: dayInWords(language, staffDue),
  };
  const told = standInWords(stand, known, language);
  if (unstopped === undefined) return told;
  return `${told} ${text(language, 'staff:reminder.unstopped', { day: dayInWords(language, unstopped) })}`;
}

function standInWords(
  stand: Stand,
  known: Readonly<Record<string, string>>,
  language: ReplyLanguage,
): string {
  switch (stand.kind) {
    case 'ahead':
      return text(language, 'staff:reminder.ahead', { ...known, count: stand.workdays });
    case 'today':
      return text(language, 'staff:reminder.today', known);
    case 'late':
      return text(language, 'staff:reminder.late', { ...known, count: stand.days });
    default:
      return assertNever(stand);
  }
}
