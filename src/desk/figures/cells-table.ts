import { html } from 'hono/html';
import type { Figures, RegisterReport } from '../../core/application/core-api.ts';
import { scrollTable } from '../frame/fields.ts';
import type { Html } from '../frame/html.ts';
import type { View } from '../frame/view.ts';
import { periodName } from './period-name.ts';

/** All figures per period and right: the whole report as one table. */
export function cellsTable(view: View, { cells }: RegisterReport): Html {
  const { words } = view;
  const title = words.t('desk:figures.cells_title');
  const head = [words.t('desk:figures.period_head'), words.t('desk:figures.right'), ...figureHead(view)];
  return html`<section class="figures" aria-labelledby="alles"><h2 id="alles">${title}</h2>
  ${scrollTable(
    title,
    head,
    cells.map((cell) => [
      periodName(view, cell.period),
      words.term('rights', cell.right),
      ...figureCells(cell),
    ]),
  )}</section>`;
}

/** The names of the figures, in the order of figureCells. */
export function figureHead({ words: { t } }: View): readonly string[] {
  return [
    t('desk:figures.received'),
    t('desk:figures.answered'),
    t('desk:figures.refused'),
    t('desk:figures.withdrawn'),
    t('desk:figures.lapsed'),
    t('desk:figures.joined'),
    t('desk:figures.open'),
    t('desk:figures.extended'),
    t('desk:figures.median'),
    t('desk:figures.p90'),
    t('desk:figures.percent'),
  ];
}

/** One row of figures; what there is none of yet stays empty. */
export function figureCells(figures: Figures): readonly (number | string)[] {
  return [
    figures.received,
    figures.answered,
    figures.refused,
    figures.withdrawn,
    figures.lapsed,
    figures.joined,
    figures.open,
    figures.extended,
    figures.medianDays ?? '',
    figures.p90Days ?? '',
    figures.onTimePercent ?? '',
  ];
}
