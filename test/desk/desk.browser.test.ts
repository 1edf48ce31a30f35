import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectAccessible, visit, WIDTHS } from '../pages/browser-visitor.ts';
import { openBrowser } from '../support/browser.ts';
import { cardOf, coreCustomer } from '../support/core-customer.ts';
import { deskSession } from '../support/desk-session.ts';
import { answeredRequest, manualTask, readyRequest, searchingRequest } from '../support/desk-work.ts';
import { NASTY, useDesk } from './use-desk.ts';

const FATIMA = {
  name: 'Fatima el Amrani',
  email: 'fatima@example.nl',
  orders: [
    { orderNumber: '2026-101', orderDate: '2026-03-14', item: 'Gietpan 2 kg', amount: '48,95' },
    { orderNumber: '2026-102', orderDate: '2026-04-14', item: NASTY, amount: '48,95' },
  ],
} as const;

const use = useDesk();
let browser: Browser;
let site: { readonly url: string; close(): Promise<void> };
/** Addresses of what a desk has to do on a normal day. */
let PAGES: readonly string[] = [];
/** Every colour of the desk is on one of these. */
let DARK: readonly string[] = [];
let READY: string;
let MANUAL: string;

beforeAll(async () => {
  browser = await openBrowser();
  site = await use().site.serve();
  const { core, owner: by } = use();
  const { detail: closed } = await answeredRequest(use(), by, FATIMA);
  const { detail: ready } = await readyRequest(use(), by, FATIMA);
  const words = 'Verwijder al mijn gegevens, ik wil niets meer met jullie te maken hebben.';
  const { detail: decision } = await searchingRequest(use(), { ...FATIMA, words });
  const { detail: searching } = await searchingRequest(use(), { ...FATIMA, email: 'other@example.nl' });
  const stranger = coreCustomer(use());
  await stranger.says(`ik wil een mens spreken ${NASTY}`);
  await stranger.taps('human');
  const human = (await core.desk.tasks('open')).find(({ kind }) => kind === 'human_wanted');
  const content = Buffer.from(
    `E-mail;Datum;"${NASTY.replaceAll('"', '""')}"\nfatima@example.nl;1-2-2026;x\n`,
  );
  await core.sources.upload('jouwweb', { name: 'orders.csv', content }, by);
  READY = `/balie/verzoek/${ready.id}`;
  MANUAL = `/balie/taken/${await manualTask(use(), searching.number)}`;
  PAGES = [
    '/balie',
    '/balie?gedaan=taak',
    '/balie/register/cijfers',
    '/balie/afgehandeld',
    '/balie/onbevestigd',
    '/balie/gesorteerd',
    READY,
    `/balie/verzoek/${searching.id}`,
    `/balie/verzoek/${closed.id}`,
    `${READY}/antwoord`,
    `${READY}/gegeven?bron=jouwweb&ref=${ready.sources.find(({ source }) => source === 'jouwweb')?.records[0]?.ref}`,
    `/balie/verzoek/${decision.id}/antwoord`,
    MANUAL,
    `/balie/taken/${human?.id}`,
    '/balie/bronnen/jouwweb',
    `/balie/gesprek/${human?.conversationId}`,
    '/balie/winkel',
    '/balie/beleid',
    '/balie/beleid/1',
    '/balie/register',
    `/balie/register/${ready.number}`,
    '/balie/bestaat-niet',
  ];
  DARK = ['/balie?gedaan=taak', '/balie/register/cijfers', READY, `${READY}/antwoord`, MANUAL];
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

async function signedIn(options: Parameters<typeof visit>[1] = {}) {
  const opened = await visit(browser, options);
  const value = await deskSession(use(), use().owner);
  await opened.context.addCookies([{ name: 'balie', value, url: `${site.url}/balie` }]);
  return opened;
}

const OPEN_ALL = "document.querySelectorAll('details').forEach((part) => { part.open = true })";

describe.each([
  { widths: WIDTHS, dark: false },
  { widths: [1280], dark: true },
])('at $widths pixels, dark: $dark', ({ widths, dark }) => {
  test('every page is without barriers that axe can find, and none scrolls sideways', async () => {
    const { page, context } = await signedIn({ width: widths[0], dark });
    for (const path of dark ? DARK : PAGES) {
      await page.goto(site.url + path);
      await page.evaluate(OPEN_ALL);
      await expectAccessible(page, widths);
    }
    await context.clearCookies();
    await page.goto(`${site.url}/balie/aanmelden`);
    await expectAccessible(page, widths);
    await context.close();
  });
});

describe('without script', () => {
  test('a letter is read, changed, approved and stopped', async () => {
    const { detail } = await readyRequest(use(), use().owner, { ...FATIMA, email: 'second@example.nl' });
    const { page, context } = await signedIn({ script: false, width: 360 });
    await page.goto(`${site.url}/balie/verzoek/${detail.id}`);
    await page.getByRole('link', { name: 'Lees de brief en besluit' }).click();
    await page.getByLabel('Aan het begin').fill('Dag Fatima,\n\nAlles staat hieronder.');
    await page.getByRole('button', { name: 'Bewaar de tekst' }).click();
    await page.getByText('Uw tekst is bewaard').waitFor();
    await page.getByRole('button', { name: 'Keur deze brief goed' }).click();
    await page.getByText('U kunt nog 10 minuten stoppen').waitFor();
    await page.getByRole('button', { name: 'Stop het versturen' }).click();
    await page.getByText('Er is niets verstuurd').waitFor();
    const { history } = await cardOf(use(), detail.number);
    const decided = history.filter(({ by }) => by === use().owner.name).map(({ type }) => type);
    expect(decided.filter((type) => !/looked_at|preview|source/.test(type))).toEqual([
      'paragraphs_changed',
      'approved',
      'stopped',
    ]);
    await context.close();
  });

  test('rows of a search show once "found" is chosen, and all systems are saved at once', async () => {
    const { detail } = await searchingRequest(use(), { ...FATIMA, email: 'third@example.nl' });
    const { page, context } = await signedIn({ script: false });
    await page.goto(`${site.url}/balie/taken/${await manualTask(use(), detail.number)}`);
    const first = page.getByRole('group', { name: 'e-Boekhouden' });
    expect(await first.getByLabel('Wat u vond').first().isVisible()).toBe(false);
    for (const group of await page.locator('.sources > fieldset').all())
      await group.getByLabel('Niets gevonden').check();
    await first.getByLabel('Gevonden', { exact: true }).check();
    await first.getByLabel('Wat u vond').first().fill('Factuur 1\nFactuur 2');
    await page.getByRole('button', { name: 'Overal gezocht: bewaar' }).click();
    await page.getByText('Voor dit verzoek hoeft u niets meer met de hand te zoeken').waitFor();
    const { sources } = await cardOf(use(), detail.number);
    const rows = new Map(sources.map(({ source, records }) => [source, records.length]));
    expect([rows.get('e-boekhouden'), rows.get('mollie')]).toEqual([2, 0]);
    await context.close();
  });
});

describe('with script', () => {
  test('nothing that a customer or a file wrote runs, and the pages keep to their own policy', async () => {
    const { page, context, complaints } = await signedIn();
    page.on('dialog', async (dialog) => {
      complaints.push(dialog.message());
      await dialog.dismiss();
    });
    for (const path of PAGES.slice(0, -1)) await page.goto(site.url + path);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('a key is copied with one press', async () => {
    const { page, context } = await signedIn();
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.goto(site.url + MANUAL);
    await page.getByRole('button', { name: 'Kopieer E-mailadres' }).click();
    await page.getByText('Gekopieerd').waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toBe('other@example.nl');
    await context.close();
  });

  test('after a refused form the message has the focus and the typed text stands below it', async () => {
    const { page, context } = await signedIn();
    await page.goto(site.url + READY);
    await page.getByText('Wijs het verzoek af').click();
    await page.getByLabel('Waarom geldt dit hier?').fill('Omdat.');
    await page.getByRole('button', { name: 'Maak de brief' }).click();
    await page.getByRole('alert').waitFor();
    expect(await page.evaluate("document.activeElement.getAttribute('role')")).toBe('alert');
    expect(await page.getByLabel('Waarom geldt dit hier?').inputValue()).toBe('Omdat.');
    await context.close();
  });

  test('the keyboard reaches the content first by the skip link', async () => {
    const { page, context } = await signedIn();
    await page.goto(`${site.url}/balie`);
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Naar de inhoud');
    await page.keyboard.press('Enter');
    expect(page.url()).toContain('#inhoud');
    await context.close();
  });
});
