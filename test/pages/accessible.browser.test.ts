import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { keepToldPolicy } from '../../src/core/application/policy-versions.ts';
import { DAY } from '../../src/core/kernel/clock.ts';
import { openBrowser } from '../support/browser.ts';
import { cardOf } from '../support/core-customer.ts';
import { invite, type Member } from '../support/desk-session.ts';
import { answeredRequest } from '../support/desk-work.ts';
import { openSite } from '../support/open-site.ts';
import { codeIn } from '../support/running-desk.ts';
import { useCore } from '../support/use-core.ts';
import { numberIn } from '../support/web-customer.ts';
import { workOff } from '../support/work-off.ts';
import { expectAccessible, type Visit, visit } from './browser-visitor.ts';

const SANNE = {
  name: 'Sanne de Vries',
  email: 'sanne.de.vries.met.een.lang.adres@example.nl',
  orders: [
    { orderNumber: '2026-0103', orderDate: '2026-03-14', item: 'Geurkaars "Vijg" <b>', amount: '24,95' },
    { orderNumber: '2026-0188', orderDate: '2026-05-02', item: 'Waxmelts, doos van 12', amount: '24,95' },
  ],
  byHand: { postnl: { answer: 'not_possible', reason: 'geen toegang' } },
} as const;

const use = useCore();
let browser: Browser;
let site: { readonly url: string; close(): Promise<void> };
let by: Member;
/** The page behind the link of an answer, and the one of "was u dit niet?". */
let ANSWER: string;
let REPORT: string;

beforeAll(async () => {
  browser = await openBrowser();
  const open = await openSite(use());
  site = await open.serve();
  // Another version than the first: what changed has a page too.
  const { core, settings, clock } = use();
  const contactPerson = 'Noor Visser en Sam de Wit';
  await settings.store.transaction(async (tx) => {
    const shop = await core.desk.profile();
    await keepToldPolicy(
      tx,
      settings,
      { ...shop, contactPerson, phone: '0297 000 000' },
      'system',
      clock.now(),
    );
  });
  by = await invite(use(), 'noor@example.nl', 'Noor Visser');
  ANSWER = (await answeredRequest(use(), by, SANNE)).path;
  const mails = await use().core.desk.caughtMail(50);
  REPORT = mails.flatMap(({ text }) => /\/bevestig\/[\w-]+/.exec(text)?.[0] ?? [])[0] ?? '';
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});
// so many codes are not mailed to one address within a day
beforeEach(() => use().clock.advance(DAY));

/** The code that was mailed to this address last. */
async function mailedCode(address: string): Promise<string> {
  await workOff(use());
  const mails = await use().core.desk.caughtMail(50);
  return codeIn(mails.find(({ to, text }) => to === address && /\b\d{6}\b/.test(text)));
}

describe('at 360 and at 1280 px every page is accessible and fits (R39)', () => {
  let current: Visit;

  beforeEach(async () => {
    current = await visit(browser, { width: 360 });
  });
  afterEach(async () => {
    await current.context.close();
  });

  it.each([
    '/',
    '/?taal=en',
    '/privacy',
    '/privacy?taal=en',
    '/privacy/versie/1',
    '/privacy/verschil/1/2',
    '/gesprek/klaar',
    '/demo/post',
    ':answer',
    ':answer/code',
    ':report',
  ])('%s', async (path) => {
    await current.page.goto(site.url + path.replace(':answer', ANSWER).replace(':report', REPORT));
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
    await page.fill('[name=adres]', 'joke@example.nl');
    await page.fill('[name=naam]', 'Sanne');
    await page.click('.asked button');
    await page.waitForSelector('.asked.code');
    await expectAccessible(page);
    const { conversationId } = await cardOf(use(), numberIn(await page.content()));
    await use().core.desk.answerConversation(conversationId, 'Dag', by);
    await page.waitForSelector('.line.staff');
    await expectAccessible(page);
    await page.goto(`${site.url}/gesprek/bewaren`);
    await expectAccessible(page);
    expect(current.complaints).toEqual([]);
  });

  it('the answer itself, and a wrong code before it', async () => {
    const { page } = current;
    await page.goto(site.url + ANSWER);
    await page.click('form[action$="code-sturen"] button');
    const code = await mailedCode(SANNE.email);
    await page.fill('#code', code === '000000' ? '000001' : '000000');
    await page.click('form.code button');
    await page.waitForSelector('#code-fout');
    await expectAccessible(page);
    await page.fill('#code', code);
    await page.click('form.code button');
    await page.waitForSelector('.letter');
    await expectAccessible(page);
  });
});

describe('in the dark', () => {
  it.each(['/', '/privacy', ':answer/code', '/nergens'])('%s keeps its contrast', async (path) => {
    const { page, context } = await visit(browser, { dark: true });
    await page.goto(site.url + path.replace(':answer', ANSWER));
    await expectAccessible(page, [1280]);
    await context.close();
  });
});
