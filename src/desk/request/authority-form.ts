import { html } from 'hono/html';
import type { RequestDetail, TypedAuthority } from '../../core/application/core-api.ts';
import { actionForm, selectField } from '../frame/fields.ts';
import type { Html } from '../frame/html.ts';
import type { Form } from '../frame/read-form.ts';
import type { View } from '../frame/view.ts';

/** Records, so that a new kind does not compile until it stands here. */
const CAPACITIES: Readonly<Record<TypedAuthority['capacity'], true>> = {
  mandate: true,
  lawyer: true,
  portal: true,
  parent: true,
  guardian: true,
  heir: true,
  partner: true,
  relative: true,
  housemate: true,
  employer: true,
  police: true,
  themselves: true,
};
const SEEN: Readonly<Record<NonNullable<TypedAuthority['seen']>, true>> = {
  mandate: true,
  lawyers_word: true,
  declaration: true,
  court_order: true,
  register_extract: true,
};

/** As what somebody asks for another person, and which power staff saw (law.md 8). */
export function authorityForm(
  view: View,
  { id, version, thirdParty, authority, heard }: RequestDetail,
): Html {
  const { words } = view;
  const { t } = words;
  const known =
    authority === null
      ? ''
      : html`<p class="hint">${t('forms:authority.known', {
          capacity: words.term('capacities', authority.capacity),
          seen:
            authority.seen === null
              ? t('forms:authority.nothing')
              : words.term('authorities', authority.seen),
        })}</p>`;
  const option = (group: 'capacities' | 'authorities', value: string) => ({
    value,
    label: words.term(group, value),
  });
  const capacities = Object.keys(CAPACITIES).map((value) => option('capacities', value));
  const seen = [
    { value: '', label: t('forms:authority.nothing') },
    ...Object.keys(SEEN).map((value) => option('authorities', value)),
  ];
  return html`${known}<details ${thirdParty && authority === null ? 'open' : ''}><summary>${t('forms:authority.title')}</summary>
  <p class="hint">${t('forms:authority.text')}</p>
  ${actionForm(
    view,
    `/balie/verzoek/${id}/machtiging`,
    { version },
    html`${selectField({ id: 'capacity', label: t('forms:authority.capacity'), options: capacities, value: authority?.capacity ?? (heard?.ofChild === true ? 'parent' : 'mandate') })}
    ${selectField({ id: 'seen', label: t('forms:authority.seen'), options: seen, value: authority?.seen ?? '' })}
    <p><label><input type="checkbox" name="complete" value="ja"> ${t('forms:authority.complete')}</label></p>
    <p><label><input type="checkbox" name="receives" value="ja"> ${t('forms:authority.receives')}</label></p>
    <button class="secondary" type="submit">${t('forms:authority.save')}</button>`,
  )}</details>`;
}

/** What was posted; an unknown word reads as "nothing was shown". */
export function readAuthority(form: Form): TypedAuthority {
  const capacity = form.text('capacity');
  const seen = form.text('seen');
  return {
    capacity: isCapacity(capacity) ? capacity : 'mandate',
    seen: isSeen(seen) ? seen : null,
    complete: form.text('complete') === 'ja',
    receives: form.text('receives') === 'ja',
  };
}

function isCapacity(text: string): text is TypedAuthority['capacity'] {
  return Object.hasOwn(CAPACITIES, text);
}

function isSeen(text: string): text is NonNullable<TypedAuthority['seen']> {
  return Object.hasOwn(SEEN, text);
}
