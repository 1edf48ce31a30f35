import { html } from 'hono/html';
import type { BreachFacts, BreachNature, WrittenNote } from '../../core/application/core-api.ts';
import { amsterdamDay, parseDay, timeOfDay } from '../../core/kernel/calendar-day.ts';
import { areaField, selectField, textField } from '../frame/fields.ts';
import type { Html } from '../frame/html.ts';
import type { Form } from '../frame/read-form.ts';
import type { View } from '../frame/view.ts';

const NATURES: readonly BreachNature[] = ['confidentiality', 'integrity', 'availability'];
const TEXTS = ['what', 'when', 'data', 'consequences', 'measures'] as const;
const LONGEST = 5_000;

/** The facts of AVG 33(3) and 33(5); what is left empty adds nothing. */
export function factFields({ words: { t } }: View, form: Form | undefined): Html {
  const typed = (id: string) => form?.text(id) ?? '';
  const natures = (['', ...NATURES] as const).map((value) => ({
    value,
    label: value === '' ? t('forms:breach.nature_unknown') : t(`outcome:breach_form.nature_${value}`),
  }));
  return html`<p class="hint">${t('forms:breach.no_names')}</p>
  ${TEXTS.map((id) => areaField({ id, label: t(`forms:breach.${id}`), value: typed(id), maxLength: LONGEST, rows: 3 }))}
  ${selectField({ id: 'nature', label: t('forms:breach.nature'), value: typed('nature'), options: natures })}
  ${textField({ id: 'people', label: t('forms:breach.people'), value: typed('people'), maxLength: 9, hint: t('forms:breach.number') })}
  ${textField({ id: 'records', label: t('forms:breach.records'), value: typed('records'), maxLength: 9, hint: t('forms:breach.number') })}`;
}

/** A day and a time on the clock of Amsterdam. */
export function momentFields({ words: { t }, today }: View, form: Form | undefined, label: string): Html {
  return html`${textField({ id: 'day', label, type: 'date', value: form?.text('day') ?? today, required: true })}
  ${textField({ id: 'time', label: t('forms:breach.time'), type: 'time', value: form?.text('time') ?? '', required: true })}`;
}

/** What was typed; a number that is none is not known. */
export function readFacts(form: Form): BreachFacts {
  const [what = '', when = '', data = '', consequences = '', measures = ''] = TEXTS.map((id) =>
    form.text(id),
  );
  const nature = NATURES.find((known) => known === form.text('nature')) ?? '';
  const counts = { people: readCount(form.text('people')), records: readCount(form.text('records')) };
  return { what, when, data, consequences, measures, nature, ...counts };
}

/** What is no day or time is no instant; the core refuses it. */
export function readMoment(form: Form): Date {
  const day = parseDay(form.text('day'));
  return (day && timeOfDay(day, form.text('time'))) ?? new Date(Number.NaN);
}

/** The note that a form of the record's page asks for; undefined when it is none of them. */
export function readNote(form: Form): WrittenNote | undefined {
  const reason = form.text('reason-authority') || form.text('reason-people');
  switch (form.text('action')) {
    case 'facts':
      return { kind: 'facts', facts: readFacts(form) };
    case 'notify':
    case 'no_risk':
      return { kind: 'authority', notify: form.text('action') === 'notify', reason };
    case 'told': {
      const at = readMoment(form);
      const iso = Number.isNaN(at.getTime()) ? '' : at.toISOString();
      return {
        kind: 'authority_told',
        at: iso,
        reference: form.text('reference'),
        delay: form.text('delay'),
      };
    }
    case 'tell':
    case 'tell_not':
      return { kind: 'people', tell: form.text('action') === 'tell', reason };
    default:
      return undefined;
  }
}

/** Whole numbers only; anything else is not known. */
function readCount(typed: string): number | null {
  return /^\d{1,9}$/.test(typed) ? Number(typed) : null;
}

/** The day of a moment in figures, for a list. */
export function dayOf({ words }: View, at: Date): string {
  return words.shortDay(amsterdamDay(at));
}
