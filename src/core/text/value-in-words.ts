import type { ReplyLanguage } from '../kernel/language.ts';
import { momentInWords, textIfAny } from './texts.ts';

const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z$/;

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
};

/** A value as a person reads it; in the JSON of the package it stays as it is stored (F22). */
export function valueInWords(language: ReplyLanguage, field: string, value: string): string {
  if (INSTANT.test(value)) return momentInWords(language, new Date(value));
  const group = GROUPS[field];
  return (group === undefined ? undefined : textIfAny(language, `terms:${group}.${value}`)) ?? value;
}
