import { html } from 'hono/html';
import type { RequestDetail, StaffEvidence } from '../../core/application/core-api.ts';
import { isInPerson } from '../../core/kernel/rights.ts';
import { actionForm, selectField, textField } from '../frame/fields.ts';
import type { Html } from '../frame/html.ts';
import type { View } from '../frame/view.ts';

/** What staff may see or hear as proof; a record, so that a new kind does not compile until it stands here. */
const METHODS: Readonly<Record<StaffEvidence, true>> = {
  order_facts: true,
  call_back: true,
  post_code: true,
};
export const STAFF_PROOFS: readonly StaffEvidence[] = Object.keys(METHODS).filter(isStaffEvidence);
const NAME_LENGTH = 80;
const ADDRESS_LENGTH = 254;
const HIGHEST_BY_STAFF = 3;

/** Ways to more proof (R9): a code to the mailbox, or what staff saw or heard themselves. */
export function proofForms(view: View, detail: RequestDetail): Html {
  const { words } = view;
  const { t } = words;
  const { id, version, level, channel } = detail;
  const ask =
    level > 0 || isInPerson(channel)
      ? ''
      : html`<details><summary>${t('forms:proof.ask_title')}</summary><p class="hint">${t('forms:proof.ask_text')}</p>
  ${actionForm(view, `/balie/verzoek/${id}/bewijs-vragen`, { version }, html`<button class="secondary" type="submit">${t('forms:proof.ask')}</button>`)}</details>`;
  const facts = factsForm(view, detail);
  if (level >= HIGHEST_BY_STAFF) return html`${ask}`;
  const methods = proofMethods(view);
  const who =
    level > 0
      ? ''
      : html`${textField({ id: 'proofName', label: t('forms:proof.name'), value: detail.contact?.name, maxLength: NAME_LENGTH, autocomplete: 'off' })}
  ${textField({ id: 'proofEmail', label: t('forms:proof.email'), value: detail.contact?.email, type: 'email', required: true, maxLength: ADDRESS_LENGTH, autocomplete: 'off' })}`;
  return html`${ask}${facts}<details><summary>${t('forms:proof.title')}</summary><p class="hint">${t('forms:proof.text')}</p>
  ${actionForm(
    view,
    `/balie/verzoek/${id}/bewijs`,
    { version },
    html`${selectField({ id: 'method', label: t('forms:proof.method'), options: methods })}${who}
    <button class="secondary" type="submit">${t('forms:proof.save')}</button>`,
  )}</details>`;
}

/** The kinds of proof to choose from. */
export function proofMethods({ words }: View): readonly { readonly value: string; readonly label: string }[] {
  return STAFF_PROOFS.map((value) => ({ value, label: words.term('proofs', value) }));
}

/** Two facts of an order: how that question stands, or to ask it (R9). */
function factsForm(view: View, { id, version, level, channel, facts, approval }: RequestDetail): Html | '' {
  const { t } = view.words;
  if (level !== 1 || isInPerson(channel)) return '';
  if (facts?.stage === 'given') return html`<p class="hint">${t('forms:proof.facts_given')}</p>`;
  if (facts?.stage === 'asked') return html`<p class="hint">${t('forms:proof.facts_wait')}</p>`;
  if (facts !== null && facts.wrong > 0)
    return html`<p class="hint">${t('forms:proof.facts_wrong', { count: facts.wrong })}</p>`;
  if (approval.phase !== 'pending') return '';
  return html`<details><summary>${t('forms:proof.facts_title')}</summary><p class="hint">${t('forms:proof.facts_text')}</p>
  ${actionForm(view, `/balie/verzoek/${id}/feiten-vragen`, { version }, html`<button class="secondary" type="submit">${t('forms:proof.facts_ask')}</button>`)}</details>`;
}

/** Whether a posted word is a kind of proof. */
export function isStaffEvidence(text: string): text is StaffEvidence {
  return Object.hasOwn(METHODS, text);
}
