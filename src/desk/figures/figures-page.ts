import { html } from 'hono/html';
import type { RegisterReport } from '../../core/application/core-api.ts';
import { selectField, textField } from '../frame/fields.ts';
import type { Html } from '../frame/html.ts';
import type { Notice } from '../frame/notice.ts';
import { page } from '../frame/page.ts';
import type { View } from '../frame/view.ts';
import { cellsTable } from './cells-table.ts';
import { fillPatterns } from './chart-frame.ts';
import { ageFigures, channelFigures, groundFigures, rightFigures } from './counted-figures.ts';
import { daysFigures, receivedFigures } from './period-figures.ts';

export interface AskedFigures {
  readonly unit: RegisterReport['unit'];
  /** As it was typed. */
  readonly period: string;
}

const UNITS = ['month', 'quarter', 'year'] as const;

/** The figures of the register as charts with their tables; `report` is undefined for a period that is none. */
export function figuresPage(
  view: View,
  asked: AskedFigures,
  report: RegisterReport | undefined,
  notice?: Notice,
): Html {
  const { t } = view.words;
  const title = t('desk:figures.title');
  return page(
    view,
    { title, section: 'register', charts: true, notice },
    html`<h1>${title}</h1><p>${t('desk:figures.intro')}</p>
  ${choose(view, asked)}
  ${report === undefined ? '' : figures(view, report)}`,
  );
}

function choose({ words: { t } }: View, { unit, period }: AskedFigures): Html {
  const options = UNITS.map((value) => ({ value, label: t(`desk:figures.${value}`) }));
  return html`<form method="get" action="/balie/register/cijfers" class="grid">
  ${textField({ id: 'periode', label: t('desk:figures.period'), hint: t('desk:figures.period_hint'), value: period, maxLength: 21 })}
  ${selectField({ id: 'per', label: t('desk:figures.per'), options, value: unit })}
  <p><button class="secondary" type="submit">${t('desk:figures.show')}</button></p></form>`;
}

function figures(view: View, report: RegisterReport): Html {
  const { words } = view;
  const { from, to } = report.period;
  const range = words.t('desk:figures.range', { from: words.day(from), to: words.day(to) });
  if (report.total.received === 0) return html`<p>${range} ${words.t('desk:figures.none')}</p>`;
  const count = report.anonymised;
  return html`<p>${range} ${count === 0 ? '' : words.t('desk:figures.anonymised', { count })}</p>
  ${fillPatterns()}
  ${receivedFigures(view, report)}${daysFigures(view, report)}${rightFigures(view, report)}
  ${ageFigures(view, report)}${groundFigures(view, report)}${channelFigures(view, report)}
  ${cellsTable(view, report)}`;
}
