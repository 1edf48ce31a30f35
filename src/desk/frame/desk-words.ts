import { type CalendarDay, parseDay } from '../../core/kernel/calendar-day.ts';
import type { ReplyLanguage } from '../../core/kernel/language.ts';
import type { Refusal } from '../../core/kernel/result.ts';
import { durationInWords } from '../../core/text/duration-in-words.ts';
import {
  dayInWords,
  momentInWords,
  type TextKey,
  type TextParams,
  text,
  textIfAny,
} from '../../core/text/texts.ts';

export type TermGroup =
  | 'special'
  | 'access_questions'
  | 'heard'
  | 'letter_makers'
  | 'rights'
  | 'statuses'
  | 'channels'
  | 'categories'
  | 'fields'
  | 'coverage'
  | 'unsearched'
  | 'tasks'
  | 'checklist'
  | 'grounds'
  | 'grounds_kept'
  | 'levels'
  | 'events'
  | 'proofs'
  | 'roles'
  | 'tasks_for_us'
  | 'articles'
  | 'letters'
  | 'retention'
  | 'policy_steps'
  | 'steps'
  | 'treatments'
  | 'change_treatments'
  | 'change_statuses'
  | 'side_effects'
  | 'routes'
  | 'against'
  | 'withheld'
  | 'doubts'
  | 'capacities'
  | 'authorities'
  | 'deliveries'
  | 'mails'
  | 'left_out';

export interface Words {
  readonly language: ReplyLanguage;
  t(key: TextKey, params?: TextParams): string;
  /** The name of a right, status or other fixed value; a value without a name is shown as it is. */
  term(group: TermGroup, value: string, params?: TextParams): string;
  /** Headings that shops commonly give to a column with this field. */
  columnNames(field: string): readonly string[];
  /** A source by its fixed name, else by the shop's own name for it. */
  source(id: string, name: string): string;
  /** Who did something: a name, the customer or the program. */
  who(by: string): string;
  /** Why a task is there, from a fixed word; another word is shown as it is. */
  reason(word: string): string;
  /** The name of a fact in the log; one without a name is shown as it is. */
  fact(name: string): string;
  refusal(refusal: Refusal): string;
  day(day: CalendarDay): string;
  /** In figures, for tables; what is no day is shown as it is. */
  shortDay(day: string): string;
  /** Amsterdam time. */
  moment(at: Date): string;
  /** "24 uur", "10 minuten". */
  duration(seconds: number): string;
}

// A calendar day is written as midnight UTC, so UTC reads it back unchanged.
const FIGURES = { day: '2-digit', month: '2-digit', year: 'numeric', timeZone: 'UTC' } as const;
const SHORT: Readonly<Record<ReplyLanguage, Intl.DateTimeFormat>> = {
  nl: new Intl.DateTimeFormat('nl-NL', FIGURES),
  en: new Intl.DateTimeFormat('en-GB', FIGURES),
};

/** The desk's texts in the staff's language. */
export function deskWords(language: ReplyLanguage): Words {
  return {
    language,
    t: (key, params) => text(language, key, params),
    term: (group, value, params) => textIfAny(language, `terms:${group}.${value}`, params) ?? value,
    columnNames: (field) => textIfAny(language, `desk:column_names.${field}`)?.split(', ') ?? [],
    source: (id, name) => textIfAny(language, `terms:sources.${id}`) ?? name,
    who: (by) => textIfAny(language, `desk:who.${by}`) ?? by,
    reason: (word) => textIfAny(language, `desk:reason.${word}`) ?? word,
    fact: (name) => textIfAny(language, `desk:fact.${name}`) ?? name,
    refusal: ({ code, params }) =>
      textIfAny(language, `refusals:${code}`, params) ?? text(language, 'desk:notice.refused', { code }),
    day: (day) => dayInWords(language, day),
    shortDay: (day) =>
      parseDay(day) === undefined ? day : SHORT[language].format(Date.parse(`${day}T00:00:00Z`)),
    moment: (at) => momentInWords(language, at),
    duration: (seconds) => durationInWords(language, seconds),
  };
}
