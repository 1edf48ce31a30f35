import { html } from 'hono/html';
import type { ReplyLanguage } from '../../core/kernel/language.ts';
import { type TextKey, text } from '../../core/text/texts.ts';
import type { Html } from '../layout.ts';
import type { ChatView, FieldPurpose } from './chat-view.ts';

/** What every form of the chat carries: whose it is, and the number that makes a second post harmless. */
export interface FormMarks {
  readonly csrf: string;
  readonly messageId: string;
}

/** Browsers restore fields on reload, also hidden ones: an old number would make a new message a repeat. */
export function formMarks({ csrf, messageId }: FormMarks): Html {
  return html`<input type="hidden" name="csrf" value="${csrf}"><input type="hidden" name="nummer" value="${messageId}" autocomplete="off">`;
}

/** The open choices as buttons. A form of its own: Enter in a field must never press one of them. */
export function choiceButtons(
  view: Pick<ChatView, 'choices'>,
  language: ReplyLanguage,
  marks: FormMarks,
): Html {
  if (view.choices.length === 0) return html``;
  return html`<form method="post" action="/gesprek" class="choices">${formMarks(marks)}
<fieldset><legend>${text(language, 'pages:chat.choices')}</legend>
${view.choices.map(
  (choice, index) =>
    html`<button type="submit" name="keuze" value="${choice.id}"><span class="position">${index + 1}</span> <span>${choice.label}</span></button>`,
)}
</fieldset></form>`;
}

interface Field {
  readonly name: 'tekst' | 'naam' | 'adres';
  readonly label: TextKey;
  readonly hint?: TextKey;
  /** HTML autofill: the browser or the phone may offer what the person already has (WCAG 1.3.5). */
  readonly autocomplete: 'name' | 'email' | 'one-time-code';
  readonly inputmode: 'text' | 'email' | 'numeric';
}

const NAME: Field = {
  name: 'naam',
  label: 'pages:chat.person_name',
  autocomplete: 'name',
  inputmode: 'text',
};
const EMAIL: Field = {
  name: 'adres',
  label: 'pages:chat.email',
  hint: 'pages:chat.email_hint',
  autocomplete: 'email',
  inputmode: 'email',
};
const CODE: Field = {
  name: 'tekst',
  label: 'pages:chat.code',
  hint: 'pages:chat.code_hint',
  autocomplete: 'one-time-code',
  inputmode: 'numeric',
};

const FIELDS: Readonly<Record<FieldPurpose, readonly Field[]>> = {
  text: [],
  identity: [NAME, EMAIL],
  name: [NAME],
  email: [EMAIL],
  code: [CODE],
};

/** The field that fits what the desk asked for; the free field below it stays, for anything else. */
export function askedField(purpose: FieldPurpose, language: ReplyLanguage, marks: FormMarks): Html {
  const fields = FIELDS[purpose];
  if (fields.length === 0) return html``;
  const button = purpose === 'code' ? 'pages:chat.code_send' : 'pages:chat.identity_send';
  return html`<form method="post" action="/gesprek" class="asked ${purpose}">${formMarks(marks)}
${fields.map((field) => askedInput(field, language))}
<button type="submit" class="primary">${text(language, button)}</button></form>`;
}

function askedInput(field: Field, language: ReplyLanguage): Html {
  const { name, label, hint, autocomplete, inputmode } = field;
  const id = `veld-${name}`;
  return html`<div class="field"><label for="${id}">${text(language, label)}</label>
${hint === undefined ? '' : html`<p class="hint" id="${id}-hulp">${text(language, hint)}</p>`}
<input id="${id}" name="${name}" type="text" inputmode="${inputmode}" autocomplete="${autocomplete}" autocapitalize="${autocomplete === 'name' ? 'words' : 'off'}" spellcheck="false" required ${hint === undefined ? '' : html`aria-describedby="${id}-hulp"`}></div>`;
}

/** The free field, there in every state of a conversation. A browser would put its words back for the next user. */
export function freeField(
  language: ReplyLanguage,
  marks: FormMarks,
  state: { readonly asked: boolean; readonly typed: string; readonly error: TextKey | undefined },
): Html {
  const { asked, typed, error } = state;
  const wrong = error !== undefined;
  return html`<form method="post" action="/gesprek" class="free" id="schrijven">${formMarks(marks)}
<label for="tekst" data-anders="${text(language, 'pages:chat.other_message')}" data-gewoon="${text(language, 'pages:chat.message')}">${text(language, asked ? 'pages:chat.other_message' : 'pages:chat.message')}</label>
<p class="hint" id="tekst-hulp"><span>${text(language, 'pages:chat.hint')}</span> <span class="enter" hidden>${text(language, 'pages:chat.enter_hint')}</span></p>
<p class="error" id="tekst-fout" role="alert">${wrong ? text(language, error) : ''}</p>
<div class="row"><textarea id="tekst" name="tekst" rows="2" autocomplete="off" required aria-describedby="tekst-hulp tekst-fout" ${wrong ? html`aria-invalid="true"` : ''}>${typed}</textarea>
<button type="submit" class="primary">${text(language, 'pages:chat.send')}</button></div></form>`;
}
