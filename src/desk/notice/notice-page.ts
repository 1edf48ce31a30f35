import { html } from 'hono/html';
import type { NoticePreview, RequestDetail } from '../../core/application/core-api.ts';
import { letterView } from '../answer/letter-view.ts';
import { actionForm } from '../frame/fields.ts';
import type { Html } from '../frame/html.ts';
import type { Notice } from '../frame/notice.ts';
import { page } from '../frame/page.ts';
import type { View } from '../frame/view.ts';

/** The preview of a letter about the term: word for word, with the receiver and the button that sends exactly this. */
export function noticePage(
  view: View,
  { id, number, staffDue }: RequestDetail,
  preview: NoticePreview,
  notice: Notice | undefined,
): Html {
  const { words } = view;
  const { t } = words;
  const title = t('forms:notice.page_title', { kind: words.term('letters', preview.kind), number });
  const { version, letterHash, route } = preview;
  return page(
    view,
    { title, section: 'today', notice },
    html`<div class="head"><h1>${title}</h1>
    <p class="muted">${preview.kind === 'breach' ? '' : html`${t('desk:card.answer_by', { day: words.day(staffDue) })} · `}<a href="/balie/verzoek/${id}">${t('desk:answer.to_card')}</a></p></div>
  <div class="columns letter-columns">
    <div>${letterView(view, preview.letter)}</div>
    <div><section class="panel decision" aria-labelledby="versturen"><h2 id="versturen">${t('forms:notice.send_title')}</h2>
    <dl><dt>${t('desk:answer.receiver')}</dt><dd><strong>${receiver(view, preview)}</strong></dd></dl>
    <p>${t(route === 'hand' ? 'forms:notice.by_hand' : 'forms:notice.at_once')}</p>
    ${actionForm(view, `/balie/verzoek/${id}/termijn`, { version, letterHash }, html`<button type="submit">${t('forms:notice.approve')}</button>`)}
    ${actionForm(view, `/balie/verzoek/${id}/termijn-weg`, { version }, html`<button class="secondary" type="submit">${t('forms:notice.drop')}</button>`)}
    </section></div>
  </div>`,
  );
}

function receiver({ words }: View, { route, receiver: address }: NoticePreview): string {
  if (route === 'conversation') return words.t('desk:answer.to_conversation');
  return route === 'hand' ? words.t('desk:answer.by_hand') : address;
}
