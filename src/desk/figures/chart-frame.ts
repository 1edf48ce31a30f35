import { html } from 'hono/html';
import type { Html } from '../frame/html.ts';

/** Width of every chart in its own units: at 360 px of screen they are about pixels, so that letters stay readable. */
export const CHART_WIDTH = 320;

/** Fills that differ by pattern as well as by colour; each has its own mark in the legend. */
export const FILLS = ['solid', 'hatched', 'dotted', 'empty'] as const;
export type Fill = (typeof FILLS)[number];

/** A chart with its name and description beside the table that holds the same figures (R36, R39). */
export function chartFrame(
  id: string,
  words: { readonly title: string; readonly description: string; readonly note?: string },
  chart: { readonly height: number; readonly marks: Html; readonly legend?: Html },
  table: Html,
): Html {
  const { title, description, note } = words;
  return html`<section class="figures" aria-labelledby="${id}"><h2 id="${id}">${title}</h2>
  ${note === undefined ? '' : html`<p class="hint">${note}</p>`}
  <div class="figures-parts"><figure>
    ${chart.legend ?? ''}
    <svg class="chart" viewBox="0 0 ${CHART_WIDTH} ${chart.height}" role="img" aria-labelledby="${id}-naam ${id}-uitleg">
      <title id="${id}-naam">${title}</title><desc id="${id}-uitleg">${description}</desc>
      ${chart.marks}
    </svg></figure>
  ${table}</div></section>`;
}

/** Once on a page that has charts: the patterns that the fills name. */
export function fillPatterns(): Html {
  return html`<svg class="patterns" width="0" height="0" aria-hidden="true" focusable="false"><defs>
  <pattern id="fill-hatched" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
    <rect class="fill-hatched-ground" width="6" height="6"/><rect class="fill-hatched-line" width="3" height="6"/></pattern>
  <pattern id="fill-dotted" width="6" height="6" patternUnits="userSpaceOnUse">
    <rect class="fill-dotted-ground" width="6" height="6"/><circle class="fill-dotted-dot" cx="3" cy="3" r="1.7"/></pattern>
</defs></svg>`;
}

/** A rectangle in one of the fills. */
export function filledBar(
  fill: Fill,
  place: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
): Html {
  const { x, y, width, height } = place;
  const pattern = fill === 'hatched' || fill === 'dotted' ? `url(#fill-${fill})` : undefined;
  return html`<rect class="bar bar-${fill}" x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" ${pattern === undefined ? '' : html`fill="${pattern}"`}/>`;
}

/** What each fill stands for. */
export function fillLegend(names: readonly (readonly [Fill, string])[]): Html {
  return html`<ul class="legend">${names.map(
    ([fill, name]) =>
      html`<li><svg width="18" height="14" aria-hidden="true" focusable="false">${filledBar(fill, { x: 1, y: 1, width: 16, height: 12 })}</svg> ${name}</li>`,
  )}</ul>`;
}

/** Tenths of a unit are enough for an eye. */
export function round(value: number): number {
  return Math.round(value * 10) / 10;
}
