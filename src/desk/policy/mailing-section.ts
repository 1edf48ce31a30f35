import { html } from 'hono/html';
import type { PolicyPreview } from '../../core/application/core-api.ts';
import { actionForm, textField } from '../frame/fields.ts';
import type { Html } from '../frame/html.ts';
import type { View } from '../frame/view.ts';

/** The mail about a version (F31), step by step: list, test, number typed over, stop, and how far it is. */
export function mailingSection(view: View, preview: PolicyPreview): Html {
  const { t } = view.words;
  return html`<section class="panel"><h2>${t('desk:policy.mail')}</h2>
  <p>${t('desk:policy.mail_who')}</p>
  ${stand(view, preview)}</section>`;
}

function stand(view: View, { number, notice, perHour, mayDecide }: PolicyPreview): Html {
  const { t } = view.words;
  if (notice === null && perHour === 0) return html`<p>${t('desk:policy.mail_off')}</p>`;
  const button = (path: string, label: Html | string, kind = 'secondary') =>
    mayDecide
      ? actionForm(
          view,
          `/balie/beleid/${number}/${path}`,
          {},
          html`<button class="${kind}" type="submit">${label}</button>`,
        )
      : '';
  const test = button('proef', t('desk:policy.mail_test'));
  if (notice === null) return html`${test}${button('lijst', t('desk:policy.mail_list'))}`;
  const { people, leftOut, counts } = notice;
  const list = html`<p>${t('desk:policy.mail_people', { count: people })} ${t('desk:policy.mail_left_out', leftOut)}</p>`;
  const progress = html`<p role="status">${t('desk:policy.mail_progress', { sent: counts.sent, people, waiting: counts.waiting + counts.queued, failed: counts.failed, leftOut: counts.left_out })}</p>
  ${counts.failed === 0 ? '' : html`<p class="error">${t('desk:policy.mail_failed', { count: counts.failed })}</p>`}`;
  switch (notice.status) {
    case 'listed':
      return html`${list}${test}${button('lijst', t('desk:policy.mail_again'))}
  ${
    mayDecide
      ? actionForm(
          view,
          `/balie/beleid/${number}/versturen`,
          {},
          html`${textField({ id: 'count', label: t('desk:policy.mail_count'), hint: t('desk:policy.mail_count_hint', { count: people, perHour }), required: true, autocomplete: 'off', maxLength: 9 })}
    <button class="danger" type="submit">${t('desk:policy.mail_send', { count: people })}</button>`,
        )
      : ''
  }`;
    case 'sending':
      return html`${progress}${button('stoppen', t('desk:policy.mail_stop'), 'danger')}`;
    case 'stopped':
      return html`<p>${t('desk:policy.mail_stopped')}</p>${progress}${button('verder', t('desk:policy.mail_resume'))}`;
    default:
      return html`<p>${t('desk:policy.mail_done')}</p>${progress}`;
  }
}
