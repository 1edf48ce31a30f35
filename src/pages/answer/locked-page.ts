import { html } from 'hono/html';
import { retentionTerm } from '../../core/kernel/retention-terms.ts';
import { lengthInWords } from '../../core/text/length-in-words.ts';
import { type TextKey, text } from '../../core/text/texts.ts';
import { codeField } from '../code-field.ts';
import { type Frame, type Html, layout } from '../layout.ts';

export interface LockedPage extends Frame {
  readonly token: string;
  readonly csrf: string;
  /** What the visitor has to know first: an ended session, a limit. */
  readonly message: TextKey | undefined;
}

/** What anybody with the link sees: nothing about anybody (R12). Opening it does nothing. */
export function lockedPage(page: LockedPage): Html {
  const { language, token, csrf, message } = page;
  const title = text(language, 'pages:answer.locked_title');
  const closed = message === 'pages:answer.left' ? html`data-afgesloten` : '';
  const main = html`<div class="narrow" ${closed}><h1>${title}</h1>
${message === undefined ? '' : html`<p class="notice" role="status">${text(language, message)}</p>`}
<p class="lead">${text(language, 'pages:answer.locked_lead')}</p><p>${text(language, 'pages:answer.locked_nothing')}</p>
<form method="post" action="/verzoek/${token}/code-sturen"><input type="hidden" name="csrf" value="${csrf}">
<button type="submit" class="primary">${text(language, 'pages:answer.send')}</button></form></div>`;
  return layout(page, title, main);
}

export interface CodePage extends Frame {
  readonly token: string;
  readonly csrf: string;
  readonly error: TextKey | undefined;
}

/** The form for the mailed code, with what was wrong at its field. */
export function codePage(page: CodePage): Html {
  const { language, token, csrf, error } = page;
  const title = text(language, 'pages:answer.code_title');
  const main = html`<div class="narrow"><h1>${title}</h1>
<p class="lead">${text(language, 'pages:answer.code_lead')}</p>
<form method="post" action="/verzoek/${token}/code" class="asked code"><input type="hidden" name="csrf" value="${csrf}">
${codeField(language, { label: 'pages:answer.code_label', hint: 'pages:answer.code_hint', error })}
<button type="submit" class="primary">${text(language, 'pages:answer.open')}</button></form>
<p>${text(language, 'pages:answer.code_spam')}</p>
<form method="post" action="/verzoek/${token}/code-sturen"><input type="hidden" name="csrf" value="${csrf}">
<button type="submit" class="quiet">${text(language, 'pages:answer.send_again')}</button></form></div>`;
  return layout(page, title, main);
}

/** An unknown and an ended link look the same: calm, and with a way on. */
export function unknownLinkPage(page: LockedPage): Html {
  const { language, token, csrf, message } = page;
  const title = text(language, 'pages:answer_error.link_unknown_title');
  const main = html`<div class="narrow"><h1>${title}</h1>
${message === undefined ? '' : html`<p class="notice" role="status">${text(language, message)}</p>`}
<p class="lead">${text(language, 'pages:answer_error.link_unknown')}</p>
<p>${text(language, 'pages:answer_error.link_unknown_next', { period: lengthInWords(language, retentionTerm('package')), erased: lengthInWords(language, retentionTerm('erasure_case')) })}</p>
<p>${text(language, 'pages:answer.new_link_lead')}</p>
<form method="post" action="/verzoek/${token}/nieuwe-link"><input type="hidden" name="csrf" value="${csrf}">
<button type="submit">${text(language, 'pages:answer.new_link')}</button></form>
<p><a class="button" href="/?vraag=2#schrijven">${text(language, 'pages:error.home')}</a></p></div>`;
  return layout(page, title, main);
}
