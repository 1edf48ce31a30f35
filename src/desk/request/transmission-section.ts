import { html } from 'hono/html';
import type { RequestDetail } from '../../core/application/core-api.ts';
import { actionForm } from '../frame/fields.ts';
import type { Html } from '../frame/html.ts';
import type { View } from '../frame/view.ts';

/** AVG 20(2): whether the other controller collected the data, and what stops or renews its link. */
export function transmissionSection(view: View, { id, transmission }: RequestDetail): Html | '' {
  if (transmission === null) return '';
  const { words } = view;
  const { t } = words;
  const { sentAt, until, openedAt, stoppedAt, live, renewable } = transmission;
  const opened =
    openedAt === null
      ? t('desk:transmission.unopened')
      : t('desk:transmission.opened', { moment: words.moment(openedAt) });
  return html`<section class="panel" aria-labelledby="overdracht"><h2 id="overdracht">${t('desk:transmission.title')}</h2>
  <p>${t('desk:transmission.sent', { moment: words.moment(sentAt), day: words.day(until) })}</p>
  <p>${opened}</p>
  ${stoppedAt === null ? '' : html`<p>${t('desk:transmission.stopped', { moment: words.moment(stoppedAt) })}</p>`}
  ${live || stoppedAt !== null ? '' : html`<p>${t('desk:transmission.ended')}</p>`}
  ${stoppedAt === null ? actionForm(view, `/balie/verzoek/${id}/overdracht-stoppen`, {}, html`<button class="secondary" type="submit">${t('desk:transmission.stop')}</button>`) : ''}
  ${renewable ? html`<p class="hint">${t('desk:transmission.renew_hint')}</p>${actionForm(view, `/balie/verzoek/${id}/overdracht-opnieuw`, {}, html`<button class="secondary" type="submit">${t('desk:transmission.renew')}</button>`)}` : ''}
</section>`;
}
