import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { resultsOf } from '../../src/core/fulfilment/outcome/outcome.ts';
import type { Right } from '../../src/core/kernel/rights.ts';
import { expectAccessible, visit, WIDTHS } from '../pages/browser-visitor.ts';
import { openBrowser } from '../support/browser.ts';
import { cardOf, coreCustomer } from '../support/core-customer.ts';
import { deskSession } from '../support/desk-session.ts';
import { useDesk } from './use-desk.ts';

const ASKED: readonly (readonly [Right, string])[] = [
  ['rectification', 'Mijn adres klopt niet, wilt u het verbeteren?'],
  ['erasure', 'Verwijder al mijn gegevens, ik wil niets meer met jullie te maken hebben.'],
  ['restriction', 'Ik wil dat u het gebruik van mijn gegevens beperkt.'],
  ['portability', 'Ik wil mijn gegevens overdragen aan een andere winkel.'],
  ['objection', 'Stop met mij reclame te sturen.'],
  ['withdraw_consent', 'Ik trek mijn toestemming in.'],
  ['complaint', 'Ik wil een klacht indienen over hoe u met mijn gegevens omgaat.'],
  ['breach_report', 'Ik wil een datalek melden.'],
];

const use = useDesk();
let browser: Browser;
let site: { readonly url: string; close(): Promise<void> };
beforeAll(async () => {
  browser = await openBrowser();
  site = await use().site.serve();
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

async function signedIn() {
  const opened = await visit(browser, { width: 360, script: true });
  const value = await deskSession(use(), use().owner);
  await opened.context.addCookies([{ name: 'balie', value, url: `${site.url}/balie` }]);
  return opened;
}

describe.each(ASKED)('the form of a decision on %s', (right, words) => {
  test('has no barriers that axe can find and never scrolls sideways, empty or with what is missing', async () => {
    const customer = coreCustomer(use());
    await customer.says(words);
    const detail = await cardOf(use(), await customer.number());
    expect(detail.right).toBe(right);
    const { page, context } = await signedIn();
    for (const [index, result] of resultsOf(right).entries()) {
      const widths = index === 0 ? WIDTHS : [360];
      await page.setViewportSize({ width: 360, height: 800 });
      await page.goto(`${site.url}/balie/verzoek/${detail.id}/uitkomst?soort=${result}`);
      expect(await page.locator('main form').count()).toBeGreaterThan(0);
      await expectAccessible(page, widths);
      await page.getByRole('button', { name: /^Bewaar/ }).click();
      await expectAccessible(page, widths);
    }
    await context.close();
  });
});

test('the pages of who leaves, of what waits and of numbers in the register are without barriers too', async () => {
  const { core, owner } = use();
  await core.desk.addStaff('collega@example.nl', owner);
  const colleague = (await core.desk.staff()).find(({ email }) => email === 'collega@example.nl');
  const { page, context } = await signedIn();
  for (const path of [`winkel/medewerkers/${colleague?.id}/verwijderen`, 'wachtend', 'register']) {
    const answer = await page.goto(`${site.url}/balie/${path}`);
    expect(answer?.status(), path).toBe(200);
    await expectAccessible(page, [360]);
  }
  await context.close();
});
