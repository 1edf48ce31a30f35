import i18next from 'i18next';
import deadlineEn from '../../../locales/en/deadline.json' with { type: 'json' };
import deskEn from '../../../locales/en/desk.json' with { type: 'json' };
import discordEn from '../../../locales/en/discord.json' with { type: 'json' };
import doctorEn from '../../../locales/en/doctor.json' with { type: 'json' };
import formsEn from '../../../locales/en/forms.json' with { type: 'json' };
import gapsEn from '../../../locales/en/gaps.json' with { type: 'json' };
import letterEn from '../../../locales/en/letter.json' with { type: 'json' };
import mailEn from '../../../locales/en/mail.json' with { type: 'json' };
import messagesEn from '../../../locales/en/messages.json' with { type: 'json' };
import outcomeEn from '../../../locales/en/outcome.json' with { type: 'json' };
import pagesEn from '../../../locales/en/pages.json' with { type: 'json' };
import partsEn from '../../../locales/en/parts.json' with { type: 'json' };
import policyEn from '../../../locales/en/policy.json' with { type: 'json' };
import refusalsEn from '../../../locales/en/refusals.json' with { type: 'json' };
import staffEn from '../../../locales/en/staff.json' with { type: 'json' };
import telegramEn from '../../../locales/en/telegram.json' with { type: 'json' };
import termsEn from '../../../locales/en/terms.json' with { type: 'json' };
import deadline from '../../../locales/nl/deadline.json' with { type: 'json' };
import desk from '../../../locales/nl/desk.json' with { type: 'json' };
import discord from '../../../locales/nl/discord.json' with { type: 'json' };
import doctor from '../../../locales/nl/doctor.json' with { type: 'json' };
import forms from '../../../locales/nl/forms.json' with { type: 'json' };
import gaps from '../../../locales/nl/gaps.json' with { type: 'json' };
import letter from '../../../locales/nl/letter.json' with { type: 'json' };
import mail from '../../../locales/nl/mail.json' with { type: 'json' };
import messages from '../../../locales/nl/messages.json' with { type: 'json' };
import outcome from '../../../locales/nl/outcome.json' with { type: 'json' };
import pages from '../../../locales/nl/pages.json' with { type: 'json' };
import parts from '../../../locales/nl/parts.json' with { type: 'json' };
import policy from '../../../locales/nl/policy.json' with { type: 'json' };
import refusals from '../../../locales/nl/refusals.json' with { type: 'json' };
import staff from '../../../locales/nl/staff.json' with { type: 'json' };
import telegram from '../../../locales/nl/telegram.json' with { type: 'json' };
import terms from '../../../locales/nl/terms.json' with { type: 'json' };
import type { CalendarDay } from '../kernel/calendar-day.ts';
import type { ReplyLanguage } from '../kernel/language.ts';

const nl = {
  deadline,
  desk,
  discord,
  doctor,
  forms,
  gaps,
  letter,
  mail,
  messages,
  outcome,
  pages,
  parts,
  policy,
  refusals,
  staff,
  telegram,
  terms,
};
const en: { readonly [Namespace in keyof typeof nl]: object } = {
  deadline: deadlineEn,
  desk: deskEn,
  discord: discordEn,
  doctor: doctorEn,
  forms: formsEn,
  gaps: gapsEn,
  letter: letterEn,
  mail: mailEn,
  messages: messagesEn,
  outcome: outcomeEn,
  pages: pagesEn,
  parts: partsEn,
  policy: policyEn,
  refusals: refusalsEn,
  staff: staffEn,
  telegram: telegramEn,
  terms: termsEn,
};

type Leaves<Node> = {
  [Key in keyof Node & string]: Node[Key] extends string ? Key : `${Key}.${keyof Node[Key] & string}`;
}[keyof Node & string];

type Plural<Key extends string> = Key extends `${infer Stem}_${'one' | 'other'}` ? Stem : Key;

/** `namespace:key` or `namespace:group.key`, as the Dutch files hold them; a plural without its ending. */
export type TextKey = {
  [Namespace in keyof typeof nl & string]: `${Namespace}:${Plural<Leaves<(typeof nl)[Namespace]>>}`;
}[keyof typeof nl & string];

export type TextParams = Readonly<Record<string, string | number>>;

const instance = i18next.createInstance();
await instance.init({
  lng: 'nl',
  fallbackLng: 'nl',
  ns: Object.keys(nl),
  resources: { nl, en },
  interpolation: { escapeValue: false },
  returnNull: false,
});

/** The text of a key in the customer's or staff's language; `count` chooses the plural. Plain text, no markup. */
export function text(language: ReplyLanguage, key: TextKey, params: TextParams = {}): string {
  return instance.t(key, { lng: language, ...params });
}

/** For keys built from data, such as a refusal code: undefined when there is no such text. */
export function textIfAny(language: ReplyLanguage, key: string, params: TextParams = {}): string | undefined {
  return instance.exists(key, { lng: language, ...params })
    ? instance.t(key, { lng: language, ...params })
    : undefined;
}

const LOCALES: Readonly<Record<ReplyLanguage, string>> = { nl: 'nl-NL', en: 'en-GB' };

/** Made once: to make one costs a hundred times what it costs to use it. */
const inWords = (
  options: Intl.DateTimeFormatOptions,
): Readonly<Record<ReplyLanguage, Intl.DateTimeFormat>> => ({
  nl: new Intl.DateTimeFormat(LOCALES.nl, options),
  en: new Intl.DateTimeFormat(LOCALES.en, options),
});
const DAY = inWords({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
const MOMENT = inWords({ dateStyle: 'long', timeStyle: 'short', timeZone: 'Europe/Amsterdam' });

/** A calendar day in words, with its weekday: "maandag 2 november 2026". */
export function dayInWords(language: ReplyLanguage, day: CalendarDay): string {
  return DAY[language].format(new Date(`${day}T00:00:00Z`));
}

/** An instant as Amsterdam date and time: "2 november 2026 om 14:05". */
export function momentInWords(language: ReplyLanguage, instant: Date): string {
  return MOMENT[language].format(instant);
}

/** The sentences of locales/<language>/deadline.json, for explain-deadline.ts. */
export function deadlineTexts(language: ReplyLanguage): Readonly<Record<string, string>> {
  return language === 'nl' ? deadline : deadlineEn;
}
