import { html } from 'hono/html';
import type { ConversationView, TaskRow } from '../../core/application/core-api.ts';
import { isInPerson } from '../../core/kernel/rights.ts';
import { actionForm, areaField } from '../frame/fields.ts';
import type { Html } from '../frame/html.ts';
import type { Notice } from '../frame/notice.ts';
import { page } from '../frame/page.ts';
import type { View } from '../frame/view.ts';
import { type ShopProfile, type SpokenLine, spokenLines } from './spoken-lines.ts';

const ANSWER_LENGTH = 2_000;

export interface ConversationParts {
  readonly tasks: readonly TaskRow[];
  readonly typed: string;
  readonly shop: ShopProfile;
  readonly notice: Notice | undefined;
}

/** The transcript, a form to answer under one's own name, and what else hangs on the conversation. */
export function conversationPage(view: View, conversation: ConversationView, parts: ConversationParts): Html {
  const { words } = view;
  const lines = spokenLines(conversation, parts.shop, words.t('desk:talk.code'));
  const title = words.t('desk:talk.title', { channel: words.term('channels', conversation.channel) });
  return page(
    view,
    { title, section: 'today', notice: parts.notice },
    html`<div class="head"><h1>${title}</h1>
    <p class="muted">${words.t(conversation.proven ? 'desk:talk.proven' : 'desk:talk.unproven')}</p></div>
  ${conversation.humanWanted ? wanted(view, parts.tasks) : ''}
  <div class="columns">
    <div>
      <section aria-labelledby="gesprek"><h2 id="gesprek">${words.t('desk:talk.transcript')}</h2>
      <ol class="talk">${lines.map((line) => said(view, conversation.language, line))}</ol></section>
      ${answerForm(view, conversation, parts.typed)}
    </div>
    <div>${lead(view, conversation)}${blocked(view, conversation)}${requests(view, conversation)}${tasks(view, parts.tasks)}${looks(view, conversation)}</div>
  </div>`,
  );
}

function said({ words }: View, language: string, line: SpokenLine): Html {
  const program = words.t(line.from === 'customer' ? 'desk:talk.customer' : 'desk:talk.program');
  return html`<li class="${line.from}"><p class="muted"><strong>${line.signedBy ?? program}</strong> · ${words.moment(line.at)}</p>
  <div lang="${language}" dir="auto">${line.paragraphs.map((paragraph) => html`<p class="text">${paragraph}</p>`)}</div>${line.failed ? html`<p class="pill soon">${words.term('deliveries', 'failed')}</p>` : ''}${line.leftOut.map((what) => html`<p class="muted">${words.term('left_out', what)}</p>`)}</li>`;
}

function answerForm(view: View, conversation: ConversationView, typed: string): Html {
  const { t } = view.words;
  if (isInPerson(conversation.channel)) return html`<p class="hint">${t('desk:ask.by_phone')}</p>`;
  return html`<section class="panel decision" aria-labelledby="antwoorden"><h2 id="antwoorden">${t('desk:talk.answer')}</h2>
  <p class="hint">${t('desk:talk.signed', { name: view.staff?.name ?? '' })} ${t(conversation.proven ? 'desk:talk.no_records' : 'desk:talk.nothing_about_person')}</p>
  ${actionForm(
    view,
    `/balie/gesprek/${conversation.id}`,
    {},
    html`${areaField({ id: 'text', label: t('desk:talk.text'), value: typed, required: true, maxLength: ANSWER_LENGTH })}
    <button type="submit">${t('desk:talk.send')}</button>`,
  )}
</section>`;
}

/** Who leads (R5), and the button that changes it; the customer is told by it. */
function lead(view: View, { id, channel, takenOver }: ConversationView): Html | '' {
  const { t } = view.words;
  if (isInPerson(channel)) return '';
  const [why, to, what] = takenOver
    ? (['desk:talk.by_staff', 'terug', 'desk:talk.hand_back'] as const)
    : (['desk:talk.by_program', 'over', 'desk:talk.take_over'] as const);
  return html`<section class="panel" aria-labelledby="wie-voert"><h2 id="wie-voert">${t('desk:talk.lead')}</h2>
  <p>${t(why)}</p>
  ${actionForm(view, `/balie/gesprek/${id}/${to}`, {}, html`<button class="secondary" type="submit">${t(what)}</button>`)}
</section>`;
}

/** Why a person was asked for (R5), as the open task of the call has it. */
function wanted({ words }: View, open: readonly TaskRow[]): Html {
  const reason = open.find(({ kind }) => kind === 'human_wanted')?.params.reason;
  const why = typeof reason === 'string' ? ` · ${words.reason(reason)}` : '';
  return html`<p class="pill soon">${words.t('desk:talk.human_wanted')}${why}</p>`;
}

/** Too many wrong codes (R7): only a person switches the code on again. */
function blocked(view: View, { id, codesBlocked }: ConversationView): Html | '' {
  const { t } = view.words;
  if (!codesBlocked) return '';
  return html`<section class="panel" aria-labelledby="code-uit"><h2 id="code-uit">${t('desk:talk.blocked')}</h2>
  <p>${t('desk:talk.blocked_why')} ${t('desk:talk.blocked_check')}</p>
  ${actionForm(view, `/balie/gesprek/${id}/codes`, {}, html`<button class="secondary" type="submit">${t('desk:talk.allow_codes')}</button>`)}
</section>`;
}

function requests({ words }: View, conversation: ConversationView): Html {
  return html`<section class="panel" aria-labelledby="verzoeken"><h2 id="verzoeken">${words.t('desk:talk.requests')}</h2>
  ${conversation.requests.length === 0 ? html`<p>${words.t('desk:talk.no_requests')}</p>` : ''}
  <ul class="steps">${conversation.requests.map((row) => html`<li><a href="/balie/verzoek/${row.id}">${words.term('rights', row.right)}</a> <span class="muted">${row.number} · ${words.term('statuses', row.status)}</span></li>`)}</ul>
</section>`;
}

function tasks({ words }: View, open: readonly TaskRow[]): Html | '' {
  if (open.length === 0) return '';
  return html`<section class="panel" aria-labelledby="open-taken"><h2 id="open-taken">${words.t('desk:card.tasks', { count: open.length })}</h2>
  <ul class="steps">${open.map((task) => html`<li><a href="/balie/taken/${task.id}">${words.term('tasks', task.kind, task.params)}</a></li>`)}</ul>
</section>`;
}

function looks({ words }: View, conversation: ConversationView): Html | '' {
  if (conversation.looks.length === 0) return '';
  return html`<section class="panel" aria-labelledby="gelezen"><h2 id="gelezen">${words.t('desk:talk.looks')}</h2>
  <ul class="steps">${conversation.looks.map(({ name, at }) => html`<li>${name} <span class="muted">${words.moment(at)}</span></li>`)}</ul>
</section>`;
}
