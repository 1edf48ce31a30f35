import { scaleLinear } from 'd3-scale';
import { html } from 'hono/html';
import type { Html } from '../frame/html.ts';
import { CHART_WIDTH, filledBar, round } from './chart-frame.ts';

const ROW = 42;
const WORDS = 18;
const BAR = 13;
const VALUES = 40;

/** A bar per row under its name, which may be as long as the chart is wide. */
export function plainBars(rows: readonly { readonly label: string; readonly count: number }[]): {
  readonly height: number;
  readonly marks: Html;
} {
  const x = scaleLinear([0, Math.max(1, ...rows.map(({ count }) => count))], [0, CHART_WIDTH - VALUES]);
  const marks = rows.map(({ label, count }, index) => {
    const top = index * ROW;
    const value = html`<text class="value" x="${round(x(count)) + 6}" y="${top + WORDS + BAR / 2 + 2}" dominant-baseline="central">${count}</text>`;
    const bar =
      count === 0 ? '' : filledBar('solid', { x: 1, y: top + WORDS + 2, width: x(count), height: BAR });
    return html`<text class="label" x="0" y="${top + WORDS - 4}">${label}</text>${bar}${value}`;
  });
  return { height: rows.length * ROW, marks: html`<g aria-hidden="true">${marks}</g>` };
}
