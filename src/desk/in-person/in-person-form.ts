import type { AskedInPerson } from '../../core/application/core-api.ts';
import { amsterdamDay, parseDay, timeOfDay } from '../../core/kernel/calendar-day.ts';
import { IN_PERSON, RIGHTS } from '../../core/kernel/rights.ts';
import type { Form } from '../frame/read-form.ts';
import { isStaffEvidence } from '../request/proof-forms.ts';

const FIELDS = [
  'channel',
  'right',
  'language',
  'day',
  'time',
  'words',
  'name',
  'email',
  'postal',
  'proof',
] as const;
/** What stands in the fields: as typed, or at first the moment and the likeliest. */
export type InPersonForm = Readonly<Record<(typeof FIELDS)[number], string>>;

/** The form for somebody who is there now. */
export function emptyForm(now: Date): InPersonForm {
  const empty = { right: 'access', language: 'nl', words: '', name: '', email: '', postal: '', proof: '' };
  return { ...empty, channel: 'counter', day: amsterdamDay(now), time: '' };
}

/** What was typed, as the page shows it again and as the core wants it. A day without a time is its noon, or now. */
export function readInPerson(
  form: Form,
  now: Date,
): { readonly typed: InPersonForm; readonly asked: AskedInPerson } {
  const text = (name: (typeof FIELDS)[number]) => form.text(name);
  const typed: InPersonForm = {
    channel: text('channel'),
    right: text('right'),
    language: text('language'),
    day: text('day'),
    time: text('time'),
    words: text('words'),
    name: text('name'),
    email: text('email'),
    postal: text('postal'),
    proof: text('proof'),
  };
  const { words, name, email, postal, proof } = typed;
  const asked: AskedInPerson = {
    channel: IN_PERSON.find((known) => known === typed.channel) ?? 'counter',
    right: RIGHTS.find((known) => known === typed.right) ?? 'access',
    language: typed.language === 'en' ? 'en' : 'nl',
    receivedAt: momentOf(typed, now),
    words,
    name,
    email,
    postal,
    proof: isStaffEvidence(proof) ? proof : null,
  };
  return { typed, asked };
}

/** A typed day and time, in Amsterdam. An unreadable moment is no instant; the core refuses it. */
export function momentOf({ day, time }: Pick<InPersonForm, 'day' | 'time'>, now: Date): Date {
  const parsed = parseDay(day);
  if (parsed === undefined) return new Date(Number.NaN);
  if (time === '' && parsed === amsterdamDay(now)) return now;
  // The whole day counts as its receipt (Reg. 1182/71 art. 3(1)), so the hour changes no term.
  return timeOfDay(parsed, time === '' ? '12:00' : time) ?? new Date(Number.NaN);
}
