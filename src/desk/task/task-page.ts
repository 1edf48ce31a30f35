import { html } from 'hono/html';
import type { EvidenceView, TaskRow } from '../../core/application/core-api.ts';
import { driftOfTask } from '../../core/text/drift-in-words.ts';
import { undeliveredInWords } from '../../core/text/undelivered-in-words.ts';
import { actionForm } from '../frame/fields.ts';
import type { Html } from '../frame/html.ts';
import type { Notice } from '../frame/notice.ts';
import { page } from '../frame/page.ts';
import type { View } from '../frame/view.ts';
import { evidencePart } from './checklist-part.ts';

/** A search recorded, an export uploaded, a step ticked off at its request. */
const ENDS_BY_ITSELF: ReadonlySet<TaskRow['kind']> = new Set([
  'fresh_export',
  'columns_unknown',
  'manual_search',
  'yearly_export',
  'finish_by_hand',
]);

const TO_EXPORT: ReadonlySet<TaskRow['kind']> = new Set([
  'fresh_export',
  'columns_unknown',
  'drop_refused',
  'yearly_export',
]);

/** A task that no form of its own belongs to: what it is about, where to go, and "done". */
export function taskPage(
  view: View,
  task: TaskRow,
  notice: Notice | undefined,
  evidence: readonly EvidenceView[] = [],
): Html {
  const { words } = view;
  const title = words.term('tasks', task.kind, task.params);
  return page(
    view,
    { title, section: 'today', notice },
    html`<div class="narrow"><h1>${title}</h1>
  <p>${words.t(`desk:task.about_${task.kind}`)}</p>
  ${went(view, task)}
  ${task.kind === 'policy_drift' ? drift(view, task) : ''}
  ${task.kind === 'breach_reported' ? html`<p>${words.t('staff:breach.facts')}</p><p>${words.t('staff:breach.no_risk')}</p>` : ''}
  <dl>
    <dt>${words.t('desk:task.since')}</dt><dd>${words.moment(task.createdAt)}</dd>
    <dt>${words.t('desk:task.due')}</dt><dd>${words.day(task.dueDay)}</dd>
    ${(task.kind === 'policy_drift' ? [] : Object.entries(task.params)).map(([name, value]) => fact(view, name, String(value)))}
    ${task.records === undefined ? '' : records(view, task.records)}
  </dl>
  ${evidencePart(view, task.id, evidence)}
  ${links(view, task)}
  ${task.params.mail === undefined || task.doneAt !== null ? '' : takeMail(view, task)}
  ${ending(view, task)}</div>`,
  );
}

/** What failed and what was done about it. */
function went({ words }: View, { params }: TaskRow): Html | '' {
  const told = undeliveredInWords(params, words.language);
  return told === null ? '' : html`<p><strong>${told}</strong></p>`;
}

/** A mail in the mailbox of the shop of which a person has to say whether it is for the desk. */
function takeMail(view: View, { id, params }: TaskRow): Html {
  const { words } = view;
  if (params.confirmed) return html`<p class="all-well">${words.t('desk:task.mail_confirmed')}</p>`;
  const button = html`<p>${words.t('desk:task.mail_hint')}</p><button type="submit">${words.t('desk:task.take_mail')}</button>`;
  return actionForm(view, `/balie/taken/${id}/overnemen`, {}, button);
}

function drift({ words }: View, { params }: TaskRow): Html {
  const { what, place, todo } = driftOfTask(params, words.language);
  return html`<p>${what}</p><p>${place}</p><p>${todo}</p>
  <p><a class="button" href="/balie/winkel#praktijk">${words.t('desk:task.to_shop')}</a></p>`;
}

function fact({ words }: View, name: string, value: string): Html {
  // Its own line in a store that nobody sees by its name; what failed is said above.
  if (['hold', 'review', 'breach', 'failed', 'next', 'mail', 'confirmed'].includes(name)) return html``;
  if (name === 'category')
    return html`<dt>${words.term('fields', name)}</dt><dd>${words.term('categories', value)}</dd>`;
  if (name === 'rows' || name === 'people' || name === 'count')
    return html`<dt>${words.t(`desk:task.${name}`)}</dt><dd>${value}</dd>`;
  if (name === 'right')
    return html`<dt>${words.term('fields', name)}</dt><dd>${words.term('rights', value)}</dd>`;
  if (name === 'source')
    return html`<dt>${words.t('desk:task.source')}</dt><dd>${words.source(value, value)}</dd>`;
  if (name === 'at')
    return html`<dt>${words.t('desk:task.from')}</dt><dd>${words.moment(new Date(value))}</dd>`;
  if (name === 'place' || name === 'row' || name === 'sender')
    return html`<dt>${words.t(`desk:task.${name}`)}</dt><dd>${value}</dd>`;
  if (name === 'refusal')
    return html`<dt>${words.t('desk:task.reason')}</dt><dd>${words.refusal({ code: value })}</dd>`;
  if (name === 'reason') return html`<dt>${words.t('desk:task.reason')}</dt><dd>${words.reason(value)}</dd>`;
  if (name === 'deadline')
    return html`<dt>${words.term('fields', name)}</dt><dd>${words.moment(new Date(value))}</dd>`;
  return html`<dt>${words.term('fields', name)}</dt><dd>${words.shortDay(value)}</dd>`;
}

/** What is to be erased: staff need its numbers, and only here. */
function records({ words }: View, ids: readonly string[]): Html {
  const known = ids.length === 0 ? words.t('desk:task.records_unknown') : ids.join(', ');
  return html`<dt>${words.t('desk:task.records')}</dt><dd>${known}</dd>`;
}

function links({ words }: View, task: TaskRow): Html {
  const conversation = task.conversationId;
  return html`<p class="buttons">
  ${TO_EXPORT.has(task.kind) ? html`<a class="button" href="/balie/bronnen/jouwweb">${words.t('desk:task.to_export')}</a>` : ''}
  ${task.kind === 'two_years' ? html`<a class="button" href="/balie/twee-jaar/${task.params.review}">${words.t('desk:task.to_plan')}</a>` : ''}
  ${task.params.breach === undefined ? '' : html`<a class="button" href="/balie/datalekken/${task.params.breach}${task.number === null ? '' : `?verzoek=${task.number}`}">${words.t('desk:task.to_breach')}</a>`}
  ${conversation === null ? '' : html`<a class="button ${task.kind === 'human_wanted' || task.kind === 'urgent_help' ? '' : 'secondary'}" href="/balie/gesprek/${conversation}">${words.t('desk:task.to_conversation')}</a>`}
  ${task.requestId === null ? '' : html`<a class="button secondary" href="/balie/verzoek/${task.requestId}">${words.t('desk:task.to_request', { number: task.number ?? '' })}</a>`}
</p>`;
}

function ending(view: View, task: TaskRow): Html | '' {
  const { words } = view;
  if (task.doneAt !== null)
    return html`<p class="all-well">${words.t('desk:task.was_done', { moment: words.moment(task.doneAt) })}</p>`;
  // The clock of a recorded breach ends by a decision there.
  if (ENDS_BY_ITSELF.has(task.kind) || task.params.breach !== undefined) return '';
  if (task.kind === 'recipient_silent')
    return html`<p><a class="button" href="/balie/verzoek/${task.requestId}/ontvangers">${words.t('desk:recipients.link')}</a></p>`;
  const called = task.kind === 'human_wanted' || task.kind === 'urgent_help';
  const hint = words.t(called ? 'desk:task.hint_human_wanted' : 'desk:task.done_hint');
  const done = words.t(called ? 'desk:task.done_human_wanted' : 'desk:task.done');
  return actionForm(
    view,
    `/balie/taken/${task.id}/klaar`,
    {},
    html`<p>${hint}</p><button class="secondary" type="submit">${done}</button>`,
  );
}
