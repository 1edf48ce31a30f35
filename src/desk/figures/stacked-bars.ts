import { scaleBand, scaleLinear } from 'd3-scale';
import { stack } from 'd3-shape';
import { html } from 'hono/html';
import type { Html } from '../frame/html.ts';
import { CHART_WIDTH, type Fill, filledBar, round } from './chart-frame.ts';

const ROW = 26;
const LABELS = 92;
const VALUES = 36;

export interface StackedRow {
  readonly label: string;
  readonly parts: Readonly<Partial<Record<Fill, number>>>;
}

/** A bar per row, divided into its parts, with their sum behind it. */
export function stackedBars(
  rows: readonly StackedRow[],
  fills: readonly Fill[],
): { readonly height: number; readonly marks: Html } {
  const height = rows.length * ROW;
  const labels = rows.map(({ label }) => label);
  const y = scaleBand(labels, [0, height]).paddingInner(0.3).paddingOuter(0.15);
  const sums = rows.map((row) => fills.reduce((sum, fill) => sum + (row.parts[fill] ?? 0), 0));
  const x = scaleLinear([0, Math.max(1, ...sums)], [LABELS, CHART_WIDTH - VALUES]);
  const series = stack<unknown, StackedRow, Fill>()
    .keys([...fills])
    .value(({ parts }, fill) => parts[fill] ?? 0)([...rows]);
  const bars = series.map((layer) =>
    layer.map((span, index) => {
      const [from, to] = [span[0], span[1]];
      const top = y(labels[index] ?? '') ?? 0;
      if (to <= from) return '';
      return filledBar(layer.key, { x: x(from), y: top, width: x(to) - x(from), height: y.bandwidth() });
    }),
  );
  const words = rows.map(({ label }, index) => {
    const middle = round((y(label) ?? 0) + y.bandwidth() / 2);
    return html`<text class="label" x="0" y="${middle}" dominant-baseline="central">${label}</text>
    <text class="value" x="${round(x(sums[index] ?? 0)) + 6}" y="${middle}" dominant-baseline="central">${sums[index] ?? 0}</text>`;
  });
  return { height, marks: html`<g aria-hidden="true">${bars}${words}</g>` };
}
