import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type DeskUnderTest, eventually, startTestDesk } from '../support/running-desk.ts';
import { startTelegramServer, type TelegramServer } from '../support/telegram-server.ts';

const QUESTION = 'wat bewaren jullie van mij';

let telegram: TelegramServer;
let desk: DeskUnderTest;
let chat = 5_550_100;

beforeAll(async () => {
  telegram = await startTelegramServer();
  desk = await startTestDesk({
    TELEGRAM_BOT_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.apiRoot,
  });
});

beforeEach(() => {
  chat += 1;
  telegram.addUser(chat, { name: 'Joke', languageCode: 'nl' });
});

afterAll(async () => {
  await desk?.stop();
  await telegram?.close();
});

const said = () => telegram.sentMessages(chat).map(({ text }) => text);

async function hears(words: RegExp): Promise<string> {
  return eventually(
    async () => said().findLast((text) => words.test(text)),
    `${words} in ${said().join(' | ')}`,
  );
}

/** Everything that was sent is handled and answered. */
async function quiet(): Promise<void> {
  await telegram.waitUntil('all updates are confirmed', () => telegram.pendingUpdates() === 0, 9_000);
  await eventually(async () => {
    const entries = await desk.core().transcripts.read('telegram', String(chat), 0);
    const own = entries.filter(({ from }) => from === 'desk').length;
    return said().length >= own ? true : undefined;
  }, 'every reply is sent');
}

async function requests(): Promise<number> {
  return (await desk.core().register.list(1_000)).length;
}

describe('what holds no question gets one clear Dutch reply, opens nothing, and no markup of it comes back', () => {
  test.each([
    ['emoji only', '🕯️🕯️😡👍🏽'],
    ['a right-to-left override', '\u202egnp.exe\u202c'],
    ['a mention of a whole channel', '<!channel> <@U0ANNA>'],
    ['markup of a page', '<b>vet</b> <a href="https://evil.example.com">klik</a>'],
    ['markup of a chat', '[klik](https://evil.example.com) *x* `y` ||z||'],
    ['half of an entity', '&lt;b&gt; &amp; &'],
    ['an unknown command', '/drop_all@privacybalie nu'],
  ])('%s', async (_what, words) => {
    const before = await requests();
    telegram.userSends(chat, words);
    await hears(/computerprogramma/);
    await quiet();
    expect(said()).toHaveLength(2);
    expect(said()[1]).toMatch(/^[A-Z][a-z].*\./);
    expect(said().join()).not.toContain('evil');
    expect(await requests()).toBe(before);
    const [entry] = await desk.core().transcripts.read('telegram', String(chat), 0);
    expect(entry).toMatchObject({ from: 'customer', text: words });
  });
});

describe('what is no text', () => {
  const file = { file_id: 'A', file_unique_id: 'B', file_size: 1_000 };

  test.each([
    ['a voice message', { voice: { ...file, duration: 4, mime_type: 'audio/ogg' } }, /spraakbericht/],
    ['a photo', { photo: [{ ...file, width: 90, height: 90 }] }, /foto.*identiteitsbewijs/s],
    [
      'a document',
      { document: { ...file, file_name: 'paspoort-jansen.pdf' } },
      /uw bestand niet bekeken en niet bewaard/,
    ],
    ['a contact card', { contact: { phone_number: '+31600000000', first_name: 'Sanne' } }, /contactkaart/],
    ['a place', { location: { latitude: 52.10203, longitude: 4.90807 } }, /locatie niet nodig/],
    ['a sticker', { sticker: { ...file, emoji: '👍' } }, /Dit soort bericht/],
  ])('%s is not kept, and asked for in words', async (_what, content, says) => {
    telegram.userSends(chat, content);
    expect(await hears(says)).toContain('in woorden');
    const entries = JSON.stringify(await desk.core().transcripts.read('telegram', String(chat), 0));
    expect(entries).not.toMatch(/paspoort|31600000000|52\.10203|file_id/);
    expect(telegram.calls('getFile')).toEqual([]);
  });

  test('a caption is heard like any words', async () => {
    telegram.userSends(chat, { photo: [{ ...file, width: 90, height: 90 }], caption: QUESTION });
    await hears(/uw foto niet bekeken en niet bewaard/);
    await hears(/Uw verzoek is binnen/);
  });
});

test('an edited message is noted and opens nothing twice; one that now asks something is heard', async () => {
  const asked = telegram.userSends(chat, QUESTION);
  await hears(/Wat wilt u van ons krijgen/);
  const before = await requests();
  telegram.userEdits(asked, `${QUESTION}?`);
  await hears(/een bericht heeft aangepast/);
  expect(await requests()).toBe(before);
  const other = telegram.userSends(chat, 'dank u');
  await hears(/Graag gedaan/);
  telegram.userEdits(other, 'ik wil dat jullie al mijn gegevens wissen');
  await eventually(
    async () => ((await requests()) === before + 1 ? true : undefined),
    'the request of the edit',
  );
});

test('the same update twice has one effect and one reply', async () => {
  telegram.userSends(chat, QUESTION);
  await hears(/Wat wilt u van ons krijgen/);
  await quiet();
  const [replies, filed] = [said().length, await requests()];
  telegram.unconfirm();
  telegram.userSends(chat, 'dank je wel');
  await hears(/Graag gedaan/);
  await quiet();
  expect(said()).toHaveLength(replies + 1);
  expect(await requests()).toBe(filed);
});

test('two messages in one second are both heard, and answered in the order in which they were sent', async () => {
  telegram.userSends(chat, QUESTION);
  telegram.userSends(chat, 'en wissen jullie dan ook al mijn gegevens, dat wil ik graag');
  await hears(/Uw verzoek is binnen[\s\S]*wissen/);
  await quiet();
  const receipts = said().filter((text) => text.includes('Uw verzoek is binnen'));
  expect(receipts).toHaveLength(2);
  expect(receipts[0]).toMatch(/uw gegevens te laten zien/);
  expect(said()[0]).toMatch(/computerprogramma/);
});

test('a tap on an old button, and the same tap twice, change nothing', async () => {
  telegram.userSends(chat, QUESTION);
  await hears(/Wat wilt u van ons krijgen/);
  const choice = telegram.sentMessages(chat).findLast(({ keyboard }) => keyboard.length > 0);
  const tap = (label: RegExp) => {
    const button = choice?.keyboard.flat().find(({ text }) => label.test(text));
    telegram.userTaps(choice?.messageId ?? 0, button?.callbackData ?? '');
  };
  tap(/Laat maar/);
  tap(/Laat maar/);
  await hears(/Dan stoppen we met verzoek/);
  telegram.userSends(chat, 'ja');
  await hears(/We zijn gestopt/);
  tap(/kopie/);
  await hears(/werkt niet meer/);
  await quiet();
  expect(said().filter((text) => /We zijn gestopt/.test(text))).toHaveLength(1);
  expect(telegram.openCallbacks()).toBe(0);
});

test('100 kB comes as many messages: all are kept, the question is answered, and the rest is answered once', async () => {
  telegram.userSends(chat, `${QUESTION}? ${'Lorem ipsum dolor sit amet consectetur. '.repeat(2_600)}`);
  await hears(/Uw verzoek is binnen/);
  await quiet();
  const entries = await desk.core().transcripts.read('telegram', String(chat), 0);
  const kept = entries.flatMap((entry) => (entry.from === 'customer' ? [entry.text.length] : []));
  expect(kept.length).toBeGreaterThan(20);
  expect(kept.reduce((sum, length) => sum + length, 0)).toBeGreaterThan(100_000);
  expect(said().length).toBeLessThan(8);
});

test('an album of photos is answered once', async () => {
  const photo = {
    photo: [{ file_id: 'A', file_unique_id: 'B', width: 90, height: 90 }],
    media_group_id: '7',
  };
  for (let picture = 0; picture < 6; picture += 1) telegram.userSends(chat, photo);
  await hears(/uw foto niet bekeken en niet bewaard/);
  await quiet();
  expect(said().filter((text) => text.includes('uw foto niet bekeken'))).toHaveLength(1);
});

test('in a group the bot says nothing and keeps nothing', async () => {
  telegram.groupWith(-100_200);
  telegram.userSends(-100_200, QUESTION, { from: chat });
  telegram.userSends(chat, 'hallo');
  await hears(/Goedendag/);
  expect(telegram.sentMessages(-100_200)).toEqual([]);
  expect(await desk.core().transcripts.read('telegram', '-100200', 0)).toEqual([]);
});
