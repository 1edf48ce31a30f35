import { html } from 'hono/html';
import type { SortedConversation } from '../../core/application/core-api.ts';
import { RIGHTS } from '../../core/kernel/rights.ts';
import { actionForm } from '../frame/fields.ts';
import type { Html } from '../frame/html.ts';
import type { Notice } from '../frame/notice.ts';
import { page } from '../frame/page.ts';
import type { View } from '../frame/view.ts';

/** The beginning shows what it is about; the rest stands in the conversation. */
const WORDS_SHOWN = 300;

/** What the program handled without opening a request, each with the way to open one after all (R17). */
export function sortedPage(
  view: View,
  conversations: readonly SortedConversation[],
  notice: Notice | undefined,
): Html {
  const { t } = view.words;
  const title = t('desk:sorted.title');
  return page(
    view,
    { title, section: 'today', notice },
    html`<h1>${title}</h1>
  <p>${t('desk:sorted.intro')}</p>
  ${conversations.length === 0 ? html`<p class="all-well">${t('desk:list.empty')}</p>` : ''}
  <ul class="cards">${conversations.map((conversation) => card(view, conversation))}</ul>`,
  );
}

function card(view: View, conversation: SortedConversation): Html {
  const { words } = view;
  const { id, channel, language, receivedAt, sortedAs } = conversation;
  const characters = Array.from(conversation.words);
  const cut = characters.length > WORDS_SHOWN;
  const shown = characters.slice(0, WORDS_SHOWN).join('');
  const taken = sortedAs.map((as) => words.t(`desk:sorted.as_${as}`)).join(', ');
  return html`<li class="card">
  <p class="muted">${words.term('channels', channel)} · ${words.moment(receivedAt)}</p>
  <blockquote lang="${language}" dir="auto">${shown}${cut ? '…' : ''}</blockquote>
  <p><span class="muted">${words.t('desk:sorted.taken_for')}</span> ${taken || words.t('desk:sorted.as_nothing')} · <a href="/balie/gesprek/${id}">${words.t('desk:card.conversation')}</a></p>
  ${sortedAs.includes('held') ? belongs(view, id) : ''}
  <details><summary>${words.t('desk:sorted.was_request')}</summary>
  ${actionForm(
    view,
    `/balie/gesorteerd/${id}`,
    {},
    html`<div class="field"><label for="recht-${id}">${words.t('desk:sorted.which')}</label>
    <select id="recht-${id}" name="right">${RIGHTS.map((right) => html`<option value="${right}">${words.term('rights', right)}</option>`)}</select></div>
    <p class="hint">${words.t('desk:sorted.hint', { moment: words.moment(receivedAt) })}</p>
    <button class="secondary" type="submit">${words.t('desk:sorted.open')}</button>`,
  )}</details>
</li>`;
}

/** Where a mail that nobody could place belongs (row 10). */
function belongs(view: View, id: string): Html {
  const { t } = view.words;
  return html`<details><summary>${t('desk:sorted.belongs')}</summary>
  ${actionForm(
    view,
    `/balie/gesorteerd/${id}/bij`,
    {},
    html`<div class="field"><label for="nummer-${id}">${t('desk:sorted.belongs_number')}</label>
    <input id="nummer-${id}" name="number" type="text" required maxlength="20" autocomplete="off" aria-describedby="uitleg-${id}"></div>
    <p class="hint" id="uitleg-${id}">${t('desk:sorted.belongs_hint')}</p>
    <button class="secondary" type="submit">${t('desk:sorted.place')}</button>`,
  )}</details>`;
}
