import { html } from 'hono/html';
import type { RequestRow, TaskRow } from '../../core/application/core-api.ts';
import type { CalendarDay } from '../../core/kernel/calendar-day.ts';
import { undeliveredInWords } from '../../core/text/undelivered-in-words.ts';
import { breachClock } from '../breach/breach-clock.ts';
import { dueInWords } from '../frame/due-in-words.ts';
import type { Html } from '../frame/html.ts';
import { page } from '../frame/page.ts';
import { unreadableMark } from '../frame/unreadable-mark.ts';
import type { View } from '../frame/view.ts';
import type { TodayWork, WorkItem } from './today-work.ts';

type ClosingDays = ReadonlySet<CalendarDay>;

/** Every open task of a chat in which nobody proved a mailbox, the most urgent first. */
export function callsPage(view: View, tasks: readonly TaskRow[], closingDays: ClosingDays): Html {
  const { t } = view.words;
  const title = t('desk:today.calls_title');
  return page(
    view,
    { title, section: 'today' },
    html`<h1>${title}</h1><p>${t('desk:today.calls_intro')}</p>
  ${tasks.length === 0 ? html`<p class="all-well">${t('desk:list.empty')}</p>` : html`<ul class="cards">${tasks.map((task) => taskCard(view, task, closingDays, 2))}</ul>`}`,
  );
}

/** What waits for staff, what runs by itself, and the number of unproven chat requests. */
export function todayPage(view: View, work: TodayWork, closingDays: ClosingDays): Html {
  const { t } = view.words;
  const open = work.forStaff.length + work.running.length + work.unproven;
  const calm = work.forStaff.length === 0 && work.unprovenDue === 0;
  return page(
    view,
    { title: t('desk:today.title'), section: 'today' },
    html`<div class="head"><h1>${t('desk:today.title')}</h1><p class="muted">${view.words.day(view.today)}</p></div>
  ${work.overdue === 0 ? '' : html`<p class="pill late">${t('desk:today.overdue', { count: work.overdue })}</p>`}
  ${open === 0 ? html`<p class="all-well">${t('desk:today.all_well')}</p>` : ''}
  ${work.forStaff.length === 0 ? '' : forStaff(view, work.forStaff, closingDays)}
  ${work.moreCalls === 0 ? '' : html`<p class="aside">${t('desk:today.more_calls', { count: work.moreCalls })} <a href="/balie/wachtend">${t('desk:today.unproven_link')}</a></p>`}
  ${open > 0 && calm ? html`<p class="all-well">${t('desk:today.nothing_now')}</p>` : ''}
  ${work.running.length === 0 ? '' : running(view, work.running, closingDays)}
  ${unproven(view, work)}
  <p class="aside">${t('desk:today.in_person')} <a href="/balie/nieuw">${t('desk:today.in_person_link')}</a></p>
  <p class="aside">${t('desk:today.sorted')} <a href="/balie/gesorteerd">${t('desk:today.unproven_link')}</a></p>`,
  );
}

function forStaff(view: View, items: readonly WorkItem[], closingDays: ClosingDays): Html {
  return html`<section aria-labelledby="te-doen"><h2 id="te-doen">${view.words.t('desk:today.for_you', { count: items.length })}</h2>
  <ul class="cards">${items.map((item) => (item.kind === 'request' ? requestCard(view, item, closingDays) : taskCard(view, item.task, closingDays)))}</ul>
</section>`;
}

function requestCard(
  view: View,
  item: Extract<WorkItem, { kind: 'request' }>,
  closingDays: ClosingDays,
): Html {
  const { words } = view;
  const { request, tasks } = item;
  // With a task still open it cannot be decided yet; the task is what comes first.
  const ready = request.status === 'awaiting_approval' && tasks.length === 0;
  return html`<li class="card ${item.urgent ? 'urgent' : ''}">
  <div class="card-head">
    <h3><a href="/balie/verzoek/${request.id}">${words.term('rights', request.right)}</a></h3>
    ${dueBadge(view, item.due, closingDays)}
  </div>
  <p class="muted">${request.number} · ${words.term('channels', request.channel)} · ${words.term('statuses', request.status)}${request.assignee === null ? '' : html` · ${words.t('desk:today.works', { name: request.assignee })}`}</p>
  ${request.raised ? html`<p class="pill late">${words.t('desk:today.raised')}</p>` : ''}
  ${unreadableMark(view, request)}
  <ul class="steps">
    ${tasks.map((task) => html`<li><a href="/balie/taken/${task.id}">${words.term('tasks', task.kind, task.params)}</a> ${clockOf(view, task)}${went(view, task)}</li>`)}
    ${ready ? html`<li><a href="/balie/verzoek/${request.id}">${words.t('desk:today.decide')}</a></li>` : ''}
  </ul>
</li>`;
}

function taskCard(view: View, task: TaskRow, closingDays: ClosingDays, level: 2 | 3 = 3): Html {
  const { words } = view;
  const { at } = task.params;
  const link = html`<a href="/balie/taken/${task.id}">${words.term('tasks', task.kind, task.params)}</a>`;
  return html`<li class="card ${task.dueDay < view.today ? 'urgent' : ''}">
  <div class="card-head">
    ${level === 2 ? html`<h2>${link}</h2>` : html`<h3>${link}</h3>`}
    ${dueBadge(view, task.dueDay, closingDays)}
  </div>
  ${clockOf(view, task)}${went(view, task)}
  <p class="muted">${task.number ?? words.t('desk:today.loose_task')} · ${typeof at === 'string' && task.kind === 'unreadable' ? html`${words.t('desk:task.from')} ${words.moment(new Date(at))} · ` : ''}${words.t('desk:today.since', { moment: words.moment(task.createdAt) })}</p>
</li>`;
}

/** The hours of a breach run on every page (AVG 33(1)). */
function clockOf(view: View, { params: { deadline } }: TaskRow): Html | '' {
  return typeof deadline === 'string' ? breachClock(view, new Date(deadline)) : '';
}

/** What did not arrive, and where it went instead (R24). */
function went({ words }: View, { params }: TaskRow): Html | '' {
  const told = undeliveredInWords(params, words.language);
  return told === null ? '' : html`<p class="hint">${told}</p>`;
}

function dueBadge(view: View, due: CalendarDay, closingDays: ClosingDays): Html {
  const { words, tone } = dueInWords(view, due, closingDays);
  return html`<p class="due"><span class="pill ${tone}">${words}</span> <span class="muted">${view.words.day(due)}</span></p>`;
}

function running(view: View, rows: readonly RequestRow[], closingDays: ClosingDays): Html {
  const { words } = view;
  return html`<section aria-labelledby="loopt"><h2 id="loopt">${words.t('desk:today.running', { count: rows.length })}</h2>
  <ul class="lines">${rows.map(
    (row) => html`<li><a href="/balie/verzoek/${row.id}">${words.term('rights', row.right)}</a>
    <span class="muted">${row.number} · ${words.term('statuses', row.status)}</span>
    ${unreadableMark(view, row)}
    ${dueBadge(view, row.staffDue, closingDays)}</li>`,
  )}</ul>
</section>`;
}

function unproven(view: View, { unproven: count, unprovenDue }: TodayWork): Html | '' {
  const { t } = view.words;
  if (count === 0) return '';
  const due =
    unprovenDue === 0
      ? ''
      : html`<strong class="pill late">${t('desk:today.unproven_due', { count: unprovenDue })}</strong> `;
  return html`<p class="aside">${t('desk:today.unproven', { count })} ${due}<a href="/balie/onbevestigd">${t('desk:today.unproven_link')}</a></p>`;
}
