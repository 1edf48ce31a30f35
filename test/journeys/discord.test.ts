import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { User } from '../support/discord/world.ts';
import { type DiscordServer, startDiscordServer } from '../support/discord-server.ts';
import { databaseIsBack, databaseIsGone } from '../support/outage.ts';
import { codeIn, type DeskUnderTest, eventually, startTestDesk } from '../support/running-desk.ts';

const JOKE = 'jhofstra@example.nl';

let discord: DiscordServer;
let desk: DeskUnderTest;
let joke: User;

beforeAll(async () => {
  discord = await startDiscordServer();
  joke = discord.world.addUser('Joke');
  desk = await startTestDesk({
    DISCORD_BOT_TOKEN: discord.token,
    DISCORD_APPLICATION_ID: discord.applicationId,
    DISCORD_API_URL: discord.apiUrl,
  });
  await discord.connected();
});
afterEach(() => databaseIsBack(desk.connectionString));
afterAll(async () => {
  await desk?.stop();
  await discord?.close();
});

const said = () => discord.arrived(joke).map(({ text }) => text);
const hears = (words: RegExp) =>
  eventually(async () => said().findLast((text) => words.test(text)), `${words}`);
const times = (words: RegExp) => said().filter((text) => words.test(text)).length;
const stored = async () =>
  (await desk.core().transcripts.read('discord', joke.channel, 0)).flatMap((entry) =>
    entry.from === 'customer' ? [entry.text] : [],
  );

test('a direct message brings the notice that names Discord, the answer, number and date', async () => {
  discord.writes(joke, 'wat bewaren jullie van mij');
  expect(await hears(/computerprogramma/)).toContain('Discord');
  await hears(/nummer is.*PB-\w{4}-\w{4}/s);
});

test('a tap that comes over a cut is taken once, and what follows is asked once', async () => {
  const offer = await eventually(async () =>
    discord.arrived(joke).findLast(({ labels }) => labels.some((label) => /kopie/.test(label))),
  );
  const message = discord.sent(joke).find(({ id }) => id === offer.id);
  const choice = offer.choices[offer.labels.findIndex((label) => /kopie/.test(label))];
  if (message === undefined || choice === undefined) throw new Error('no copy was offered');
  discord.gateway.cut();
  const tap = discord.taps(joke, message, choice);
  await hears(/naam en uw e-mailadres/);
  await discord.waitUntil('the tap is answered', () => tap.answer !== undefined);
  expect([tap.answer, times(/naam en uw e-mailadres/)]).toEqual([{ type: 6 }, 1]);
});

test('an address that comes while the database is gone is taken when it is back; the code comes by mail', async () => {
  await databaseIsGone(desk.connectionString);
  discord.writes(joke, `Joke Hofstra ${JOKE}`);
  await databaseIsBack(desk.connectionString);
  await hears(/j…@example\.nl/);
  const [mail] = await desk.mails(JOKE, 1);
  expect(mail?.text).toContain('Discord');
});

test('a code that comes while the desk is down proves the address after its restart, and nothing comes twice', async () => {
  const [mail] = await desk.mails(JOKE, 1);
  const before = said().length;
  const stop = desk.restart();
  discord.writes(joke, codeIn(mail));
  await stop;
  await hears(/aan de slag/);
  expect(times(/aan de slag/)).toBe(1);
  expect(said().length).toBe(before + 1);
  expect(await stored()).toHaveLength(4);
});

test('/privacy status in a server is answered in direct messages, with nothing about the request in the server', async () => {
  const used = discord.command(joke, 'status', { inServer: true });
  const status = await eventually(async () =>
    said().find((text, index) => index > 4 && /PB-\w{4}-\w{4}/.test(text)),
  );
  expect(status).toMatch(/PB-/);
  await discord.waitUntil('the command is answered', () => used.answer !== undefined);
  expect(JSON.stringify(used.answer)).not.toMatch(/PB-|Joke|example\.nl/);
  expect(await stored()).toHaveLength(5);
});

test('closed direct messages are told there, and to staff', async () => {
  joke.closed = true;
  const used = discord.command(joke, 'person', { inServer: true });
  await discord.waitUntil('the command says so', () => used.changedTo !== undefined, 9_000);
  expect(used.changedTo).toMatch(/geen privébericht/);
  const task = await eventually(async () =>
    (await desk.core().desk.tasks('open')).find(({ kind }) => kind === 'delivery_failed'),
  );
  expect(task.kind).toBe('delivery_failed');
});
