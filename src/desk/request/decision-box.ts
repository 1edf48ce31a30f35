import { html } from 'hono/html';
import type { RequestDetail } from '../../core/application/core-api.ts';
import { assertNever } from '../../core/kernel/assert-never.ts';
import { actionForm } from '../frame/fields.ts';
import type { Html } from '../frame/html.ts';
import type { View } from '../frame/view.ts';
import { addresseeForm } from './addressee-form.ts';
import { authorityForm } from './authority-form.ts';
import { askForm, lapseForm, refuseForm } from './decision-forms.ts';
import { doubtsBox, elsewhereForm, moreProofForms } from './more-proof-forms.ts';
import { objectionForm } from './objection-form.ts';
import { proofForms } from './proof-forms.ts';
import { stepsForm } from './steps-form.ts';
import type { TypedForms } from './typed-forms.ts';
import { undecidedSources } from './undecided-form.ts';
import { laterDelivery, undeliveredForms, wrongForm } from './undelivered-forms.ts';
import { withdrawalForm } from './withdrawal-form.ts';

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
      ${approval.waitingFor === 'identity' ? unproven(view, detail, typed) : ''}
      ${askForm(view, detail, typed.question)}
      ${withdrawalForm(view, detail)}
      ${detail.mayLapse ? lapseForm(view, detail) : ''}`;
    case 'pending':
      return pending(view, detail, approval, typed);
    case 'sending':
      return sending(view, detail, approval, typed);
    case 'carrying_out':
      return html`${stepsForm(view, detail, approval)}${withdrawalForm(view, detail)}${wrongForm(view, detail)}${askForm(view, detail, typed.question)}`;
    case 'undelivered':
      return html`${undeliveredForms(view, detail, approval)}${wrongForm(view, detail)}${askForm(view, detail, typed.question)}`;
    case 'resolved':
      return html`${resolved(view, approval)}${laterDelivery(view, detail)}`;
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
  ${blockedBy === null ? '' : html`<p class="blocked">${t(`desk:decide.blocked_${blockedBy}`, { systems: undecidedSources(view, detail.sources) })}${blockedBy === 'records_undecided' ? html` <a href="#gevonden">${t('desk:decide.to_found')}</a>` : ''}</p>`}
  ${doubtsBox(view, detail)}
  <p><a class="button ${mayApprove ? '' : 'secondary'}" href="/balie/verzoek/${detail.id}/antwoord">${link}</a></p>
  ${outcomeLink(view, detail)}
  ${objectionForm(view, detail)}
  ${authorityForm(view, detail)}
  ${proofForms(view, detail)}
  ${moreProofForms(view, detail)}
  ${elsewhereForm(view, detail)}
  ${askForm(view, detail, typed.question)}
  ${withdrawalForm(view, detail)}
  ${addresseeForm(view, detail, typed.addressee)}
  ${refuseForm(view, detail, typed.refusal)}`;
}

/** Nobody has proven anything: some rights are answered all the same, and a refusal may be due (R13, R16). */
function unproven(view: View, detail: RequestDetail, typed: TypedForms): Html {
  return html`${outcomeLink(view, detail)}
  ${objectionForm(view, detail)}
  ${authorityForm(view, detail)}
  ${proofForms(view, detail)}
  ${addresseeForm(view, detail, typed.addressee)}
  ${refuseForm(view, detail, typed.refusal)}`;
}

/** Access has no outcome to fill in: its letter follows from the search. */
function outcomeLink({ words }: View, detail: RequestDetail): Html | '' {
  const { id, results, letterKind, level, answersUnproven } = detail;
  if (results.length === 0) return '';
  const open = letterKind === null ? 'forms:frame.open' : 'forms:frame.change';
  const hint = answersUnproven ? 'forms:frame.open_hint' : 'forms:frame.unproven_hint';
  return html`<p><a class="button secondary" href="/balie/verzoek/${id}/uitkomst">${words.t(open)}</a></p>
  ${level > 0 || letterKind !== null ? '' : html`<p class="hint">${words.t(hint)}</p>`}`;
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
  ${withdrawalForm(view, detail)}
  ${askForm(view, detail, typed.question)}`;
}

function resolved({ words }: View, approval: Phase<'resolved'>): Html {
  return html`<p class="outcome"><strong>${words.term('statuses', approval.outcome)}</strong></p>
  <p>${words.t('desk:decide.resolved_by', { by: words.who(approval.by), moment: words.moment(approval.at) })}</p>`;
}
