import { html, raw } from 'hono/html';
import type { PolicyPreview, PublishingView } from '../../core/application/core-api.ts';
import { policyChangesHtml } from '../../core/text/policy-changes-html.ts';
import { actionForm, scrollTable, textField } from '../frame/fields.ts';
import type { Html } from '../frame/html.ts';
import type { Notice } from '../frame/notice.ts';
import { page } from '../frame/page.ts';
import type { View } from '../frame/view.ts';
import { mailingSection } from './mailing-section.ts';

/** Every version with how it stands; what waits for approval stands first. */
export function policyOverviewPage(view: View, { versions, inForce, logWhole }: PublishingView): Html {
  const { words } = view;
  const { t } = words;
  const rows = versions.map(({ number, status, policyDate, hash }) => [
    html`<a href="/balie/beleid/${number}">${t('desk:policy.version', { number })}</a>`,
    t(number === inForce ? 'desk:policy.now' : `desk:policy.is_${status}`),
    words.shortDay(policyDate),
    html`<code>${hash.slice(0, 12)}</code>`,
  ]);
  const waiting = versions.find(({ status }) => status === 'proposed');
  const head = ['which', 'stands', 'day', 'hash'] as const;
  return page(
    view,
    { title: t('desk:policy.title'), section: 'shop' },
    html`<h1>${t('desk:policy.title')}</h1>
  <p>${t('desk:policy.intro')}</p>
  ${waiting === undefined ? html`<p>${t('desk:policy.nothing_waits')}</p>` : html`<p><a class="button" href="/balie/beleid/${waiting.number}">${t('desk:policy.look', { number: waiting.number })}</a></p>`}
  ${logWhole ? '' : html`<p class="error">${t('desk:policy.log_broken')}</p>`}
  ${scrollTable(
    t('desk:policy.title'),
    head.map((name) => t(`desk:policy.${name}`)),
    rows,
  )}
  <p><a href="/privacy" target="_blank" rel="noopener">${t('desk:policy.public')}</a></p>`,
  );
}

/** One version: what changes, and what may be done with it now. */
export function policyVersionPage(view: View, preview: PolicyPreview, notice: Notice | undefined): Html {
  const { words } = view;
  const { t } = words;
  const { number, status, policyDate, from, changes, log } = preview;
  const title = t('desk:policy.version_title', { number });
  const day = words.day(policyDate);
  const compared = from === null ? t('desk:policy.first') : t('desk:policy.compared', { from, number });
  const rows = log.map(({ at, by, type }) => [
    words.moment(at),
    words.who(by),
    words.term('policy_steps', type),
  ]);
  return page(
    view,
    { title, section: 'shop', notice },
    html`<div class="reading"><h1>${title}</h1>
  <p>${t(`desk:policy.told_${status}`, { day })}</p>
  ${decision(view, preview)}
  ${status === 'told' || status === 'approved' ? mailingSection(view, preview) : ''}
  <section class="panel"><h2>${t('desk:policy.changes')}</h2>
  <p class="muted">${compared}</p>
  ${raw(policyChangesHtml(changes[words.language], words.language, 'h3'))}</section>
  <section><h2>${t('desk:policy.log')}</h2>
  ${scrollTable(
    t('desk:policy.log'),
    (['when', 'by', 'did'] as const).map((name) => t(`desk:policy.${name}`)),
    rows,
  )}</section>
  <p><a href="/balie/beleid">${t('desk:policy.back')}</a></p></div>`,
  );
}

function decision(view: View, { number, status, hash, mayDecide, notice }: PolicyPreview): Html | '' {
  const { t } = view.words;
  if (status !== 'proposed' && status !== 'approved') return '';
  if (!mayDecide) return html`<p class="blocked">${t('desk:policy.owner_decides')}</p>`;
  const approve =
    status === 'approved'
      ? ''
      : actionForm(
          view,
          `/balie/beleid/${number}/goedkeuren`,
          { hash },
          html`${textField({ id: 'day', label: t('desk:policy.from_day'), hint: t('desk:policy.from_day_hint'), type: 'date', value: view.today, required: true })}
    <button type="submit">${t('desk:policy.approve')}</button>`,
        );
  const begun = notice !== null && notice.status !== 'listed';
  const back = begun
    ? ''
    : actionForm(
        view,
        `/balie/beleid/${number}/terugnemen`,
        {},
        html`<button class="secondary" type="submit">${t('desk:policy.withdraw')}</button>`,
      );
  return html`<section class="panel"><h2>${t('desk:policy.decide')}</h2><p>${t('desk:policy.read_first')}</p>${approve}${back}</section>`;
}
