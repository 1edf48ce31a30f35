import { html } from 'hono/html';
import type { Html } from './html.ts';
import type { View } from './view.ts';

/** The token without which a form of the desk changes nothing. */
export function csrfField(view: View): Html {
  return html`<input type="hidden" name="csrf" value="${view.csrf}">`;
}

/** A form that changes something: always a POST with the token; `hidden` carries the card's version and the like. */
export function actionForm(
  view: View,
  action: string,
  hidden: Readonly<Record<string, string | number>>,
  body: Html,
): Html {
  return html`<form method="post" action="${action}">
  ${csrfField(view)}
  ${Object.entries(hidden).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
  ${body}
</form>`;
}

/** A form that may carry files. */
export function uploadForm(view: View, action: string, body: Html): Html {
  return html`<form method="post" action="${action}" enctype="multipart/form-data">
  ${csrfField(view)}
  ${body}
</form>`;
}

interface Field {
  readonly id: string;
  readonly label: string;
  readonly value?: string | undefined;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  readonly required?: boolean;
  readonly maxLength?: number;
}

/** One line of text with its label, hint and error, tied together for a screen reader. */
export function textField(
  field: Field & {
    readonly type?: 'text' | 'email' | 'date' | 'time' | 'tel' | 'url';
    readonly autocomplete?: string;
  },
): Html {
  return wrapped(
    field,
    html`<input id="${field.id}" name="${field.id}" type="${field.type ?? 'text'}" value="${field.value ?? ''}" ${attributes(field)} ${field.autocomplete === undefined ? '' : html`autocomplete="${field.autocomplete}"`}>`,
  );
}

/** Several lines of text, as `textField`. */
export function areaField(field: Field & { readonly rows?: number }): Html {
  // The line break after the tag is dropped by the parser: without it a value's own first break would be lost.
  return wrapped(
    field,
    html`<textarea id="${field.id}" name="${field.id}" rows="${field.rows ?? 4}" ${attributes(field)}>
${field.value ?? ''}</textarea>`,
  );
}

/** One choice out of a closed list, as `textField`. */
export function selectField(
  field: Field & { readonly options: readonly { readonly value: string; readonly label: string }[] },
): Html {
  return wrapped(
    field,
    html`<select id="${field.id}" name="${field.id}" ${attributes(field)}>
${field.options.map(({ value, label }) => html`<option value="${value}" ${value === field.value ? 'selected' : ''}>${label}</option>`)}
</select>`,
  );
}

function wrapped(field: Field, control: Html): Html {
  return html`<div class="field ${field.error === undefined ? '' : 'wrong'}">
  <label for="${field.id}">${field.label}</label>
  ${field.hint === undefined ? '' : html`<p class="hint" id="${field.id}-hint">${field.hint}</p>`}
  ${field.error === undefined ? '' : html`<p class="error" id="${field.id}-error">${field.error}</p>`}
  ${control}
</div>`;
}

function attributes({ id, hint, error, required, maxLength }: Field): Html {
  const described = [hint === undefined ? '' : `${id}-hint`, error === undefined ? '' : `${id}-error`]
    .filter((part) => part !== '')
    .join(' ');
  return html`${described === '' ? '' : html`aria-describedby="${described}"`} ${error === undefined ? '' : html`aria-invalid="true"`} ${required === true ? 'required' : ''} ${maxLength === undefined ? '' : html`maxlength="${maxLength}"`}`;
}

/** A table that scrolls sideways inside its own region, so that the page itself never does (WCAG 2.2, 1.4.10). */
export function scrollTable(
  caption: string,
  head: readonly string[],
  rows: readonly (readonly unknown[])[],
): Html {
  return html`<div class="scroll" role="group" aria-label="${caption}" tabindex="0"><table>
  <caption class="visually-hidden">${caption}</caption>
  <thead><tr>${head.map((cell) => html`<th scope="col">${cell === '' ? '–' : cell}</th>`)}</tr></thead>
  <tbody>${rows.map((row) => html`<tr>${row.map((cell) => html`<td>${cell}</td>`)}</tr>`)}</tbody>
</table></div>`;
}
