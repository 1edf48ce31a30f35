import type { CalendarDay } from '../kernel/calendar-day.ts';
import type { ReplyLanguage } from '../kernel/language.ts';
import { breachInWords } from './breach-in-words.ts';
import { dayInWords, text, textIfAny } from './texts.ts';
import { undeliveredInWords } from './undelivered-in-words.ts';

/** What staff are told outside the desk: no name, no words, no address (R25). */
export interface StaffNotice {
  /** The kind of the task. */
  readonly task: string;
  readonly number: string | null;
  readonly dueDay?: CalendarDay;
  /** The day has passed and nobody took it up. */
  readonly late?: true;
  /** Of a reported breach: the instant by which the authority has to know (AVG 33(1)), in ISO 8601. */
  readonly deadline?: string;
  /** What did not arrive, and where it went instead. */
  readonly undelivered?: Readonly<Record<string, string | number>>;
  /** So many more tasks came meanwhile and are told together. */
  readonly waiting?: number;
}

/** One line: "Zoek met de hand in de systemen (verzoek PB-…). Graag vóór …". */
export function staffNotice(notice: StaffNotice, language: ReplyLanguage): string {
  if (notice.waiting !== undefined) return text(language, 'staff:notice.waiting', { count: notice.waiting });
  const task = textIfAny(language, `terms:tasks.${notice.task}`) ?? text(language, 'staff:notice.task');
  const told =
    notice.number === null
      ? text(language, 'staff:notice.unnumbered', { task })
      : text(language, 'staff:notice.numbered', { task, number: notice.number });
  const what = notice.late === undefined ? told : `${text(language, 'staff:notice.late')} ${told}`;
  if (notice.deadline !== undefined)
    return [what, ...breachInWords(new Date(notice.deadline), language)].join(' ');
  const went = notice.undelivered && undeliveredInWords(notice.undelivered, language);
  const done = went === undefined || went === null ? what : `${what} ${went}`;
  if (notice.dueDay === undefined) return done;
  return `${done} ${text(language, 'staff:notice.due', { day: dayInWords(language, notice.dueDay) })}`;
}
