import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type DeskUnderTest, eventually, startTestDesk } from '../support/running-desk.ts';
import { startTelegramServer, type TelegramServer } from '../support/telegram-server.ts';

const CHAT = 5_550_400;
const SECRET = 'a-secret-of-this-test';

let telegram: TelegramServer;
let desk: DeskUnderTest;

beforeAll(async () => {
  telegram = await startTelegramServer();
  telegram.addUser(CHAT, { name: 'Joke', languageCode: 'nl' });
  desk = await startTestDesk({
    TELEGRAM_BOT_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.apiRoot,
    TELEGRAM_WEBHOOK_SECRET: SECRET,
  });
});

afterAll(async () => {
  await desk?.stop();
  await telegram?.close();
});

const said = () => telegram.sentMessages(CHAT).map(({ text }) => text);

test('Telegram delivers to the webhook, and the reply comes in the chat', async () => {
  telegram.userSends(CHAT, 'wat bewaren jullie van mij');
  await eventually(
    async () => said().find((text) => text.includes('Wat wilt u van ons krijgen?')),
    'the reply',
  );
  expect(telegram.calls('getUpdates')).toEqual([]);
  expect(said().filter((text) => text.includes('Uw verzoek is binnen'))).toHaveLength(1);
});

test('the same delivery again is acknowledged and has no effect', async () => {
  const before = await desk.core().transcripts.read('telegram', String(CHAT), 0);
  telegram.repeatDelivery();
  telegram.userSends(CHAT, 'dank je wel');
  await eventually(async () => said().find((text) => text.includes('Graag gedaan')), 'the reply');
  const after = await desk.core().transcripts.read('telegram', String(CHAT), 0);
  expect(after).toHaveLength(before.length + 2);
});

test('a delivery without the secret, or with another one, is refused unread', async () => {
  const body = JSON.stringify({
    update_id: 1,
    message: {
      message_id: 1,
      date: 1,
      chat: { id: CHAT, type: 'private' },
      from: { id: CHAT, is_bot: false, first_name: 'X' },
      text: 'ik wil een mens',
    },
  });
  const before = (await desk.core().desk.tasks('open')).length;
  for (const secret of [undefined, 'guess', `${SECRET} `.repeat(2)]) {
    const headers = new Headers({ 'Content-Type': 'application/json' });
    if (secret !== undefined) headers.set('X-Telegram-Bot-Api-Secret-Token', secret);
    expect((await fetch(`${desk.url}/telegram`, { method: 'POST', body, headers })).status).toBe(401);
  }
  const headers = { 'X-Telegram-Bot-Api-Secret-Token': SECRET };
  for (const broken of ['', 'no json', '[]', '{}', 'null'])
    expect(
      (await fetch(`${desk.url}/telegram`, { method: 'POST', body: broken, headers })).status,
      broken,
    ).toBe(400);
  expect(
    (await fetch(`${desk.url}/telegram`, { method: 'POST', body: 'x'.repeat(3_000_000), headers })).status,
  ).toBe(413);
  expect(await desk.core().desk.tasks('open')).toHaveLength(before);
});

test('after a restart the webhook is there again, and a tap on a button of before works', async () => {
  const asked = telegram
    .sentMessages(CHAT)
    .findLast(({ keyboard }) => keyboard.flat().some(({ callbackData }) => callbackData.startsWith('copy.')));
  await desk.restart();
  const copy = asked?.keyboard.flat().find(({ callbackData }) => callbackData.startsWith('copy.'));
  telegram.userTaps(asked?.messageId ?? 0, copy?.callbackData ?? '');
  await eventually(async () => said().find((text) => text.includes('Wat zijn uw naam')), 'the reply');
  await telegram.waitUntil('the tap is confirmed', () => telegram.openCallbacks() === 0);
});

test('the number of the chat stands readable in no table, the queue included', async () => {
  const client = new Client(desk.connectionString);
  await client.connect();
  const { rows: tables } = await client.query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
     WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
  );
  const trace = `${CHAT}|${Buffer.from(String(CHAT)).toString('hex')}`;
  for (const { name } of tables) {
    const { rows } = await client.query(`SELECT 1 FROM ${name} t WHERE t::text ~ $1`, [trace]);
    expect(rows, name).toEqual([]);
  }
  const { rows } = await client.query(`SELECT 1 FROM "Message" WHERE "externalIdEnc" IS NOT NULL`);
  expect(rows.length).toBeGreaterThan(0);
  await client.end();
});
