import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { visitorClient } from '../pages/visitor-client.ts';
import { databaseIsBack, databaseIsGone } from '../support/outage.ts';
import { type DeskUnderTest, eventually, startTestDesk } from '../support/running-desk.ts';
import { startTelegramServer, type TelegramServer } from '../support/telegram-server.ts';
import { textOf, webCustomer } from '../support/web-customer.ts';

const CHAT = 5550002;
const QUESTION = 'wat bewaren jullie van mij';

let telegram: TelegramServer;
let desk: DeskUnderTest;

beforeAll(async () => {
  telegram = await startTelegramServer();
  telegram.addUser(CHAT, { name: 'Joke', languageCode: 'nl' });
  desk = await startTestDesk({
    TELEGRAM_BOT_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.apiRoot,
  });
});

afterEach(() => databaseIsBack(desk.connectionString));

afterAll(async () => {
  await desk?.stop();
  await telegram?.close();
});

test('a Telegram message is not acknowledged while the database is gone, and is handled once when it is back', async () => {
  await databaseIsGone(desk.connectionString);
  const polls = telegram.calls('getUpdates').length;
  telegram.userSends(CHAT, QUESTION);
  // It was delivered, and is asked for again.
  await telegram.waitUntil(
    'it is asked for again',
    () => telegram.calls('getUpdates').length >= polls + 2,
    9_000,
  );
  expect(telegram.pendingUpdates()).toBe(1);
  expect(telegram.sentMessages(CHAT)).toEqual([]);
  await databaseIsBack(desk.connectionString);
  const said = await eventually(async () => {
    const messages = telegram.sentMessages(CHAT).map(({ text }) => text);
    return messages.some((text) => text.includes('Wat wilt u van ons krijgen?')) ? messages : undefined;
  }, 'the reply');
  expect(said.filter((text) => text.includes('Uw verzoek is binnen'))).toHaveLength(1);
  await telegram.waitUntil('it is acknowledged', () => telegram.pendingUpdates() === 0, 9_000);
});

test('the web page keeps what was typed, says so kindly, and sending it again files it once', async () => {
  const customer = webCustomer(desk.url);
  await customer.says('hallo');
  const { client } = customer;
  const { csrf = '', nummer = '' } = await client.form('/', '/gesprek');
  const fields = { csrf, nummer, tekst: `${QUESTION}? <b>"Graag"</b>` };
  await databaseIsGone(desk.connectionString);
  const failed = await client.post('/gesprek', fields);
  expect(failed.status).toBe(503);
  expect(failed.headers.get('Retry-After')).not.toBeNull();
  const page = await failed.text();
  expect(textOf(page)).toContain('Uw tekst staat hieronder. Verstuur hem over een minuut opnieuw.');
  expect(page).toContain('&lt;b&gt;&quot;Graag&quot;&lt;/b&gt;</textarea>');
  expect(page).toContain(nummer);
  const asJson = await client.post('/gesprek', fields, 'application/json');
  expect(asJson.status).toBe(503);
  expect(await asJson.json()).toEqual({ error: expect.stringMatching(/niet/) });

  await databaseIsBack(desk.connectionString);
  await eventually(
    async () => ((await client.post('/gesprek', fields)).status === 303 ? true : undefined),
    'stored',
  );
  expect((await client.post('/gesprek', fields)).status).toBe(303);
  expect((await customer.transcript()).split('Uw verzoek is binnen')).toHaveLength(2);
});

test('every page says that it is a moment away, without a word of the database', async () => {
  await databaseIsGone(desk.connectionString);
  const visitor = visitorClient(desk.url);
  for (const path of [
    '/',
    '/privacy',
    `/verzoek/${'a'.repeat(43)}`,
    `/bevestig/${'a'.repeat(43)}`,
    '/balie',
  ]) {
    const response = await visitor.ask(path);
    const page = textOf(await response.text());
    expect(response.status, path).toBeGreaterThanOrEqual(path === '/balie' ? 303 : 500);
    expect(page, path).not.toMatch(/prisma|postgres|database|ECONN|stack/i);
  }
  expect((await fetch(`${desk.url}/readyz`)).status).toBe(503);
  expect((await fetch(`${desk.url}/healthz`)).status).toBe(200);
  await databaseIsBack(desk.connectionString);
  await eventually(
    async () => ((await visitor.ask('/')).status === 200 ? true : undefined),
    'the page is back',
  );
});

test('jobs that waited are done when the database is back', async () => {
  const customer = webCustomer(desk.url);
  await customer.asksForACopy();
  await customer.givesIdentity('Sanne de Vries', 'sanne@example.nl');
  await databaseIsGone(desk.connectionString);
  await databaseIsBack(desk.connectionString);
  expect(await desk.mails('sanne@example.nl', 1)).toHaveLength(1);
});
