import { html } from 'hono/html';
import type { TwoYearView } from '../../core/application/core-api.ts';
import { actionForm, areaField, scrollTable } from '../frame/fields.ts';
import type { Html } from '../frame/html.ts';
import type { Notice } from '../frame/notice.ts';
import { page } from '../frame/page.ts';
import type { View } from '../frame/view.ts';

const REASON_LENGTH = 2_000;

/** People past the two-year promise: the plan with its counts, then the list of what is to be done (R32). */
export function twoYearPage(view: View, review: TwoYearView, notice?: Notice): Html {
  const { words } = view;
  const title = words.t('desk:two_years.title');
  const counts = { people: review.count, orders: review.orders };
  return page(
    view,
    { title, section: 'today', notice },
    html`<h1>${title}</h1>
  <p>${words.t('desk:two_years.intro')}</p>
  <p>${words.t('desk:two_years.counts', counts)} ${review.held === 0 ? '' : words.t('desk:two_years.held', { count: review.held })}</p>
  ${body(view, review)}
  ${log(view, review)}`,
  );
}

function body(view: View, review: TwoYearView): Html {
  const { words, tools } = view;
  if (review.status === 'done') return html`<p class="all-well">${words.t('desk:two_years.done')}</p>`;
  // Its own term is over: the next export makes a new one.
  if (review.people.length === 0) return html`<p>${words.t('desk:two_years.gone')}</p>`;
  if (review.status === 'open') return planForm(view, review);
  const waits = review.startsAt !== null && tools.clock.now() < review.startsAt;
  return html`<p>${words.t('desk:two_years.approved_by', { name: review.approvedBy ?? '' })}</p>
  ${plan(view, review)}
  ${waits && review.startsAt !== null ? stopForm(view, review, review.startsAt) : stepsForm(view, review)}
  ${people(view, review, false)}`;
}

function planForm(view: View, review: TwoYearView): Html {
  const { words } = view;
  return actionForm(
    view,
    `/balie/twee-jaar/${review.id}`,
    {},
    html`${plan(view, review)}
  <p>${words.t('desk:two_years.choose')}</p>
  ${people(view, review, true)}
  <p>${words.t('desk:two_years.what_happens')}</p>
  ${approveButton(view, review)}`,
  );
}

/** R19: alone, an erasure needs a typed reason; with more people, another pair of eyes. */
function approveButton({ words: { t } }: View, { care }: TwoYearView): Html {
  if (care === 'somebody_else') return html`<p class="blocked">${t('desk:two_years.somebody_else')}</p>`;
  const reason =
    care === 'reason'
      ? areaField({
          id: 'reason',
          label: t('desk:answer.reason'),
          hint: t('desk:two_years.reason_hint'),
          rows: 3,
          maxLength: REASON_LENGTH,
        })
      : '';
  return html`${reason}<button type="submit">${t('desk:two_years.approve')}</button>`;
}

function log({ words }: View, review: TwoYearView): Html | '' {
  if (review.log.length === 0) return '';
  const title = words.t('desk:two_years.log');
  const broken = review.logWhole ? '' : html`<p class="error">${words.t('desk:two_years.log_broken')}</p>`;
  const rows = review.log.map(({ at, by, type, reason }) => [
    words.moment(at),
    by,
    words.t(`desk:two_years.did_${type}`),
    reason === '' ? '–' : reason,
  ]);
  const head = ['when', 'by', 'what', 'why'] as const;
  return html`<h2>${title}</h2>${broken}${scrollTable(
    title,
    head.map((name) => words.t(`desk:two_years.${name === 'what' ? 'did' : name}`)),
    rows,
  )}`;
}

function plan({ words }: View, review: TwoYearView): Html {
  const head = ['where', 'kind', 'count', 'what', 'why', 'until'] as const;
  const rows = review.plan.map(({ source, category, count, treatment, ground, until }) => [
    words.source(source, source),
    words.term('categories', category),
    count,
    words.term('treatments', treatment),
    ground === null ? '–' : words.term('grounds_kept', ground),
    until === null ? '–' : words.shortDay(until),
  ]);
  return html`<h2>${words.t('desk:two_years.plan')}</h2>
  ${scrollTable(
    words.t('desk:two_years.plan'),
    head.map((name) => words.t(`desk:two_years.${name}`)),
    rows,
  )}
  <p>${words.t('desk:two_years.rest')}</p>`;
}

function people({ words }: View, review: TwoYearView, choosing: boolean): Html {
  const head = ['who', 'last', 'orders', 'numbers', 'stays'] as const;
  return scrollTable(
    words.t('desk:two_years.people'),
    head.map((name) => words.t(`desk:two_years.${name}`)),
    review.people.map(({ address, lastDay, orders, recordIds, kept }) => [
      choosing
        ? html`<label><input type="checkbox" name="address" value="${address}" checked> ${address}</label>`
        : address,
      words.shortDay(lastDay),
      orders,
      recordIds.join(', '),
      kept.flatMap((records) => records.recordIds).join(', '),
    ]),
  );
}

function stopForm(view: View, { id }: TwoYearView, startsAt: Date): Html {
  const { words } = view;
  const button = html`<button class="secondary" type="submit">${words.t('desk:two_years.stop')}</button>`;
  return html`<p>${words.t('desk:two_years.waits', { moment: words.moment(startsAt) })}</p>
  ${actionForm(view, `/balie/twee-jaar/${id}/stop`, {}, button)}`;
}

function stepsForm(view: View, { id, steps }: TwoYearView): Html {
  const { words } = view;
  const boxes = steps.map(
    ({ source, done }) =>
      html`<p><label><input type="checkbox" name="source" value="${source}" ${done ? 'checked disabled' : ''}> ${words.source(source, source)}</label></p>`,
  );
  const button = html`<button type="submit">${words.t('desk:two_years.tick')}</button>`;
  return html`<h2>${words.t('desk:two_years.steps')}</h2>
  ${actionForm(view, `/balie/twee-jaar/${id}/stappen`, {}, html`${boxes}${button}`)}`;
}
