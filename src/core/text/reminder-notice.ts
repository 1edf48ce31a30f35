import type { Reminder, Stand } from '../deadline/reminder-plan.ts';
import { assertNever } from '../kernel/assert-never.ts';
import type { ReplyLanguage } from '../kernel/language.ts';
import { dayInWords, text } from './texts.ts';

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
