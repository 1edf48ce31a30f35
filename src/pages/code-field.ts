import { html } from 'hono/html';
import type { ReplyLanguage } from '../core/kernel/language.ts';
import { type TextKey, text } from '../core/text/texts.ts';
import type { Html } from './layout.ts';

/** The one field of a page that asks for a mailed code, with what was wrong at it. */
export function codeField(
  language: ReplyLanguage,
  keys: { readonly label: TextKey; readonly hint: TextKey; readonly error: TextKey | undefined },
): Html {
  const { label, hint, error } = keys;
  const wrong = error !== undefined;
  return html`<div class="field"><label for="code">${text(language, label)}</label>
<p class="hint" id="code-hulp">${text(language, hint)}</p>
${wrong ? html`<p class="error" id="code-fout" role="alert">${text(language, error)}</p>` : ''}
<input id="code" name="code" type="text" inputmode="numeric" autocomplete="one-time-code" autocapitalize="off" spellcheck="false" required aria-describedby="code-hulp${wrong ? ' code-fout' : ''}" ${wrong ? html`aria-invalid="true"` : ''}></div>`;
}
