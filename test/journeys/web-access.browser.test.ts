import { readFile } from 'node:fs/promises';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoExport } from '../../prisma/demo-shop.ts';
import { addDays, amsterdamDay } from '../../src/core/kernel/calendar-day.ts';
import { sha256 } from '../../src/core/kernel/digest.ts';
import { openBrowser } from '../support/browser.ts';
import { codeIn, type DeskUnderTest, startTestDesk } from '../support/running-desk.ts';
import { MOTHER, SANNE, shopSystems } from '../support/shop-systems.ts';
import { unzip } from '../support/unzip.ts';

let systems: Awaited<ReturnType<typeof shopSystems>>;
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
  systems = await shopSystems();
  [desk, browser] = await Promise.all([startTestDesk(systems.variables), openBrowser()]);
  customer = await visitor();
  staff = await visitor();
});

afterAll(async () => {
  for (const context of contexts) await context.close();
  await browser?.close();
  await desk?.stop();
  await systems?.close();
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

/** Puts a fresh export down and says of every place that no system shows that there is nothing. */
async function searchesEverywhere(): Promise<void> {
  await staff.goto(`${desk.url}/balie/bronnen/jouwweb`);
  const buffer = Buffer.from(demoExport(amsterdamDay(new Date())));
  await staff
    .getByLabel('Bestand', { exact: true })
    .setInputFiles({ name: 'export.csv', mimeType: 'text/csv', buffer });
  await staff.getByRole('button', { name: 'Zet het bestand neer' }).click();
  // the page asks only for what waits for a person by now
  const id = requestPath.split('/').at(-1) ?? '';
  await expect
    .poll(async () => (await desk.core().desk.card(id))?.searchingNow, { timeout: 20_000 })
    .toEqual([]);
  await staff.goto(`${desk.url}${requestPath}`);
  await staff.getByRole('link', { name: 'Zoek met de hand in de systemen' }).click();
  for (const place of [
    'JouwWeb (formulieren',
    'e-Boekhouden (dig',
    'Mail (adresboek',
    'MijnPostNL',
    'Andere plekken',
  ])
    await staff.getByRole('group', { name: place }).getByLabel('Niets gevonden').check();
  await staff.getByRole('button', { name: 'Overal gezocht: bewaar' }).click();
  await staff.getByText('hoeft u niets meer met de hand te zoeken').waitFor();
}

/** Waits until no system is being searched any more. */
async function isSearched(): Promise<void> {
  const id = requestPath.split('/').at(-1) ?? '';
  await expect
    .poll(async () => (await desk.core().desk.card(id))?.sources.map(({ coverage }) => coverage.status), {
      timeout: 20_000,
    })
    .toEqual(expect.not.arrayContaining(['pending_manual', 'pending_export', 'failed']));
  await expect
    .poll(async () => (await desk.core().desk.card(id))?.searchingNow, { timeout: 20_000 })
    .toEqual([]);
}

/** Says of everything at this system that nobody could tell whose it is. */
async function saysWhose(system: RegExp, answer: 'Van deze klant' | 'Van iemand anders'): Promise<void> {
  await staff.goto(`${desk.url}${requestPath}`);
  const asked = staff.getByRole('group', { name: system });
  await asked.getByRole('checkbox').first().check();
  await asked.getByRole('button', { name: answer }).click();
  await staff.getByText('Bewaard').first().waitFor();
}

async function callsBack(): Promise<void> {
  await staff.goto(`${desk.url}${requestPath}`);
  await staff.getByText('Leg bewijs vast', { exact: true }).first().click();
  await staff.getByLabel('Hoe', { exact: true }).selectOption({ label: 'Teruggebeld op het bekende nummer' });
  await staff.getByRole('button', { name: 'Leg het bewijs vast' }).click();
  await staff.getByText('Het bewijs is vastgelegd').waitFor();
}

test('the search goes from the export to payment, parcel, invoice and mails; the rest is one page by hand', async () => {
  await searchesEverywhere();
  await isSearched();
  await staff.goto(`${desk.url}${requestPath}`);
  for (const found of ['Bestellingen: 3', 'Betalingen: 1', 'Pakketten: 1', 'Facturen: 1', 'Berichten: 3'])
    await staff.getByText(found).first().waitFor();
  await saysWhose(/bij MijnDomein/, 'Van iemand anders');
});

test('a mail is read before it leaves, and what is about another is taken out; a signature comes with more proof', async () => {
  await staff.goto(`${desk.url}${requestPath}`);
  await staff.getByText('Berichten: 3').click();
  const row = staff.getByRole('row', { name: MOTHER }).getByRole('link');
  await row.click();
  await staff.getByText('Bekijk als tekst').click();
  await staff.getByText('Subject: Kan het thuis?').waitFor();
  await staff.getByLabel('Tekst', { exact: true }).fill('[weggelaten]. Kan het thuis?');
  await staff.getByRole('button', { name: 'Geef deze versie' }).click();
  await staff.getByText('Een deel staat niet in de kopie').first().waitFor({ state: 'attached' });
  await callsBack();
  await isSearched();
  await saysWhose(/bij PostNL/, 'Van deze klant');
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

test('access: the letter names what was found, who has it, how long it stays, AP and court (AVG 15); the chat says no content', async () => {
  const [answer] = await desk.mails(SANNE, 2);
  for (const said of ['Wat fijn dat u het vraagt.', 'autoriteitpersoonsgegevens.nl', 'binnen zes weken'])
    expect(answer?.text).toContain(said);
  // AVG 15(1): what was found, who has it, how long it stays, where it is from.
  for (const said of ['Ja, we verwerken gegevens van u.', 'JouwWeb', 'Mollie', 'PostNL', 'e-Boekhouden'])
    expect(answer?.text).toContain(said);
  expect(answer?.text).toMatch(/blijft in uw geval hooguit tot en met 31 december 20\d\d/);
  expect(answer?.text).toContain('kregen we uw gegevens van uzelf');
  expect(answer?.text).toContain('Alleen dat deel is weg.');
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
  await reader.getByText('tr_demo1025').first().waitFor();
  expect(await reader.content()).not.toMatch(/Ria Hendriks|bram@example/);
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
  const kinds = [...files.keys()]
    .filter((name) => name.startsWith('bestanden/'))
    .map((name) => name.slice(-4));
  expect(kinds.sort()).toEqual(['.eml', '.gif']);
  expect([...files.values()].map(String).join()).not.toContain('Ria Hendriks');
});

test('the customer hears the truth about the request, and the register holds it', async () => {
  await customer.reload();
  await say('hoe staat het met mijn verzoek');
  await reply(/is beantwoord|antwoord.*verstuurd|beantwoord/i).waitFor();
  await staff.goto(`${desk.url}/balie/register`);
  await staff.getByRole('main').getByText(number).waitFor();
});

test('an erasure is done at Mollie, in the books and in the mailbox, ticked off elsewhere, and told with what stays', async () => {
  await say('Verwijder al mijn gegevens');
  const before = await desk.mails(SANNE, 0);
  await customer.getByLabel('Uw naam').fill('Sanne de Vries');
  await customer.getByLabel('Uw e-mailadres').fill(SANNE);
  await customer.getByRole('button', { name: 'Gegevens versturen' }).click();
  const [mail] = await desk.mails(SANNE, before.length + 1);
  await typeCode(codeIn(mail));
  const atWork = () =>
    customer
      .getByRole('log')
      .getByText(/We gaan nu aan de slag/)
      .count();
  await expect.poll(atWork, { timeout: 8_000 }).toBe(2);
  await staff.goto(`${desk.url}/balie`);
  await staff.getByRole('link', { name: 'Gegevens wissen' }).click();
  requestPath = new URL(staff.url()).pathname;
  await searchesEverywhere();
  await callsBack();
  await isSearched();
  await saysWhose(/bij MijnDomein/, 'Van iemand anders');
  await saysWhose(/bij PostNL/, 'Van deze klant');
  await staff.goto(`${desk.url}${requestPath}/uitkomst`);
  await staff.getByLabel('Uit de reservekopieën op uiterlijk').fill(addDays(amsterdamDay(new Date()), 30));
  await staff.getByRole('button', { name: /^Bewaar/ }).click();
  await staff.getByText('Verwijderen: Klantaccount, 2 gegevens').waitFor();
  await staff.getByLabel('Waarom mag dit worden gewist?').fill('Zij vroeg het, en ik belde terug.');
  await staff.getByRole('button', { name: 'Keur deze brief goed' }).click();
  await staff.waitForURL(/\/balie\/verzoek\/[^/]*$/);
  const { mollie, books, mailbox } = systems;
  const left = () => [mollie.row('cst_sanne'), books.relation(1)?.phoneNumber, mailbox.mails.length];
  await expect.poll(left, { timeout: 20_000 }).toEqual([undefined, '', 1]);
  expect(books.relation(1)).toMatchObject({ name: 'Sanne de Vries', note: '' });
  expect(mollie.row('tr_demo1025')).toMatchObject({ status: 'paid' });
  await staff.goto(`${desk.url}${requestPath}`);
  await staff.getByLabel('Gewist in MijnDomein').check();
  await staff.getByRole('button', { name: 'Bewaar wat klaar is' }).click();
  await staff.getByRole('link', { name: /Laat het .* weten/ }).click();
  // What the law keeps at JouwWeb and e-Boekhouden is not asked to be erased there.
  const told = staff.getByRole('button', { name: 'Verstuurd' });
  expect(await staff.getByRole('main').innerText()).not.toContain('D2425');
  for (let open = await told.count(); open > 0; open -= 1) {
    await staff.locator('input[type=date]').first().fill(amsterdamDay(new Date()));
    await told.first().click();
    await expect.poll(() => told.count()).toBe(open - 1);
  }
  const [letter] = await desk.mails(SANNE, before.length + 3);
  expect(letter?.text).toContain('We hebben een deel van uw gegevens gewist');
  expect(letter?.text).toMatch(/Facturen[\s\S]*31 december 20\d\d/);
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
