import type { Figures, RegisterReport } from '../../core/application/core-api.ts';
import { scrollTable } from '../frame/fields.ts';
import type { Html } from '../frame/html.ts';
import type { View } from '../frame/view.ts';
import { chartFrame, fillLegend } from './chart-frame.ts';
import { daysChart, daysLegend } from './days-chart.ts';
import { periodName } from './period-name.ts';
import { stackedBars } from './stacked-bars.ts';

/** Rows that a chart can show before it is longer than a screen; the table has all. */
const SHOWN = 24;
const FILLS = ['solid', 'hatched', 'dotted', 'empty'] as const;

/** How many came in each period, and how they ended. */
export function receivedFigures(view: View, { periods }: RegisterReport): Html {
  const { t } = view.words;
  const title = t('desk:figures.received_title');
  const shown = periods.slice(-SHOWN).map((one) => ({
    label: periodName(view, one.period),
    parts: { solid: one.onTime, hatched: one.late, dotted: one.open, empty: otherwise(one) },
  }));
  const names = FILLS.map((fill, index) => [fill, partNames(view)[index] ?? ''] as const);
  const chart = { ...stackedBars(shown, FILLS), legend: fillLegend(names) };
  const head = [t('desk:figures.period_head'), t('desk:figures.received'), ...partNames(view)];
  const table = scrollTable(
    title,
    head,
    periods.map((one) => [
      periodName(view, one.period),
      one.received,
      one.onTime,
      one.late,
      one.open,
      otherwise(one),
    ]),
  );
  const words = { title, description: t('desk:figures.received_desc'), ...newest(view, periods.length) };
  return chartFrame('ontvangen', words, chart, table);
}

function partNames({ words: { t } }: View): readonly string[] {
  return [t('desk:figures.on_time'), t('desk:figures.late'), t('desk:figures.open'), t('desk:figures.ended')];
}

function otherwise({ withdrawn, lapsed, joined }: Figures): number {
  return withdrawn + lapsed + joined;
}

/** How long the answers of each period took. */
export function daysFigures(view: View, { periods }: RegisterReport): Html | '' {
  const { t } = view.words;
  const title = t('desk:figures.days_title');
  const rows = periods.flatMap(({ period, medianDays, p90Days, onTimePercent }) =>
    medianDays === null || p90Days === null
      ? []
      : [{ label: periodName(view, period), median: medianDays, p90: p90Days, percent: onTimePercent ?? '' }],
  );
  if (rows.length === 0) return '';
  const [median, p90] = [t('desk:figures.median'), t('desk:figures.p90')];
  const chart = { ...daysChart(rows.slice(-SHOWN)), legend: daysLegend(median, p90) };
  const table = scrollTable(
    title,
    [t('desk:figures.period_head'), median, p90, t('desk:figures.percent')],
    rows.map((row) => [row.label, row.median, row.p90, row.percent]),
  );
  const words = { title, description: t('desk:figures.days_desc'), ...newest(view, rows.length) };
  return chartFrame('dagen', words, chart, table);
}

function newest({ words }: View, count: number): { readonly note?: string } {
  return count <= SHOWN ? {} : { note: words.t('desk:figures.newest', { count: SHOWN }) };
}
