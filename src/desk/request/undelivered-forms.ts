import { html } from 'hono/html';
import type { RequestDetail } from '../../core/application/core-api.ts';
import { actionForm } from '../frame/fields.ts';
import type { Html } from '../frame/html.ts';
import type { View } from '../frame/view.ts';

type Undelivered = Extract<RequestDetail['approval'], { phase: 'undelivered' }>;

/** The letter did not arrive: once more, on paper, or, where nothing was executed, decided again (R21, R24). */
export function undeliveredForms(view: View, detail: RequestDetail, approval: Undelivered): Html {
  const { words } = view;
  const { t } = words;
  const { executed, reason } = approval;
  const { id, version } = detail;
  return html`<p class="blocked">${t(executed ? 'desk:delivery.missed_done' : 'desk:delivery.missed')}</p>
  <p>${t('desk:delivery.why')}: ${words.reason(reason)}</p>
  ${actionForm(view, `/balie/verzoek/${id}/nogmaals`, { version }, html`<button type="submit">${t('desk:delivery.retry')}</button>`)}
  <p><a class="button secondary" href="/balie/verzoek/${id}/antwoordbrief">${t('desk:delivery.to_post')}</a></p>
  ${executed ? '' : html`<p class="hint">${t('desk:delivery.anew_hint')}</p>${actionForm(view, `/balie/verzoek/${id}/anders`, { version }, html`<button class="secondary" type="submit">${t('desk:delivery.anew')}</button>`)}`}`;
}

/** After the answer has left: it can still be posted, and it may come back. */
export function laterDelivery(view: View, detail: RequestDetail): Html | '' {
  const { t } = view.words;
  const { id, version, status, letterKind } = detail;
  if (letterKind === null || (status !== 'answered' && status !== 'refused')) return '';
  return html`${openedPage(view, detail)}<p><a href="/balie/verzoek/${id}/ontvangers">${t('desk:recipients.link')}</a></p>
  <p><a href="/balie/verzoek/${id}/antwoordbrief">${t('desk:delivery.to_post')}</a></p>
  <details><summary>${t('desk:delivery.bounced_title')}</summary>
  <p class="hint">${t('desk:delivery.bounced_hint')}</p>
  ${actionForm(view, `/balie/verzoek/${id}/teruggekomen`, { version }, html`<button class="secondary" type="submit">${t('desk:delivery.bounced')}</button>`)}
</details>
${wrongForm(view, detail)}`;
}

/** R21: opened or not is seen, and a customer who lost the link gets another one. */
function openedPage(view: View, { id, page }: RequestDetail): Html | '' {
  const { t, day } = view.words;
  if (page === undefined) return '';
  const { openedDay } = page;
  const seen =
    openedDay === null
      ? t('desk:answer_link.unopened')
      : t('desk:answer_link.opened', { day: day(openedDay) });
  return html`<p>${seen}${openedDay === null ? html` ${t('desk:answer_link.hint')}` : ''}</p>
  ${actionForm(view, `/balie/verzoek/${id}/nieuwe-link`, {}, html`<button class="secondary" type="submit">${t('desk:answer_link.link')}</button>`)}`;
}

/** R37: wrong receiver or wrong person: the links stop, the owners are alarmed, the 72 hours run. */
export function wrongForm(view: View, { id }: RequestDetail): Html {
  const { t } = view.words;
  return html`<details><summary>${t('desk:wrong.title')}</summary>
  <p class="hint">${t('desk:wrong.hint')}</p>
  ${actionForm(view, `/balie/verzoek/${id}/dit-ging-mis`, {}, html`<button class="danger" type="submit">${t('desk:wrong.report')}</button>`)}
</details>`;
}
