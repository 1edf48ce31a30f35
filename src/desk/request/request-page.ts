import { html } from 'hono/html';
import type { RequestDetail, StaffMember } from '../../core/application/core-api.ts';
import type { CalendarDay } from '../../core/kernel/calendar-day.ts';
import { isInPerson } from '../../core/kernel/rights.ts';
import { dueInWords } from '../frame/due-in-words.ts';
import type { Html } from '../frame/html.ts';
import type { Notice } from '../frame/notice.ts';
import { page } from '../frame/page.ts';
import { unreadableMark } from '../frame/unreadable-mark.ts';
import type { View } from '../frame/view.ts';
import { noticeSection } from '../notice/notice-section.ts';
import { breachSection } from './breach-section.ts';
import { caseWorkSection } from './case-work-section.ts';
import { datesSection } from './dates-section.ts';
import { decisionBox } from './decision-box.ts';
import { findingsSection } from './findings-section.ts';
import { heardPart } from './heard-part.ts';
import { historySection } from './history-section.ts';
import { transmissionSection } from './transmission-section.ts';
import type { TypedForms } from './typed-forms.ts';

export interface RequestPageParts {
  readonly typed: TypedForms;
  readonly notice: Notice | undefined;
  readonly closingDays: ReadonlySet<CalendarDay>;
  readonly staff: readonly StaffMember[];
  /** Of an erasure that was carried out (R34). */
  readonly receipt: string | undefined;
}

/** The card: first what can be done, then everything that is known. */
export function requestPage(view: View, detail: RequestDetail, parts: RequestPageParts): Html {
  const { words } = view;
  const title = `${words.term('rights', detail.right)} · ${detail.number}`;
  return page(
    view,
    { title, section: 'today', notice: parts.notice },
    html`${header(view, detail, parts.closingDays)}
  <div class="columns card-columns">
    <div class="first">${breachSection(view, detail)}${decisionBox(view, detail, parts.typed)}${transmissionSection(view, detail)}${noticeSection(view, detail, parts.typed.notice)}${openTasks(view, detail)}${caseWorkSection(view, detail, parts.staff, parts.typed.note)}</div>
    <div class="side">${asker(view, detail)}${receiptSection(view, parts.receipt)}${datesSection(view, detail)}${historySection(view, detail)}</div>
    <div>${findingsSection(view, detail)}</div>
  </div>`,
  );
}

function header(view: View, detail: RequestDetail, closingDays: ReadonlySet<CalendarDay>): Html {
  const { words } = view;
  const open = detail.approval.phase !== 'resolved';
  const due = dueInWords(view, detail.staffDue, closingDays);
  return html`<div class="head">
    <h1>${words.term('rights', detail.right)}</h1>
    <p class="muted">${detail.number} · ${words.term('channels', detail.channel)} · ${words.term('statuses', detail.status)}</p>
  </div>
  ${open ? html`<p class="due"><span class="pill ${due.tone}">${due.words}</span> ${words.t('desk:card.answer_by', { day: words.day(detail.staffDue) })}</p>` : ''}
  ${detail.raised ? html`<p class="pill late">${words.t('desk:today.raised')}</p>` : ''}
  ${detail.further === null ? '' : html`<p>${words.t('desk:card.further', { count: detail.further.count, moment: words.moment(detail.further.last) })} <a href="/balie/gesprek/${detail.conversationId}">${words.t('desk:card.conversation')}</a></p>`}
  ${open && detail.pastPromise ? html`<p class="pill late">${words.t('desk:card.past_promise')}</p>` : ''}
  ${unreadableMark(view, detail)}
  ${detail.joinedTo === null ? '' : html`<p class="pill soon">${words.t('desk:card.joined_to')} <a href="/balie/verzoek/${detail.joinedTo.id}">${detail.joinedTo.number}</a></p>`}
  ${detail.objectsTo === null ? '' : html`<p class="pill soon">${words.t('desk:card.objects_to')} <a href="/balie/verzoek/${detail.objectsTo.id}">${detail.objectsTo.number}</a></p>`}
  ${detail.objectedBy.map(({ id, number }) => html`<p class="pill soon">${words.t('desk:card.objected_by')} <a href="/balie/verzoek/${id}">${number}</a></p>`)}
  ${detail.thirdParty ? html`<p class="pill soon">${words.t('desk:card.third_party')}</p>` : ''}`;
}

function asker(view: View, detail: RequestDetail): Html {
  const { words } = view;
  const unknown = words.t('desk:card.unknown');
  return html`<section class="panel" aria-labelledby="wie"><h2 id="wie">${words.t('desk:card.who')}</h2>
  <dl>
    <dt>${words.t('desk:card.name')}</dt><dd>${detail.name ?? unknown}</dd>
    <dt>${words.t('desk:card.email')}</dt><dd>${detail.email ?? unknown}</dd>
    ${detail.contact === null ? '' : html`<dt>${words.t('desk:card.contact')}</dt><dd>${contactLines(detail.contact)}</dd>`}
    <dt>${words.t('desk:card.proof')}</dt>
    <dd>${words.term('levels', `level${detail.level}`)}${detail.proof === null ? '' : html`<br><span class="muted">${words.term('proofs', detail.proof.method)}, ${words.moment(detail.proof.at)}</span>`}</dd>
    <dt>${words.t('desk:card.received')}</dt><dd>${words.moment(detail.receivedAt)}</dd>
  </dl>
  <h3 id="woorden">${words.t('desk:card.words')}</h3>
  <blockquote lang="${detail.language}" dir="auto">${detail.words}</blockquote>
  ${heardPart(view, detail)}
  ${detail.joined.map(
    ({
      id,
      number,
      channel,
      receivedAt,
      words: asked,
    }) => html`<h3>${words.t('desk:card.also_asked')} <a href="/balie/verzoek/${id}">${number}</a></h3>
  <p class="muted">${words.term('channels', channel)}, ${words.moment(receivedAt)}</p>
  <blockquote dir="auto">${asked}</blockquote>`,
  )}
  <p><a href="/balie/gesprek/${detail.conversationId}">${words.t('desk:card.conversation')}</a></p>
  ${isInPerson(detail.channel) ? html`<p><a href="/balie/verzoek/${detail.id}/ontvangst">${words.t('desk:card.receipt')}</a></p>` : ''}
</section>`;
}

/** For whom gets the letter by hand or by post; by mail it stands in the mail itself. */
function receiptSection({ words }: View, receipt: string | undefined): Html | '' {
  if (receipt === undefined) return '';
  return html`<section class="panel" aria-labelledby="bewijs"><h2 id="bewijs">${words.t('desk:card.erasure_receipt')}</h2>
  <p><code>${receipt}</code></p><p class="muted">${words.t('desk:card.erasure_receipt_hint')}</p></section>`;
}

/** As said in the shop or on the phone. */
function contactLines({ name, email, postal }: NonNullable<RequestDetail['contact']>): Html {
  const lines = [name, email, ...postal.split('\n')].filter((line) => line !== '');
  return html`${lines.map((line, index) => html`${index === 0 ? '' : html`<br>`}${line}`)}`;
}

/** What stands between this request and its answer; an export is asked for once, for all requests together. */
function openTasks({ words }: View, { tasks, sources }: RequestDetail): Html | '' {
  const open = tasks.filter(({ doneAt }) => doneAt === null);
  const exports = sources.filter(({ coverage }) => coverage.status === 'pending_export').length;
  if (open.length + exports === 0) return '';
  return html`<section class="panel" aria-labelledby="taken"><h2 id="taken">${words.t('desk:card.tasks', { count: open.length + exports })}</h2>
  <ul class="steps">${open.map((task) => html`<li><a href="/balie/taken/${task.id}">${words.term('tasks', task.kind, task.params)}</a> <span class="muted">${words.t('desk:card.task_by', { day: words.day(task.dueDay) })}</span></li>`)}
  ${exports === 0 ? '' : html`<li><a href="/balie/bronnen/jouwweb">${words.term('tasks', 'fresh_export')}</a></li>`}</ul>
</section>`;
}
