import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { openBrowser } from '../support/browser.ts';
import { expectAccessible, type Visit, visit } from './browser-visitor.ts';
import { CODE, LINK, memoryCore, REPORT } from './memory-core.ts';
import { type Site, startSite } from './start-site.ts';

let browser: Browser;
let core: ReturnType<typeof memoryCore>;
let site: Site;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

beforeEach(async () => {
  core = memoryCore(() => new Date());
  site = await startSite({ ...core, demo: true });
});
afterEach(() => site.close());

describe.each([360, 1280])('at %d px every page is accessible and fits (R39)', (width) => {
  let current: Visit;

  beforeEach(async () => {
    current = await visit(browser, { width });
  });
  afterEach(async () => {
    await current.context.close();
  });

  it.each([
    '/',
    '/?taal=en',
    '/privacy',
    '/privacy?taal=en',
    '/gesprek/klaar',
    '/demo/post',
    `/verzoek/${LINK}`,
    `/verzoek/${LINK}/code`,
    `/bevestig/${REPORT}`,
  ])('%s', async (path) => {
    core.catches(`Kijk op ${site.url}/verzoek/${LINK}`);
    await current.page.goto(site.url + path);
    await current.page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true })");
    await expectAccessible(current.page);
    expect(current.complaints).toEqual([]);
  });

  it.each([
    '/nergens',
    '/verzoek/a-link-of-long-ago-000000000000000000',
    '/bevestig/a-link-of-long-ago-000000000000000000',
  ])('%s, which is not there', async (path) => {
    await current.page.goto(site.url + path);
    await expectAccessible(current.page);
  });

  it('the chat in each of its states, and the page to keep', async () => {
    const { page } = current;
    await page.goto(site.url);
    await page.fill('#tekst', 'Wat bewaren jullie van mij?');
    await page.click('#schrijven button');
    await page.waitForSelector('.choices');
    await expectAccessible(page);
    await page.click('.choices button >> nth=0');
    await page.waitForSelector('.asked.identity');
    await expectAccessible(page);
    await page.fill('[name=adres]', 'sanne@example.nl');
    await page.fill('[name=naam]', 'Sanne');
    await page.click('.asked button');
    await page.waitForSelector('.asked.code');
    await expectAccessible(page);
    core.pushes({ kind: 'staff_text', text: 'Dag', signedBy: 'Chantal' });
    await page.waitForSelector('.line.staff');
    await expectAccessible(page);
    await page.goto(`${site.url}/gesprek/bewaren`);
    await expectAccessible(page);
    expect(current.complaints).toEqual([]);
  });

  it('the answer itself, and a wrong code before it', async () => {
    const { page } = current;
    await page.goto(`${site.url}/verzoek/${LINK}/code`);
    await page.fill('#code', '000000');
    await page.click('form.code button');
    await page.waitForSelector('#code-fout');
    await expectAccessible(page);
    await page.fill('#code', CODE);
    await page.click('form.code button');
    await page.waitForSelector('.letter');
    await expectAccessible(page);
  });
});

describe('in the dark', () => {
  it.each(['/', '/privacy', `/verzoek/${LINK}/code`, '/nergens'])('%s keeps its contrast', async (path) => {
    const { page, context } = await visit(browser, { dark: true });
    await page.goto(site.url + path);
    await expectAccessible(page);
    await context.close();
  });
});
