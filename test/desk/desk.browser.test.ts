import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectAccessible, visit } from '../pages/browser-visitor.ts';
import { openBrowser } from '../support/browser.ts';
import { OWNER } from './memory-desk.ts';
import { IDS } from './sample-requests.ts';
import { type Desk, startDesk } from './start-desk.ts';

const READY = `/balie/verzoek/${IDS.ready}`;
const PAGES = [
  '/balie',
  '/balie?gedaan=taak',
  '/balie/afgehandeld',
  '/balie/onbevestigd',
  READY,
  `/balie/verzoek/${IDS.searching}`,
  `/balie/verzoek/${IDS.closed}`,
  `${READY}/antwoord`,
  `/balie/verzoek/${IDS.decision}/antwoord`,
  `/balie/taken/${IDS.manual}`,
  `/balie/taken/${IDS.human}`,
  '/balie/bronnen/jouwweb',
  `/balie/gesprek/${IDS.strangers}`,
  '/balie/winkel',
  '/balie/register',
  '/balie/register/PB-2345-6789',
  '/balie/bestaat-niet',
] as const;

/** Every colour of the desk is on one of these. */
const DARK = ['/balie?gedaan=taak', READY, `${READY}/antwoord`, `/balie/taken/${IDS.manual}`] as const;

let browser: Browser;
let desk: Desk;
beforeAll(async () => {
  browser = await openBrowser();
  desk = await startDesk();
  const staff = desk.visitor(OWNER);
  const file = new File(['E-mail;Datum;\nfatima@example.nl;1-2-2026;x\n'], 'orders.csv');
  await staff.upload(await staff.get('/balie/bronnen/jouwweb'), '/balie/bronnen/jouwweb', file);
});
afterAll(async () => {
  await browser.close();
  await desk.stop();
});

async function signedIn(own: Desk, options: Parameters<typeof visit>[1] = {}) {
  const opened = await visit(browser, options);
  const value = own.memory.session(OWNER);
  await opened.context.addCookies([{ name: 'balie', value, url: `${own.url}/balie` }]);
  return opened;
}

const OPEN_ALL = "document.querySelectorAll('details').forEach((part) => { part.open = true })";

describe.each([
  { width: 360, dark: false },
  { width: 1280, dark: false },
  { width: 1280, dark: true, pages: DARK },
])('at $width pixels, dark: $dark', ({ pages = PAGES, ...look }) => {
  test('every page is without barriers that axe can find, and none scrolls sideways', async () => {
    const { page, context } = await signedIn(desk, look);
    for (const path of pages) {
      await page.goto(desk.url + path);
      await page.evaluate(OPEN_ALL);
      await expectAccessible(page);
    }
    await context.clearCookies();
    await page.goto(`${desk.url}/balie/aanmelden`);
    await expectAccessible(page);
    await context.close();
  });
});

describe('without script', () => {
  test('a letter is read, changed, approved and stopped', async () => {
    const own = await startDesk();
    const { page, context } = await signedIn(own, { script: false, width: 360 });
    await page.goto(`${own.url}/balie`);
    await page.getByRole('link', { name: 'Inzage' }).last().click();
    await page.getByRole('link', { name: 'Lees de brief en besluit' }).click();
    await page.getByLabel('Aan het begin').fill('Dag Fatima,\n\nAlles staat hieronder.');
    await page.getByRole('button', { name: 'Bewaar de tekst' }).click();
    await page.getByText('Uw tekst is bewaard').waitFor();
    await page.getByRole('button', { name: 'Keur deze brief goed' }).click();
    await page.getByText('U kunt nog 10 minuten stoppen').waitFor();
    await page.getByRole('button', { name: 'Stop het versturen' }).click();
    await page.getByText('Er is niets verstuurd').waitFor();
    expect(
      own.memory.cases
        .get(IDS.ready)
        ?.detail.history.map(({ type }) => type)
        .slice(-3),
    ).toEqual(['paragraphs_changed', 'approved', 'stopped']);
    await context.close();
    await own.stop();
  });

  test('rows of a search show once "found" is chosen, and all systems are saved at once', async () => {
    const own = await startDesk();
    const { page, context } = await signedIn(own, { script: false });
    await page.goto(`${own.url}/balie/taken/${IDS.manual}`);
    const first = page.getByRole('group', { name: 'e-Boekhouden' });
    expect(await first.getByLabel('Wat u vond').first().isVisible()).toBe(false);
    await first.getByLabel('Gevonden', { exact: true }).check();
    await first.getByLabel('Wat u vond').first().fill('Factuur 1\nFactuur 2');
    await page.getByRole('group', { name: 'Mollie' }).getByLabel('Niets gevonden').check();
    await page.getByRole('button', { name: 'Overal gezocht: bewaar' }).click();
    await page.getByText('Voor dit verzoek hoeft u niets meer met de hand te zoeken').waitFor();
    expect(own.memory.recorded.map(({ source, rows }) => [source, rows.length])).toEqual([
      ['e-boekhouden', 2],
      ['mollie', 0],
    ]);
    await context.close();
    await own.stop();
  });
});

describe('with script', () => {
  test('nothing that a customer or a file wrote runs, and the pages keep to their own policy', async () => {
    const { page, context, complaints } = await signedIn(desk);
    page.on('dialog', async (dialog) => {
      complaints.push(dialog.message());
      await dialog.dismiss();
    });
    for (const path of PAGES.slice(0, -1)) await page.goto(desk.url + path);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('a key is copied with one press', async () => {
    const { page, context } = await signedIn(desk);
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.goto(`${desk.url}/balie/taken/${IDS.manual}`);
    await page.getByRole('button', { name: 'Kopieer E-mailadres' }).click();
    await page.getByText('Gekopieerd').waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe('fatima@example.nl');
    await context.close();
  });

  test('after a refused form the message has the focus and the typed text stands below it', async () => {
    const { page, context } = await signedIn(desk);
    await page.goto(`${desk.url}${READY}`);
    await page.getByText('Wijs het verzoek af').click();
    await page.getByLabel('Waarom geldt dit hier?').fill('Omdat.');
    await page.getByRole('button', { name: 'Maak de brief' }).click();
    await page.getByRole('alert').waitFor();
    expect(await page.evaluate("document.activeElement.getAttribute('role')")).toBe('alert');
    expect(await page.getByLabel('Waarom geldt dit hier?').inputValue()).toBe('Omdat.');
    await context.close();
  });

  test('the keyboard reaches the content first by the skip link', async () => {
    const { page, context } = await signedIn(desk);
    await page.goto(`${desk.url}/balie`);
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Naar de inhoud');
    await page.keyboard.press('Enter');
    expect(page.url()).toContain('#inhoud');
    await context.close();
  });
});
