import { afterAll, beforeAll, expect, test } from 'vitest';
import { DEMO_EXPORT_HEADER } from '../../prisma/demo-shop.ts';
import { HOUR } from '../../src/core/kernel/clock.ts';
import { approve, type DeskActor, requestIn, settleSources, staffActor } from '../support/desk-staff.ts';
import {
  codeIn,
  type DeskUnderTest,
  eventually,
  movableClock,
  startTestDesk,
} from '../support/running-desk.ts';
import { startTelegramServer, type TelegramServer } from '../support/telegram-server.ts';
import { webCustomer } from '../support/web-customer.ts';

const SANNE = 'sanne@example.nl';
const NAMESAKE = 'sanne.devries@example.org';
const CHAT = 5_550_300;
const STRANGER = 5_550_301;

const clock = movableClock();
let telegram: TelegramServer;
let desk: DeskUnderTest;
let owner: DeskActor;

beforeAll(async () => {
  telegram = await startTelegramServer();
  for (const chat of [CHAT, STRANGER]) telegram.addUser(chat, { name: 'Sanne', languageCode: 'nl' });
  desk = await startTestDesk(
    { TELEGRAM_BOT_TOKEN: telegram.token, TELEGRAM_API_ROOT: telegram.apiRoot },
    { clock },
  );
  owner = await staffActor(desk.core());
});

afterAll(async () => {
  await desk?.stop();
  await telegram?.close();
});

/** What the bot says to these words: its messages after them, once one of them fits. */
async function hears(chat: number, words: string, fits: RegExp): Promise<string> {
  const known = telegram.sentMessages(chat).length;
  telegram.userSends(chat, words);
  return eventually(async () => {
    const said = telegram
      .sentMessages(chat)
      .slice(known)
      .map(({ text }) => text);
    return said.some((text) => fits.test(text)) ? said.join('\n') : undefined;
  }, `${fits} after "${words}"`);
}

async function detail(number: string) {
  const found = await desk.core().register.byNumber(number, { via: 'cli', name: 'test' });
  if (found === undefined) throw new Error('no such request');
  return found;
}

let webNumber = '';

test('the answer goes to the proven address, whatever other address is typed before or after', async () => {
  const customer = webCustomer(desk.url);
  webNumber = await customer.asksForACopy();
  await customer.givesIdentity('Sanne de Vries', NAMESAKE);
  await customer.says(SANNE);
  const [mail] = await desk.mails(SANNE, 1);
  await customer.says(codeIn(mail));
  expect((await detail(webNumber)).email).toBe(SANNE);
  await customer.says(`stuur het toch maar naar ${NAMESAKE}`);
  await customer.taps(`other_address`);
  await customer.givesIdentity('Sanne', 'stiekem@example.org');
  const request = await settleSources(desk.core(), webNumber, owner);
  const preview = await desk.core().decisions.preview(request.id, owner);
  expect(preview).toMatchObject({ value: { receiver: SANNE } });
  await approve(desk.core(), request.id, owner);
  await requestIn(desk.core(), webNumber, 'answered');
  expect(await desk.mails(SANNE, 2)).toHaveLength(2);
  // its own code, and nothing else
  expect(await desk.mails(NAMESAKE, 1)).toHaveLength(1);
  expect(await desk.mails('stiekem@example.org', 0)).toEqual([]);
});

test('orders of somebody with the same name and another address, or a longer one, are not in the copy', async () => {
  const rows = [
    SANNE,
    NAMESAKE,
    `x${SANNE}`,
    `${SANNE}.uk`,
    ` ${SANNE.toUpperCase()} `,
    `${SANNE}, ${NAMESAKE}`,
  ];
  const header = DEMO_EXPORT_HEADER.join(';');
  const lines = rows.map(
    (email, index) => `N${index};01-11-2026;Sanne de Vries;${email};;;;;;Kaars;1;5,00;iDEAL;Verzonden;;;`,
  );
  const customer = webCustomer(desk.url);
  const number = await customer.provesMailbox(desk.mails, 'Sanne de Vries', SANNE);
  await requestIn(desk.core(), number, 'awaiting_approval');
  const content = new TextEncoder().encode([header, ...lines].join('\r\n'));
  await desk.core().sources.upload('jouwweb', { name: 'namesakes.csv', content }, owner);
  const found = await eventually(async () => {
    const { sources } = await detail(number);
    const shop = sources.find(({ source }) => source === 'jouwweb');
    return shop?.records.some(({ fields }) => fields.some(({ value }) => value === 'N0')) ? shop : undefined;
  }, 'the export was searched');
  const numbers = found.records.flatMap(({ fields }) => fields.filter(({ name }) => name === 'orderNumber'));
  expect(numbers.map(({ value }) => value)).toEqual(['N0', 'N4']);
  expect(JSON.stringify(found)).not.toContain(NAMESAKE);
});

test('in another channel the same person sees a request only after proving the same address there (R12)', async () => {
  const { number } = await detail(webNumber);
  const before = await hears(CHAT, 'hoe staat het met mijn verzoek', /geen verzoek van u/);
  expect(before).not.toContain(number);
  const asked = await hears(CHAT, 'wat bewaren jullie van mij', /Wat wilt u van ons krijgen/);
  expect(asked).not.toContain(number);
  await hears(CHAT, 'een kopie', /naam en uw e-mailadres/);
  expect(await hears(CHAT, `Sanne de Vries ${SANNE}`, /code van zes cijfers/)).not.toContain(number);
  expect(await hears(CHAT, 'hoe staat het met mijn verzoek', /we wachten/)).not.toContain(number);
  const code = await eventually(async () => {
    const mail = (await desk.mails(SANNE, 0)).find(({ text }) => text.includes('Telegram'));
    return mail === undefined ? undefined : codeIn(mail);
  }, 'the code for Telegram');
  await hears(CHAT, code, /aan de slag/);
  expect(await hears(CHAT, 'hoe staat het met mijn verzoek', /Zo staat het ermee/)).toContain(number);
});

test('a stranger ends nothing: a proven request is stopped from a conversation that proved the address (R3)', async () => {
  const customer = webCustomer(desk.url);
  const number = await customer.provesMailbox(desk.mails, 'Sanne de Vries', SANNE);
  await hears(STRANGER, `ik wil mijn verzoek ${number} intrekken`, /geen verzoek van u/);
  await hears(STRANGER, `laat maar met ${number}`, /./);
  // She asked the same on Telegram before: her second request is joined to that one.
  const { joinedTo } = await requestIn(desk.core(), number, 'joined');
  const first = joinedTo?.number ?? '';
  expect((await detail(first)).status).toMatch(/gathering|awaiting_approval/);
  // The Telegram chat of Sanne proved the same address, so it may.
  await hears(
    CHAT,
    `ik wil mijn verzoek ${number} intrekken`,
    new RegExp(`Dan stoppen we met verzoek ${first}`),
  );
  await hears(CHAT, 'ja', new RegExp(`gestopt met verzoek ${first}`));
  expect((await detail(first)).status).toBe('withdrawn');
  await requestIn(desk.core(), number, 'withdrawn');
});

test('"laat maar" is asked once more, and coming back keeps the first date (R3)', async () => {
  const customer = webCustomer(desk.url);
  const number = await customer.asksForACopy();
  const { customerDue, receivedAt } = await detail(number);
  expect((await customer.says('laat maar')).said).toContain('Wilt u dat?');
  expect((await detail(number)).status).toBe('awaiting_identity');
  expect((await customer.says('nee')).said).toContain('gaat gewoon door');
  await customer.says('laat maar');
  await customer.says('ja');
  expect((await detail(number)).status).toBe('withdrawn');
  clock.advance(20 * HOUR);
  const { said } = await customer.says('ik wil toch graag weten wat jullie van mij bewaren');
  expect(said).toContain(`${number} loopt weer`);
  expect(await detail(number)).toMatchObject({ status: 'received', customerDue, receivedAt });
});

test('two people who share a browser do not find each other in their copies', async () => {
  const shared = webCustomer(desk.url);
  const first = await shared.provesMailbox(desk.mails, 'Aylin Demir', 'aylin.demir@example.nl');
  await requestIn(desk.core(), first, 'awaiting_approval');
  const asked = await shared.says('ik wil mijn gegevens laten wissen');
  const second = /PB-\w{4}-\w{4}/.exec(asked.said)?.[0] ?? '';
  await shared.givesIdentity('Tim Bakker', 'tim.bakker@example.com');
  await shared.says(codeIn((await desk.mails('tim.bakker@example.com', 1))[0]));
  await requestIn(desk.core(), second, 'awaiting_approval');
  const copy = await webCustomer(desk.url);
  const number = await copy.provesMailbox(desk.mails, 'Tim Bakker', 'tim.bakker@example.com');
  const tim = await requestIn(desk.core(), number, 'awaiting_approval');
  const own = JSON.stringify(tim.sources.find(({ source }) => source === 'balie')?.records);
  expect(own).toContain(second);
  expect(own).toContain('ik wil mijn gegevens laten wissen');
  expect(own).not.toMatch(/Aylin|aylin/);
  expect(own).not.toContain(first);
});
