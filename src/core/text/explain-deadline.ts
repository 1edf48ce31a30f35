import type { ReplyLanguage } from '../kernel/language.ts';

/** A deadline step, or a refusal of the same family: a code `deadline.…` and its params. */
export interface Explainable {
  readonly code: string;
  readonly params?: Readonly<Record<string, string | number>>;
}

/** The texts of locales/<language>/deadline.json, by code without `deadline.`; `_one` and `_other` as i18next has them. */
export type DeadlineTexts = Readonly<Record<string, string>>;

// A param holds a calendar day without zone; it is written as midnight UTC, so UTC reads it back unchanged.
const FORMAT: Readonly<Record<ReplyLanguage, Intl.DateTimeFormat>> = {
  nl: new Intl.DateTimeFormat('nl-NL', { dateStyle: 'full', timeZone: 'UTC' }),
  en: new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeZone: 'UTC' }),
};

/** One sentence or two per step, in order; days as "maandag 2 november 2026". For the customer pass the `plain` steps. */
export function explainDeadline(
  steps: readonly Explainable[],
  language: ReplyLanguage,
  texts: DeadlineTexts,
): string[] {
  return steps.map(({ code, params = {} }) =>
    textOf(code, params, texts).replace(/\{\{(\w+)\}\}/g, (_match, name: string) => {
      const value = params[name];
      if (value === undefined)
        throw new Error(`the text of ${code} asks for ${name}, which the step does not hold`);
      return isDay(name) ? formatDay(String(value), language) : String(value);
    }),
  );
}

// Remembered: formatting is the slowest step of an explanation, and the days of a calendar are few.
const FORMATTED: Readonly<Record<ReplyLanguage, Map<string, string>>> = { nl: new Map(), en: new Map() };

function formatDay(day: string, language: ReplyLanguage): string {
  const known = FORMATTED[language].get(day);
  if (known !== undefined) return known;
  const formatted = FORMAT[language].format(Date.parse(`${day}T00:00:00Z`));
  FORMATTED[language].set(day, formatted);
  return formatted;
}

function textOf(code: string, params: NonNullable<Explainable['params']>, texts: DeadlineTexts): string {
  const key = code.slice('deadline.'.length);
  // Dutch and English share this plural rule (CLDR): "one" for exactly 1.
  const text = texts[key] ?? texts[`${key}_${params.count === 1 ? 'one' : 'other'}`];
  if (text === undefined) throw new Error(`no text for ${code}`);
  return text;
}

function isDay(name: string): boolean {
  return /^day([A-Z]|$)/.test(name);
}
