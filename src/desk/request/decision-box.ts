import { html } from 'hono/html';
import type { RequestDetail } from '../../core/application/core-api.ts';
import { assertNever } from '../../core/kernel/assert-never.ts';
import { actionForm } from '../frame/fields.ts';
import type { Html } from '../frame/html.ts';
import type { View } from '../frame/view.ts';
import { askForm, lapseForm, refuseForm } from './decision-forms.ts';
import type { TypedForms } from './typed-forms.ts';

/** What can be decided now; the state of the card is also its outcome. */
export function decisionBox(view: View, detail: RequestDetail, typed: TypedForms): Html {
  const { t } = view.words;
  return html`<section class="panel decision" aria-labelledby="besluit"><h2 id="besluit">${t('desk:decide.title')}</h2>
  ${present(view, detail, typed)}
</section>`;
}

function present(view: View, detail: RequestDetail, typed: TypedForms): Html {
  const { approval } = detail;
  switch (approval.phase) {
    case 'waiting':
      return html`<p>${view.words.t(`desk:decide.waiting_${approval.waitingFor}`)}</p>
      ${askForm(view, detail, typed.question)}
      ${detail.mayLapse ? lapseForm(view, detail) : ''}`;
    case 'pending':
      return pending(view, detail, approval, typed);
    case 'sending':
      return sending(view, detail, approval, typed);
    case 'resolved':
      return resolved(view, approval);
    default:
      return assertNever(approval);
  }
}

type Phase<Name extends string> = Extract<RequestDetail['approval'], { phase: Name }>;

function pending(view: View, detail: RequestDetail, approval: Phase<'pending'>, typed: TypedForms): Html {
  const { t } = view.words;
  const { blockedBy, mayApprove } = approval;
  const refusal = detail.letterKind === 'refusal';
  const link = t(mayApprove ? 'desk:decide.open_preview' : 'desk:decide.open_draft');
  return html`<p>${refusal ? t('desk:decide.refusal_ready') : mayApprove ? t('desk:decide.ready') : t('desk:decide.not_yet')}</p>
  ${blockedBy === null ? '' : html`<p class="blocked">${t(`desk:decide.blocked_${blockedBy}`)}</p>`}
  <p><a class="button ${mayApprove ? '' : 'secondary'}" href="/balie/verzoek/${detail.id}/antwoord">${link}</a></p>
  ${askForm(view, detail, typed.question)}
  ${refuseForm(view, detail, typed.refusal)}`;
}

function sending(view: View, detail: RequestDetail, approval: Phase<'sending'>, typed: TypedForms): Html {
  const { words, now } = view;
  const seconds = Math.max(0, (approval.sendAt.getTime() - now.getTime()) / 1000);
  const left =
    seconds === 0
      ? words.t('desk:decide.leaving_now')
      : words.t('desk:decide.time_left', { time: words.duration(seconds) });
  return html`<p>${words.t('desk:decide.approved_by', { by: words.who(approval.by), moment: words.moment(approval.sendAt) })}</p>
  <p class="countdown"><strong data-until="${approval.sendAt.toISOString()}" data-gone="${words.t('desk:decide.leaving_now')}" data-left="${words.t('desk:decide.time_left', { time: '…' })}">${left}</strong></p>
  ${actionForm(view, `/balie/verzoek/${detail.id}/stoppen`, { version: detail.version }, html`<button class="danger" type="submit">${words.t('desk:decide.stop')}</button>`)}
  ${askForm(view, detail, typed.question)}`;
}

function resolved({ words }: View, approval: Phase<'resolved'>): Html {
  return html`<p class="outcome"><strong>${words.term('statuses', approval.outcome)}</strong></p>
  <p>${words.t('desk:decide.resolved_by', { by: words.who(approval.by), moment: words.moment(approval.at) })}</p>`;
}
