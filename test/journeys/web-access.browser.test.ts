import { readFile } from 'node:fs/promises';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoExport } from '../../prisma/demo-shop.ts';
import { amsterdamDay } from '../../src/core/kernel/calendar-day.ts';
import { sha256 } from '../../src/core/kernel/digest.ts';
import { openBrowser } from '../support/browser.ts';
import { codeIn, type DeskUnderTest, startTestDesk } from '../support/running-desk.ts';
import { unzip } from '../support/unzip.ts';

const SANNE = 'sanne@example.nl';

let desk: DeskUnderTest;
let browser: Browser;
let customer: Page;
let staff: Page;
const contexts: BrowserContext[] = [];

async function visitor(): Promise<Page> {
  const context = await browser.newContext({
    locale: 'nl-NL',
    timezoneId: 'Europe/Amsterdam',
    acceptDownloads: true,
  });
  contexts.push(context);
  context.setDefaultTimeout(8_000);
  return context.newPage();
}

beforeAll(async () => {
  [desk, browser] = await Promise.all([startTestDesk(), openBrowser()]);
  customer = await visitor();
  staff = await visitor();
});

afterAll(async () => {
  for (const context of contexts) await context.close();
  await browser?.close();
  await desk?.stop();
});

async function say(words: string): Promise<void> {
  await customer.getByLabel('Uw bericht').fill(words);
  await customer.getByRole('button', { name: 'Versturen' }).click();
}

function reply(words: RegExp) {
  return customer.getByRole('log').getByText(words).last();
}

let number = '';

test('the customer asks, and at once has the notice, an answer, a number and a date', async () => {
  await customer.goto(desk.url);
  await say('wat bewaren jullie van mij');
  await reply(/computerprogramma; een medewerker beslist/).waitFor();
  await reply(/geeft? .*twee jaar|twee jaar/).waitFor();
  const receipt = await reply(/PB-\w{4}-\w{4}/).innerText();
  number = /PB-\w{4}-\w{4}/.exec(receipt)?.[0] ?? '';
  expect(number).not.toBe('');
  await reply(/uiterlijk op \w+dag \d+ \w+ \d{4}/).waitFor();
});

test('the mailbox is proven by the mailed code, after a wrong one', async () => {
  await customer.getByRole('button', { name: 'Een kopie van mijn gegevens' }).click();
  await customer.getByLabel('Uw naam').fill('Sanne de Vries');
  await customer.getByLabel('Uw e-mailadres').fill(SANNE);
  await customer.getByRole('button', { name: 'Gegevens versturen' }).click();
  await reply(/s…@example\.nl/).waitFor();
  const [mail] = await desk.mails(SANNE, 1);
  const code = codeIn(mail);
  expect(mail?.subject).not.toMatch(/inzage|gegevens|verzoek/i);
  await typeCode(code === '000000' ? '111111' : '000000');
  await reply(/code klopt niet/).waitFor();
  await typeCode(`${code.slice(0, 3)} ${code.slice(3)}`);
  await reply(/klopt\. We gaan nu aan de slag/).waitFor();
});

async function typeCode(code: string): Promise<void> {
  await customer.getByLabel('Code uit de mail').fill(code);
  await customer.getByRole('button', { name: 'Code controleren' }).click();
}

let requestPath = '';

test('staff see who asks, what exactly, how it was proven and why the date is what it is', async () => {
  await staff.goto(desk.signInLink);
  await staff.getByRole('main').getByRole('button').click();
  await staff.getByRole('link', { name: 'Inzage' }).click();
  requestPath = new URL(staff.url()).pathname;
  const main = staff.getByRole('main');
  for (const shown of ['Sanne de Vries', SANNE, 'wat bewaren jullie van mij', number])
    await main.getByText(shown).first().waitFor();
  await main.getByText('Waarom deze datums?').click();
  await main.getByText(/Eén maand later is/).waitFor();
});

test('a fresh export and the page of manual work settle every source', async () => {
  await staff.goto(`${desk.url}/balie`);
  await staff.getByRole('link', { name: 'Zet hier een verse export neer' }).click();
  await staff.getByRole('link', { name: 'Naar Export' }).click();
  const today = amsterdamDay(new Date());
  const buffer = Buffer.from(demoExport(today));
  await staff
    .getByLabel('Bestand', { exact: true })
    .setInputFiles({ name: 'export.csv', mimeType: 'text/csv', buffer });
  await staff.getByRole('button', { name: 'Zet het bestand neer' }).click();
  await staff.goto(`${desk.url}/balie`);
  await staff.getByRole('link', { name: 'Zoek met de hand in de systemen' }).click();
  for (const system of ['JouwWeb (formulieren', 'e-Boekhouden', 'MijnDomein', 'PostNL', 'Andere plekken'])
    await staff.getByRole('group', { name: system }).getByLabel('Niets gevonden').check();
  const mollie = staff.getByRole('group', { name: 'Mollie' });
  await mollie.getByLabel('Gevonden', { exact: true }).check();
  await mollie.getByLabel('Wat u vond').first().fill('tr_demo1, iDEAL, 7,95 euro');
  await staff.getByRole('button', { name: 'Overal gezocht: bewaar' }).click();
  await staff.getByText('Bestellingen: 3 gegevens').waitFor();
});

test('the letter is read word for word, given a paragraph, and approved', async () => {
  await staff.goto(`${desk.url}${requestPath}/antwoord`);
  await staff.getByLabel('Aan het begin').fill('Wat fijn dat u het vraagt.');
  await staff.getByRole('button', { name: 'Bewaar de tekst' }).click();
  await staff.getByText('Wat fijn dat u het vraagt.').first().waitFor();
  await staff.getByText(`Beste Sanne de Vries,`).waitFor();
  const second = await staff.context().newPage();
  await second.goto(`${desk.url}${requestPath}/antwoord`);
  await staff.getByRole('button', { name: 'Keur deze brief goed' }).click();
  await staff.waitForURL(/\/balie\/verzoek\//);
  // The same page was open in a second window: its click finds that somebody was first.
  await second.getByRole('button', { name: 'Keur deze brief goed' }).click();
  await second
    .getByText(/al een besluit|al besloten|is al/i)
    .first()
    .waitFor();
});

let answerLink = '';

test('the answer goes to the proven address only, and the chat says so without content', async () => {
  const [answer] = await desk.mails(SANNE, 2);
  expect(answer?.text).toContain('Wat fijn dat u het vraagt.');
  expect(answer?.text).toContain('autoriteitpersoonsgegevens.nl');
  expect(answer?.text).not.toContain('D2401');
  answerLink = /http\S+\/verzoek\/\S+/.exec(answer?.text ?? '')?.[0] ?? '';
  await reply(/s…@example\.nl/).waitFor();
  await expect
    .poll(() => customer.getByRole('log').innerText())
    .toMatch(/antwoord.*verstuurd|antwoord.*gestuurd|antwoord.*gemaild/is);
});

test('the link shows nothing without a fresh code; looking at it changes nothing', async () => {
  const reader = await visitor();
  const before = await desk.mails(SANNE, 2);
  for (let visit = 0; visit < 3; visit += 1) await reader.goto(answerLink);
  expect(await reader.content()).not.toContain('Sanne');
  expect(await desk.mails(SANNE, 2)).toHaveLength(before.length);
  await reader.getByRole('button', { name: /code/i }).click();
  const [mail] = await desk.mails(SANNE, before.length + 1);
  await reader.getByLabel(/code/i).fill(codeIn(mail));
  await reader.getByRole('main').getByRole('button').first().click();
  await reader.getByText('Beste Sanne de Vries,').waitFor();
  await reader.getByText('D2401').first().waitFor();
  await reader.getByText('tr_demo1, iDEAL, 7,95 euro').first().waitFor();
  expect(await reader.content()).not.toContain('jhofstra');

  const [download] = await Promise.all([
    reader.waitForEvent('download'),
    reader.getByRole('button', { name: /zip|downloaden/i }).click(),
  ]);
  const files = unzip(await readFile(await download.path()));
  expect([...files.keys()]).toEqual(
    expect.arrayContaining(['brief.html', 'gegevens.json', 'bestellingen.csv', 'manifest.json']),
  );
  const manifest = JSON.parse(String(files.get('manifest.json')));
  for (const { name, sha256: hash } of manifest.files) expect(sha256(files.get(name) ?? '')).toBe(hash);
});

test('the customer hears the truth about the request, and the register holds it', async () => {
  await customer.reload();
  await say('hoe staat het met mijn verzoek');
  await reply(/is beantwoord|antwoord.*verstuurd|beantwoord/i).waitFor();
  await staff.goto(`${desk.url}/balie/register`);
  await staff.getByRole('main').getByText(number).waitFor();
});

test('"mens" reaches the desk, and a named answer reaches the customer', async () => {
  await say('ik wil een mens spreken');
  await expect
    .poll(async () => (await desk.core().desk.tasks('open')).map(({ kind }) => kind))
    .toContain('human_wanted');
  await staff.goto(`${desk.url}/balie`);
  await staff.getByRole('link', { name: 'Een klant wil een medewerker spreken' }).click();
  await staff.getByRole('link', { name: 'Open het gesprek' }).click();
  await staff.getByRole('main').getByRole('textbox').first().fill('Goedemiddag, waarmee kan ik helpen?');
  await staff.getByRole('button', { name: 'Verstuur het antwoord' }).click();
  await reply(/waarmee kan ik helpen/).waitFor();
});

test('everything is there after a restart', async () => {
  await desk.restart();
  await customer.reload();
  await reply(/waarmee kan ik helpen/).waitFor();
  await say('hoe staat het met mijn verzoek');
  await reply(/beantwoord/i).waitFor();
});
