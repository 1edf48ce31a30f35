import { html } from 'hono/html';
import type { EvidenceView, ManualSearchView } from '../../core/application/core-api.ts';
import { uploadForm } from '../frame/fields.ts';
import type { Html } from '../frame/html.ts';
import type { Notice } from '../frame/notice.ts';
import { page } from '../frame/page.ts';
import type { View } from '../frame/view.ts';
import { evidencePart } from './checklist-part.ts';
import type { ManualForm } from './manual-form.ts';
import { manualSource } from './manual-source.ts';

/**
 * The work by hand for one request, all systems on one page (R31): keys to copy, then one submit. `places` are the
 * further places of the shop profile.
 */
export function manualPage(
  view: View,
  search: ManualSearchView,
  places: readonly string[],
  evidence: readonly EvidenceView[],
  form?: ManualForm,
  notice?: Notice,
): Html {
  const { words } = view;
  const { task, requestNumber } = search;
  const title = words.t('desk:manual.title', { number: requestNumber });
  const open = search.sources.filter(({ coverage }) => coverage.status === 'pending_manual');
  const elsewhere = search.sources.filter(({ coverage }) => coverage.status !== 'pending_manual');
  return page(
    view,
    { title, section: 'today', notice },
    html`<div class="head"><h1>${title}</h1>
    <p class="muted">${words.t('desk:card.task_by', { day: words.day(task.dueDay) })}${task.requestId === null ? '' : html` · <a href="/balie/verzoek/${task.requestId}">${words.t('desk:answer.to_card')}</a>`}</p></div>
  <p>${words.t('desk:manual.intro')}</p>
  ${keys(view, search)}
  ${evidencePart(view, task.id, evidence)}
  ${uploadForm(
    view,
    `/balie/taken/${task.id}`,
    html`<div class="sources">${open.map((source) => manualSource(view, source, places, form))}</div>
    ${alsoByHand(view, elsewhere, places, form)}
    <p>${words.t('desk:manual.before_save')}</p>
    <button type="submit">${words.t('desk:manual.save')}</button>`,
  )}`,
  );
}

/** What waits for an export or failed by itself may be searched by hand too, so that it holds up no answer. */
function alsoByHand(
  view: View,
  sources: ManualSearchView['sources'],
  places: readonly string[],
  form: ManualForm | undefined,
): Html | '' {
  if (sources.length === 0) return '';
  const open = sources.some(({ source }) => form?.errors.has(source) === true);
  return html`<details ${open ? 'open' : ''}><summary>${view.words.t('desk:manual.elsewhere', { count: sources.length })}</summary>
  <p class="hint">${view.words.t('desk:manual.elsewhere_hint')}</p>
  ${sources.map((source) => manualSource(view, source, places, form))}</details>`;
}

function keys({ words }: View, search: ManualSearchView): Html {
  return html`<section class="panel keys" aria-labelledby="sleutels"><h2 id="sleutels">${words.t('desk:manual.keys')}</h2>
  <p class="hint">${words.t('desk:manual.keys_hint')}</p>
  <ul>${search.keys.map(
    ({ kind, value }, index) => html`<li><span class="key-kind">${words.term('fields', kind)}</span>
    <code id="sleutel-${index}">${value}</code>
    <button class="secondary small" type="button" data-copy="sleutel-${index}" data-copied="${words.t('desk:manual.copied')}" aria-label="${words.t('desk:manual.copy_what', { what: words.term('fields', kind) })}" hidden>${words.t('desk:manual.copy')}</button></li>`,
  )}</ul>
</section>`;
}
