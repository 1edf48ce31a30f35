import { html } from 'hono/html';
import type { BreachNote, BreachView } from '../../core/application/core-api.ts';
import { assertNever } from '../../core/kernel/assert-never.ts';
import { authorityDraft, type BreachToTell, peopleDraft } from '../../core/text/breach-drafts.ts';
import { breachInWords } from '../../core/text/breach-in-words.ts';
import { actionForm, areaField, scrollTable, textField } from '../frame/fields.ts';
import type { Html } from '../frame/html.ts';
import type { Notice } from '../frame/notice.ts';
import { page } from '../frame/page.ts';
import type { Form } from '../frame/read-form.ts';
import type { View } from '../frame/view.ts';
import type { ShopProfile } from '../shop/profile-form.ts';
import { breachClock } from './breach-clock.ts';
import { dayOf, factFields, momentFields } from './breach-facts.ts';
import { letterInWords, lettersSection } from './breach-letters.ts';

export interface Typed {
  readonly form: Form;
  readonly notice: Notice | undefined;
}

/** Every breach that the shop knows of, for the authority (AVG 33(5)). */
export function breachesPage(view: View, breaches: readonly BreachView[]): Html {
  const { words } = view;
  const title = words.t('forms:breach.list');
  const head = ['aware', 'what', 'origin', 'standing'] as const;
  return page(
    view,
    { title, section: 'register' },
    html`<h1>${title}</h1>
  <p>${words.t('forms:breach.list_intro')}</p>
  <p><a class="button" href="/balie/datalek">${words.t('forms:breach.begin')}</a></p>
  ${
    breaches.length === 0
      ? html`<p class="all-well">${words.t('desk:list.empty')}</p>`
      : scrollTable(
          title,
          head.map((name) => words.t(`forms:breach.${name}`)),
          breaches.map(({ id, awareAt, deadline, origin, standing }) => [
            html`<a href="/balie/datalekken/${id}">${words.moment(awareAt)}</a>`,
            standing.facts.what || words.t('outcome:breach_form.unknown'),
            words.t(`forms:breach.origin_${origin}`),
            standing.open ? breachClock(view, deadline) : standingInWords(view, standing),
          ]),
        )
  }`,
  );
}

/** "Datalek vastleggen": staff found one by themselves. */
export function newBreachPage(view: View, typed: Typed | undefined): Html {
  const { t } = view.words;
  const title = t('forms:breach.begin');
  return page(
    view,
    { title, section: 'register', notice: typed?.notice },
    html`<div class="narrow"><h1>${title}</h1>
  <p>${t('forms:breach.begin_intro')}</p>
  ${actionForm(
    view,
    '/balie/datalek',
    {},
    html`${momentFields(view, typed?.form, t('forms:breach.aware_day'))}${factFields(view, typed?.form)}
    <button type="submit">${t('forms:breach.save')}</button>`,
  )}</div>`,
  );
}

/** One breach: its clock, what is known, the decisions, the drafts, and everything as it was written. */
export function breachPage(
  view: View,
  breach: BreachView,
  shop: ShopProfile,
  notice: Notice | undefined,
  of: string,
  form?: Form,
): Html {
  const { words } = view;
  const { t } = words;
  const { standing, deadline, awareAt } = breach;
  const title = t('forms:breach.title', { moment: words.moment(awareAt) });
  const told: BreachToTell = {
    awareAt,
    deadline,
    now: view.now,
    standing,
    shop,
    sender: view.staff?.name ?? '',
  };
  return page(
    view,
    { title, section: 'register', notice },
    html`<div class="narrow"><h1>${title}</h1>
  <p class="muted">${t(`forms:breach.origin_${breach.origin}`)} · ${breach.by} · <a href="/balie/datalekken">${t('forms:breach.list')}</a></p>
  ${standing.open ? html`<section class="panel urgent" aria-labelledby="klok"><h2 id="klok">${t('forms:breach.clock')}</h2><p>${breachClock(view, deadline)}</p>${breachInWords(deadline, words.language).map((line) => html`<p>${line}</p>`)}</section>` : html`<p class="all-well">${standingInWords(view, standing)}</p>`}
  <section class="panel" aria-labelledby="besluit"><h2 id="besluit">${t('forms:breach.decide')}</h2>
  ${standing.told !== null ? '' : decision(view, breach.id, 'authority', ['notify', 'no_risk'])}
  ${standing.open && standing.authority?.notify === true ? toldForm(view, breach, form) : ''}
  ${decision(view, breach.id, 'people', ['tell', 'tell_not'])}</section>
  ${lettersSection(view, breach, of)}
  <section class="panel" aria-labelledby="teksten"><h2 id="teksten">${t('forms:breach.drafts')}</h2>
  <details><summary>${t('forms:breach.form_draft')}</summary><pre class="copy" lang="nl">${authorityDraft(told)}</pre></details>
  <p class="hint">${t('forms:breach.letter_hint')}</p>
  <details><summary>${t('forms:breach.letter_nl')}</summary><pre class="copy" lang="nl">${peopleDraft(told, 'nl')}</pre></details>
  <details><summary>${t('forms:breach.letter_en')}</summary><pre class="copy" lang="en">${peopleDraft(told, 'en')}</pre></details></section>
  <section aria-labelledby="regels"><h2 id="regels">${t('forms:breach.entries')}</h2>${entries(view, breach)}</section>
  <section class="panel" aria-labelledby="erbij"><h2 id="erbij">${t('forms:breach.add')}</h2>
  ${actionForm(view, `/balie/datalekken/${breach.id}`, { action: 'facts' }, html`${factFields(view, form?.text('action') === 'facts' ? form : undefined)}<button type="submit">${t('forms:breach.save')}</button>`)}</section></div>`,
  );
}

function decision(
  view: View,
  id: string,
  about: 'authority' | 'people',
  choices: readonly ('notify' | 'no_risk' | 'tell' | 'tell_not')[],
): Html {
  const { t } = view.words;
  const reason = areaField({ id: `reason-${about}`, label: t(`forms:breach.reason_${about}`), rows: 2 });
  return html`<h3>${t(`forms:breach.about_${about}`)}</h3>
  ${actionForm(view, `/balie/datalekken/${id}`, {}, html`${reason}<p class="buttons">${choices.map((choice) => html`<button class="secondary" type="submit" name="action" value="${choice}">${t(`forms:breach.${choice}`)}</button>`)}</p>`)}`;
}

function toldForm(view: View, { id, deadline }: BreachView, form: Form | undefined): Html {
  const { t } = view.words;
  const typed = form?.text('action') === 'told' ? form : undefined;
  const late = view.now > deadline;
  return actionForm(
    view,
    `/balie/datalekken/${id}`,
    { action: 'told' },
    html`${momentFields(view, typed, t('forms:breach.told_day'))}
    ${textField({ id: 'reference', label: t('forms:breach.reference'), value: typed?.text('reference'), required: true, maxLength: 100 })}
    ${late ? areaField({ id: 'delay', label: t('forms:breach.delay'), value: typed?.text('delay'), rows: 2 }) : ''}
    <button type="submit">${t('forms:breach.told_save')}</button>`,
  );
}

function standingInWords(view: View, { told, authority }: BreachView['standing']): string {
  const { t } = view.words;
  if (told !== null)
    return t('forms:breach.was_told', { day: dayOf(view, new Date(told.at)), reference: told.reference });
  return authority === null || authority.notify
    ? ''
    : t('forms:breach.was_no_risk', { reason: authority.reason });
}

function entries(view: View, { entries: written }: BreachView): Html {
  const { words } = view;
  const head = [words.t('desk:register.when'), words.t('desk:register.who'), words.t('desk:register.what')];
  return scrollTable(
    words.t('forms:breach.entries'),
    head,
    written.map(({ at, by, note }) => [
      words.moment(at),
      words.who(by),
      lines(view, note).map((line) => html`<p>${line}</p>`),
    ]),
  );
}

function lines(view: View, note: BreachNote | null): readonly string[] {
  const { t, moment } = view.words;
  if (note === null) return [t('desk:unreadable.title')];
  switch (note.kind) {
    case 'facts': {
      const { nature, ...facts } = note.facts;
      const names = ['what', 'when', 'data', 'people', 'records', 'consequences', 'measures'] as const;
      const said = names.filter((name) => facts[name] !== '' && facts[name] !== null);
      const words = said.map((name) => `${t(`forms:breach.${name}`)}: ${facts[name]}`);
      return nature === '' ? words : [...words, t(`outcome:breach_form.nature_${nature}`)];
    }
    case 'authority':
      return [`${t(note.notify ? 'forms:breach.notify' : 'forms:breach.no_risk')}. ${note.reason}`];
    case 'authority_told':
      return [`${t('forms:breach.told_day')}: ${moment(new Date(note.at))}. ${note.reference}`, note.delay];
    case 'letter':
      return [letterInWords(view, note)];
    case 'people':
      return [`${t(note.tell ? 'forms:breach.tell' : 'forms:breach.tell_not')}. ${note.reason}`];
    default:
      return assertNever(note);
  }
}
