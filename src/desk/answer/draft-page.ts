import { html } from 'hono/html';
import type { RequestDetail } from '../../core/application/core-api.ts';
import { actionForm } from '../frame/fields.ts';
import type { Html } from '../frame/html.ts';
import { page } from '../frame/page.ts';
import type { View } from '../frame/view.ts';
import type { AnswerPageParts } from './answer-page.ts';
import { freeTextFields } from './free-text.ts';

/** A decision that staff write inside the locked frame: first the text, then the preview. */
export function draftPage(view: View, detail: RequestDetail, parts: AnswerPageParts): Html {
  const { t } = view.words;
  const title = t('desk:answer.write_title', { number: detail.number });
  return page(
    view,
    { title, section: 'today', notice: parts.notice },
    html`<div class="narrow"><h1>${title}</h1>
  <p>${t('desk:answer.write_intro')}</p>
  ${actionForm(
    view,
    `/balie/verzoek/${detail.id}/antwoord`,
    { version: detail.version },
    html`${freeTextFields(view, parts.typed ?? { opening: '', closing: '' })}
    <button type="submit" name="action" value="save">${t('desk:answer.save_and_read')}</button>`,
  )}
  <p><a href="/balie/verzoek/${detail.id}">${t('desk:answer.to_card')}</a></p></div>`,
  );
}
