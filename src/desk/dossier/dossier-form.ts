import { html } from 'hono/html';
import { actionForm } from '../frame/fields.ts';
import type { Html } from '../frame/html.ts';
import type { View } from '../frame/view.ts';

/** Makes the dossier of a request: a form, since making it is written down. */
export function dossierForm(view: View, number: string): Html {
  const { t } = view.words;
  return actionForm(
    view,
    `/balie/register/${number}/dossier`,
    {},
    html`<p class="hint">${t('desk:dossier.download_hint')}</p>
  <button class="secondary" type="submit">${t('desk:dossier.download')}</button>`,
  );
}
