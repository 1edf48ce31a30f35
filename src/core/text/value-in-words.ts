import type { ReplyLanguage } from '../kernel/language.ts';
import { dateInWords } from './date-in-words.ts';
import { momentInWords, textIfAny } from './texts.ts';

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z$/;

/** A day as some systems write it: without a zone, so no moment. */
const MIDNIGHT = /^\d{4}-\d{2}-\d{2}T00:00:00(?:\.0+)?$/;

/** Fields whose values are words of ours: of the desk's own records, and what is yes or no in a system. */
const GROUPS: Readonly<Record<string, string>> = {
  right: 'rights',
  channel: 'channels',
  from: 'speakers',
  decision: 'statuses',
  mailStop: 'mail_stop',
  noNewsletter: 'switched',
  inactive: 'switched',
  mandate: 'switched',
  // As Mollie writes them; a word that is not known stays as the system has it.
  status: 'system_statuses',
  paymentMethod: 'payment_methods',
};

/** A value as a person reads it; in the JSON of the package it stays as it is stored (F22). */
export function valueInWords(language: ReplyLanguage, field: string, value: string): string {
  if (INSTANT.test(value)) return momentInWords(language, new Date(value));
  if (MIDNIGHT.test(value)) return dateInWords(language, value.slice(0, value.indexOf('T')));
  const group = GROUPS[field];
  return (group === undefined ? undefined : textIfAny(language, `terms:${group}.${value}`)) ?? value;
}
