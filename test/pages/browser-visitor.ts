import { createRequire } from 'node:module';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { expect } from 'vitest';
import { z } from 'zod';

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

const violations = z.array(z.string());
/** Of what passes nothing is written down: that is nearly all of a page. */
const RUN = `axe.run({
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  resultTypes: ['violations'],
}).then((run) => run.violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html).join(' | ')))`;

export interface Visit {
  readonly context: BrowserContext;
  readonly page: Page;
  /** What the console complained about: refused scripts and styles among them. */
  readonly complaints: string[];
}

export async function visit(
  browser: Browser,
  options: { readonly width?: number; readonly script?: boolean; readonly dark?: boolean } = {},
): Promise<Visit> {
  const context = await browser.newContext({
    locale: 'nl-NL',
    timezoneId: 'Europe/Amsterdam',
    viewport: { width: options.width ?? 1280, height: 800 },
    javaScriptEnabled: options.script ?? true,
    colorScheme: options.dark === true ? 'dark' : 'light',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  return { context, page, complaints };
}

/** How a page is looked at: on a telephone and on a desk. */
export const WIDTHS = [360, 1280] as const;

/**
 * WCAG 2.2 AA as far as a program can see, and no sideways scrolling, at each width. A page is loaded once for all of
 * them: handing the checker over costs as much as the check.
 */
export async function expectAccessible(page: Page, widths: readonly number[] = WIDTHS): Promise<void> {
  await page.evaluate(await readAxe());
  for (const width of widths) {
    await page.setViewportSize({ width, height: 800 });
    const found = violations.parse(await page.evaluate(RUN));
    expect(found, `${page.url()} at ${width} pixels`).toEqual([]);
    const wide = await page.evaluate(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    );
    expect(wide, `${page.url()} scrolls sideways at ${width} pixels`).toBe(0);
  }
}

let axe: string | undefined;
async function readAxe(): Promise<string> {
  const { readFile } = await import('node:fs/promises');
  axe ??= await readFile(AXE, 'utf8');
  return axe;
}
