import { describe, expect, test } from 'vitest';
import { chartFrame, filledBar, fillLegend } from '../../../src/desk/figures/chart-frame.ts';
import { daysChart } from '../../../src/desk/figures/days-chart.ts';
import { periodName } from '../../../src/desk/figures/period-name.ts';
import { plainBars } from '../../../src/desk/figures/plain-bars.ts';
import { stackedBars } from '../../../src/desk/figures/stacked-bars.ts';
import { VIEW } from '../plain-view.ts';

const widths = (markup: string) =>
  [...markup.matchAll(/class="bar bar-(\w+)"[^>]* width="([\d.]+)"/g)].map(([, fill, width]) => [
    fill,
    Number(width),
  ]);

describe('a bar is as long as its number', () => {
  test('its parts lie one behind the other, and a part of nothing is not drawn', () => {
    const rows = [
      { label: 'jan', parts: { solid: 30, hatched: 10 } },
      { label: 'feb', parts: { solid: 20, dotted: 0 } },
    ];
    const { marks, height } = stackedBars(rows, ['solid', 'hatched', 'dotted']);
    expect(widths(`${marks}`)).toEqual([
      ['solid', 144],
      ['solid', 96],
      ['hatched', 48],
    ]);
    expect(`${marks}`).toMatch(/x="236" [^>]*width="48"/);
    expect(height).toBe(52);
    expect(`${marks}`).toContain('>40</text>');
  });

  test('no number at all is a chart without bars, not a division by nothing', () => {
    expect(widths(`${plainBars([{ label: 'geen', count: 0 }]).marks}`)).toEqual([]);
    expect(`${plainBars([{ label: 'geen', count: 0 }]).marks}`).not.toContain('NaN');
    expect(`${daysChart([{ label: 'jan', median: 0, p90: 0 }]).marks}`).not.toContain('NaN');
  });
});

test('median and nine of ten differ by shape, on one scale of days', () => {
  const { marks } = daysChart([{ label: 'jan', median: 10, p90: 30 }]);
  const place = (mark: string) =>
    Number(new RegExp(`${mark}" transform="translate\\(([\\d.]+)`).exec(`${marks}`)?.[1]);
  expect(place('mark-p90') - place('mark-median')).toBeCloseTo((20 / 30) * 216, 0);
});

test('patterns tell parts apart without colour, and the legend shows each', () => {
  const legend = `${fillLegend([
    ['solid', 'op tijd'],
    ['hatched', 'te laat'],
    ['dotted', 'open'],
  ])}`;
  expect(legend).toContain('fill="url(#fill-hatched)"');
  expect(legend).toContain('fill="url(#fill-dotted)"');
  expect(`${filledBar('solid', { x: 0, y: 0, width: 1, height: 1 })}`).not.toContain('url(');
});

test('a chart has a name, a description and its table, and no style that the page may not have', async () => {
  const label = '<b>"x"</b>';
  const chart = plainBars([{ label, count: 3 }]);
  const table = await chartFrame('t', { title: 'Titel', description: 'Uitleg' }, chart, chart.marks);
  expect(`${table}`).toContain('role="img" aria-labelledby="t-naam t-uitleg"');
  expect(`${table}`).toContain('<title id="t-naam">Titel</title><desc id="t-uitleg">Uitleg</desc>');
  expect(`${table}`).not.toMatch(/style=|<b>/);
});

test.each([
  ['2026-03', 'mrt 2026'],
  ['2026-Q2', '2e kwartaal 2026'],
  ['2026', '2026'],
])('%s is called %s', (period, name) => {
  expect(periodName(VIEW, period)).toBe(name);
});
