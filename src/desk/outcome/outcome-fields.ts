import { html } from 'hono/html';
import type { Field, OutcomeFormView, OutcomeProblem, SimpleField } from '../../core/application/core-api.ts';
import { assertNever } from '../../core/kernel/assert-never.ts';
import { sourceInWords } from '../../core/text/source-in-words.ts';
import { areaField, selectField, textField } from '../frame/fields.ts';
import type { Html } from '../frame/html.ts';
import type { View } from '../frame/view.ts';
import { fieldHint, fieldLabel, fieldOptions, type ShopProfile } from './field-words.ts';

export interface FieldsParts {
  readonly form: OutcomeFormView;
  readonly shop: ShopProfile;
  readonly problems: readonly OutcomeProblem[];
  /** Empty lines of a list beside those that are filled in. */
  readonly blank: number;
}

/** A name of the form, apart from its hidden fields. */
export const FIELD = 'veld.';

/** The facts of one result as fields, without script: every list with some empty lines at its end. */
export function outcomeFields(view: View, parts: FieldsParts): Html {
  const fields = Object.entries(parts.form.fields);
  const wrong = problemAt(view, parts, 'result');
  if (fields.length === 0)
    return wrong === undefined
      ? html`<p>${view.words.t('forms:frame.none')}</p>`
      : html`<p class="error">${wrong}</p>`;
  return html`${fields.map(([name, field]) => oneField(view, parts, name, field))}`;
}

function oneField(view: View, parts: FieldsParts, name: string, field: Field): Html {
  if (field.kind !== 'rows') return simple(view, parts, { name, path: name, field });
  const { t } = view.words;
  const place = { right: parts.form.right, name };
  const error = problemAt(view, parts, name);
  const count = filledRows(parts.form, name) + parts.blank;
  const hint = fieldHint(view, place);
  return html`<fieldset class="panel ${error === undefined ? '' : 'wrong'}"><legend>${fieldLabel(view, place)}</legend>
  ${hint === undefined ? '' : html`<p class="hint">${hint}</p>`}
  ${error === undefined ? '' : html`<p class="error">${error}</p>`}
  <input type="hidden" name="regels.${name}" value="${count}">
  ${Array.from({ length: count }, (_row, index) => {
    const row = t('forms:frame.row', { number: index + 1 });
    return html`<div class="form-row" role="group" aria-label="${row}"><p class="muted">${row}</p><div class="grid">
    ${Object.entries(field.of).map(([inner, of]) => simple(view, parts, { name: inner, path: `${name}.${index}.${inner}`, list: name, field: of }))}</div></div>`;
  })}
</fieldset>`;
}

interface Placed {
  readonly name: string;
  readonly path: string;
  readonly list?: string;
  readonly field: SimpleField;
}

function simple(view: View, parts: FieldsParts, { name, path, list, field }: Placed): Html {
  const { t } = view.words;
  const place = { right: parts.form.right, name, ...(list === undefined ? {} : { list }) };
  const said = list === undefined ? fieldHint(view, place) : undefined;
  const hint = said ?? (field.when === undefined ? undefined : t('forms:frame.only_when'));
  const values = parts.form.typed[path] ?? [];
  const [value = ''] = values;
  const shared = {
    id: `${FIELD}${path}`,
    label: fieldLabel(view, place),
    value,
    ...(hint === undefined ? {} : { hint }),
    ...errorOf(view, parts, path),
  };
  const options = fieldOptions(view, field, name, parts.form.places, parts.shop);
  switch (field.kind) {
    case 'text':
      return field.long
        ? areaField({ ...shared, maxLength: field.max })
        : textField({ ...shared, maxLength: field.max });
    case 'day':
      return textField({ ...shared, type: 'date' });
    case 'count':
      return textField({ ...shared, maxLength: 7 });
    case 'choice':
    case 'place':
      return selectField({
        ...shared,
        options: [{ value: '', label: t('forms:frame.choose') }, ...options],
      });
    case 'yes':
      return html`<div class="field"><label class="choice"><input type="checkbox" name="${shared.id}" value="yes" ${value === 'yes' ? 'checked' : ''}> ${shared.label}</label></div>`;
    case 'several':
      return html`<fieldset class="panel ${shared.error === undefined ? '' : 'wrong'}"><legend>${shared.label}</legend>
  ${hint === undefined ? '' : html`<p class="hint">${hint}</p>`}
  ${shared.error === undefined ? '' : html`<p class="error">${shared.error}</p>`}
  ${options.map((option) => html`<div><label class="choice"><input type="checkbox" name="${shared.id}" value="${option.value}" ${values.includes(option.value) ? 'checked' : ''}> ${option.label}</label></div>`)}
</fieldset>`;
    default:
      return assertNever(field);
  }
}

function errorOf(view: View, parts: FieldsParts, path: string): { readonly error?: string } {
  const error = problemAt(view, parts, path);
  return error === undefined ? {} : { error };
}

function problemAt({ words }: View, { problems, shop }: FieldsParts, path: string): string | undefined {
  const here = problems.filter(({ field }) => field === path);
  if (here.length === 0) return undefined;
  const said = here.map(({ code, about }) => {
    if (about === undefined) return words.refusal({ code });
    const source = sourceInWords(words.language, about.source, shop);
    const category = words.term('categories', about.category).toLowerCase();
    return words.refusal({ code, params: { ...about, source, category } });
  });
  return [...new Set(said)].join(' ');
}

/** How many lines of a list hold something. */
export function filledRows({ typed }: Pick<OutcomeFormView, 'typed'>, name: string): number {
  const numbers = Object.entries(typed).flatMap(([path, values]) => {
    const [list, index = ''] = path.split('.');
    return list === name && values.length > 0 && /^\d+$/.test(index) ? [Number(index) + 1] : [];
  });
  return Math.max(0, ...numbers);
}
