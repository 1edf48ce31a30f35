import { html } from 'hono/html';
import type { RequestDetail } from '../../core/application/core-api.ts';
import { actionForm } from '../frame/fields.ts';
import type { Html } from '../frame/html.ts';
import type { View } from '../frame/view.ts';
import { systemChanges } from './system-changes.ts';

type CarryingOut = Extract<RequestDetail['approval'], { phase: 'carrying_out' }>;

/** What is done by hand after the approval; the letter leaves when all of it is ticked off. */
export function stepsForm(view: View, detail: RequestDetail, { by, steps }: CarryingOut): Html {
  const { words } = view;
  const { t } = words;
  const { id, version } = detail;
  const left = steps.filter(({ done }) => !done);
  const at = new Map(detail.changes.map((changes) => [changes.step, changes]));
  const own = left.filter(({ step }) => !step.startsWith('tell:'));
  // Where the desk itself is at work a person would be in its way.
  const open = own.filter(({ step }) => at.get(step)?.atWork !== true);
  const working = own.length - open.length;
  const toTell = left.length - own.length;
  return html`<h3>${t('forms:steps.title')}</h3><p>${t('forms:steps.intro')} (${words.who(by)})</p>
  ${steps.filter(({ done }) => done).map(({ step }) => html`<p class="all-well">${t('forms:steps.done')}: ${stepWords(view, detail, step)}</p>`)}
  ${toTell === 0 ? '' : html`<p><a class="button" href="/balie/verzoek/${id}/ontvangers">${t('desk:recipients.to_tell', { count: toTell })}</a></p>`}
  ${own.filter((one) => !open.includes(one)).map(({ step }) => html`<p>${stepWords(view, detail, step)}</p>${systemChanges(view, at.get(step))}`)}
  ${
    open.length === 0 && toTell + working > 0
      ? ''
      : actionForm(
          view,
          `/balie/verzoek/${id}/stappen`,
          { version },
          html`${open.map(({ step }) => html`<div><label class="choice"><input type="checkbox" name="step" value="${step}"> ${stepWords(view, detail, step)}</label>${systemChanges(view, at.get(step))}</div>`)}
    <button type="submit">${t(open.length === 0 ? 'forms:steps.send' : 'forms:steps.save')}</button>`,
        )
  }
  <p class="hint">${t('forms:steps.halt_text')}</p>
  ${actionForm(view, `/balie/verzoek/${id}/anders`, { version }, html`<button class="secondary" type="submit">${t('forms:steps.halt')}</button>`)}`;
}

/** `erase:jouwweb` in words. */
function stepWords({ words }: View, { sources }: RequestDetail, step: string): string {
  const [verb = '', place = ''] = step.split(':', 2);
  const known = sources.find(({ source }) => source === place)?.name ?? place;
  return words.term('steps', verb, { place: words.source(place, known) });
}
