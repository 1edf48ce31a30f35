import { html } from 'hono/html';
import type { PreviewView, RequestDetail } from '../../core/application/core-api.ts';
import type { CalendarDay } from '../../core/kernel/calendar-day.ts';
import { actionForm, areaField } from '../frame/fields.ts';
import type { Html } from '../frame/html.ts';
import type { Notice } from '../frame/notice.ts';
import { page } from '../frame/page.ts';
import type { View } from '../frame/view.ts';
import { undecidedSources } from '../request/undecided-form.ts';
import { changesView } from './changes-view.ts';
import { type FreeText, freeTextFields, freeTextHash } from './free-text.ts';
import { leftOutView } from './left-out-view.ts';
import { letterView } from './letter-view.ts';

const REASON_LENGTH = 2_000;

export interface AnswerPageParts {
  readonly notice: Notice | undefined;
  readonly typed: FreeText | undefined;
}

/** The preview: the letter on one side; receiver, counts and the button that approves exactly this letter on the other. */
export function answerPage(
  view: View,
  detail: RequestDetail,
  preview: PreviewView,
  parts: AnswerPageParts,
): Html {
  const { words } = view;
  const title = words.t('desk:answer.title', { number: detail.number });
  const hidden = {
    version: preview.version,
    letterHash: preview.letterHash,
    free: freeTextHash(preview.free),
  };
  return page(
    view,
    { title, section: 'today', notice: parts.notice },
    html`<div class="head"><h1>${title}</h1>
    <p class="muted">${words.term('letters', preview.letterKind)} · ${words.term('rights', detail.right)} · ${words.t('desk:card.answer_by', { day: words.day(detail.staffDue) })} · <a href="/balie/verzoek/${detail.id}">${words.t('desk:answer.to_card')}</a> · <a href="#versturen">${words.t('desk:answer.to_send')}</a></p></div>
  <div class="columns letter-columns">
    <div>${before(view, preview)}${letterView(view, preview.letter)}${notices(view, detail, preview)}</div>
    <div>
      ${actionForm(
        view,
        `/balie/verzoek/${detail.id}/antwoord`,
        hidden,
        html`<section class="panel" aria-labelledby="eigen"><h2 id="eigen">${words.t('desk:answer.own_text')}</h2>
        <p class="hint">${words.t('desk:answer.own_hint')}</p>
        ${freeTextFields(view, parts.typed ?? preview.free)}
        <button class="secondary" type="submit" name="action" value="save">${words.t('desk:answer.save')}</button></section>
        ${confirmation(view, detail, preview)}`,
      )}
      ${preview.letterKind === 'refusal' ? backToAnswer(view, detail) : ''}
    </div>
  </div>`,
  );
}

function confirmation(view: View, detail: RequestDetail, preview: PreviewView): Html {
  const { words } = view;
  const { approval } = detail;
  const blockedBy = approval.phase === 'pending' ? approval.blockedBy : null;
  return html`<section class="panel decision" id="versturen" aria-labelledby="versturen-titel"><h2 id="versturen-titel">${words.t('desk:answer.send_title')}</h2>
  <dl>
    <dt>${words.t('desk:answer.receiver')}</dt><dd><strong>${receiver(view, preview)}</strong></dd>
    <dt>${words.t('desk:answer.contents')}</dt><dd>${contents(view, detail, preview)}</dd>
    ${leftOutView(view, preview, (id) => sourceName(view, detail, id))}
    ${changesView(view, preview, (id) => sourceName(view, detail, id))}
  </dl>
  ${preview.refusalMissed === null ? '' : html`<p class="blocked">${words.t('desk:refuse.late', { day: words.day(preview.refusalMissed) })}</p>`}
  ${
    blockedBy === null
      ? html`<p>${words.t('desk:answer.delay', { time: words.duration(preview.delaySeconds) })}</p>
    ${approveButton(view, preview)}`
      : html`<p class="blocked">${words.t(`desk:decide.blocked_${blockedBy}`, { systems: undecidedSources(view, detail.sources) })}</p>`
  }
</section>`;
}

/** R19: alone, an erasure needs a typed reason; with more people, another pair of eyes. */
function approveButton({ words: { t, refusal } }: View, { care, planned, copyFirst }: PreviewView): Html {
  if (copyFirst !== null)
    return html`<p class="blocked">${refusal({ code: 'decision.copy_first', params: { number: copyFirst } })}</p>`;
  // Who erases alone says why; any other letter asks it only where the search left rows out.
  const partly = planned.length === 0;
  if (care === 'somebody_else') return html`<p class="blocked">${t('desk:answer.somebody_else')}</p>`;
  const reason =
    care === 'reason'
      ? areaField({
          id: 'reason',
          label: t(partly ? 'desk:answer.reason_partly' : 'desk:answer.reason'),
          hint: t(partly ? 'desk:answer.reason_partly_hint' : 'desk:answer.reason_hint'),
          value: '',
          rows: 3,
          maxLength: REASON_LENGTH,
        })
      : '';
  return html`${reason}<button type="submit" name="action" value="approve">${t('desk:answer.approve')}</button>`;
}

/** AVG 18(3), R21: what leaves before the letter is approved with it. */
function before(view: View, { letter }: PreviewView): Html | '' {
  if (letter.before === undefined) return '';
  return html`<h2>${view.words.t('desk:answer.before_title')}</h2>${letterView(view, { ...letter, ...letter.before })}`;
}

/** AVG 19: what each recipient will be told is approved with the letter (R38). */
function notices(view: View, detail: RequestDetail, { letter }: PreviewView): Html | '' {
  const { words } = view;
  const { notices: all = [] } = letter;
  if (all.length === 0) return '';
  const nameOf = (id: string) => sourceName(view, detail, id);
  return html`<h2>${words.t('desk:recipients.with_letter')}</h2>
  ${all.map(({ recipient, nl }) => html`<details><summary>${nameOf(recipient)}</summary><pre class="copy" lang="nl">${nl}</pre></details>`)}`;
}

function sourceName({ words }: View, { sources }: RequestDetail, id: string): string {
  return words.source(id, sources.find(({ source }) => source === id)?.name ?? id);
}

function receiver({ words }: View, { route, receiver: address }: PreviewView): string {
  if (route === 'conversation') return words.t('desk:answer.to_conversation');
  if (route === 'hand') return words.t('desk:answer.by_hand');
  return address || words.t('desk:card.unknown');
}

function contents(
  view: View,
  detail: RequestDetail,
  { letterKind, counts, files, planned, planWhy }: PreviewView,
): Html | string {
  const { words } = view;
  const nameOf = (id: string) => sourceName(view, detail, id);
  if (planned.length > 0)
    return html`<ul class="plain">${planned.map(({ source, category, count, treatment, ground, until }) => html`<li>${words.term('treatments', treatment)}: ${nameOf(source)}, ${words.term('categories', category)}, ${words.t('desk:found.count', { count })}${kept(view, ground, until)}</li>`)}</ul>
    ${planWhy === '' ? '' : html`<p>${words.t('desk:answer.plan_why')}: ${planWhy}</p>`}`;
  if (letterKind === 'refusal' || counts === null || counts.length === 0)
    return words.t('desk:answer.letter_only');
  return html`<ul class="plain">${counts.map(({ source, category, count }) => html`<li>${nameOf(source)}: ${words.term('categories', category)}, ${words.t('desk:found.count', { count })}</li>`)}</ul>
  ${files === 0 ? '' : html`<p>${words.t('desk:answer.files', { count: files })} <a href="/balie/verzoek/${detail.id}#gevonden">${words.t('desk:answer.see_files')}</a></p>`}`;
}

/** Why it stays, and until when. */
function kept({ words }: View, ground: string | null, until: CalendarDay | null): string {
  if (ground === null || until === null) return '';
  return `, ${words.t('desk:answer.kept_until', { day: words.day(until), ground: words.term('grounds_kept', ground) })}`;
}

function backToAnswer(view: View, detail: RequestDetail): Html {
  const { t } = view.words;
  return actionForm(
    view,
    `/balie/verzoek/${detail.id}/antwoorden`,
    { version: detail.version },
    html`<p>${t('desk:answer.is_refusal')}</p><button class="secondary" type="submit">${t('desk:answer.back_to_answer')}</button>`,
  );
}
