import { scaleBand, scaleLinear } from 'd3-scale';
import { symbol, symbolCircle, symbolDiamond } from 'd3-shape';
import { html } from 'hono/html';
import type { Html } from '../frame/html.ts';
import { CHART_WIDTH, round } from './chart-frame.ts';

const ROW = 26;
const LABELS = 92;
const TOP = 18;
const RIGHT = 12;

export interface DaysRow {
  readonly label: string;
  readonly median: number;
  readonly p90: number;
}

const CIRCLE = symbol(symbolCircle, 70)() ?? '';
const DIAMOND = symbol(symbolDiamond, 70)() ?? '';

/** Two marks per row of which the shapes differ, on a scale of days. */
export function daysChart(rows: readonly DaysRow[]): { readonly height: number; readonly marks: Html } {
  const height = TOP + rows.length * ROW;
  const y = scaleBand(
    rows.map(({ label }) => label),
    [TOP, height],
  );
  const most = Math.max(1, ...rows.map(({ p90 }) => p90));
  const x = scaleLinear([0, most], [LABELS, CHART_WIDTH - RIGHT]).nice(4);
  const grid = x
    .ticks(4)
    .filter(Number.isInteger)
    .map(
      (
        tick,
      ) => html`<line class="grid-line" x1="${round(x(tick))}" x2="${round(x(tick))}" y1="${TOP}" y2="${height}"/>
      <text class="tick" x="${round(x(tick))}" y="11" text-anchor="middle">${tick}</text>`,
    );
  const marks = rows.map(({ label, median, p90 }) => {
    const middle = round((y(label) ?? 0) + y.bandwidth() / 2);
    return html`<text class="label" x="0" y="${middle}" dominant-baseline="central">${label}</text>
    <line class="span" x1="${round(x(median))}" x2="${round(x(p90))}" y1="${middle}" y2="${middle}"/>
    <path class="mark-p90" transform="translate(${round(x(p90))} ${middle})" d="${DIAMOND}"/>
    <path class="mark-median" transform="translate(${round(x(median))} ${middle})" d="${CIRCLE}"/>`;
  });
  return { height, marks: html`<g aria-hidden="true">${grid}${marks}</g>` };
}

/** What the two marks stand for. */
export function daysLegend(median: string, p90: string): Html {
  const mark = (name: string, shape: string) =>
    html`<svg width="18" height="14" aria-hidden="true" focusable="false"><path class="${name}" transform="translate(9 7)" d="${shape}"/></svg>`;
  return html`<ul class="legend"><li>${mark('mark-median', CIRCLE)} ${median}</li><li>${mark('mark-p90', DIAMOND)} ${p90}</li></ul>`;
}
