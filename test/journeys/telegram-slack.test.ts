import { afterAll, beforeAll, expect, test } from 'vitest';
import { settleSources, staffActor } from '../support/desk-staff.ts';
import { codeIn, type DeskUnderTest, eventually, startTestDesk } from '../support/running-desk.ts';
import { textsIn } from '../support/slack/block-kit.ts';
import { buttonsOf } from '../support/slack/people.ts';
import { BOT_USER, type Message } from '../support/slack/world.ts';
import { type SlackServer, startSlackServer } from '../support/slack-server.ts';
import { startTelegramServer, type TelegramServer } from '../support/telegram-server.ts';

const ROOM = 'C0PRIVACY';
const ANNA = 'U0ANNA';
const BRAM = 'U0BRAM';
const CHAT = 5550001;
const JOKE = 'jhofstra@example.nl';

let telegram: TelegramServer;
let slack: SlackServer;
let desk: DeskUnderTest;

beforeAll(async () => {
  telegram = await startTelegramServer();
  telegram.addUser(CHAT, { name: 'Joke', languageCode: 'nl' });
  slack = await startSlackServer();
  slack.addPerson(BOT_USER, 'Privacybalie', { isBot: true });
  slack.addPerson(ANNA, 'Anna de Vries');
  slack.addPerson(BRAM, 'Bram Bakker');
  slack.addRoom(ROOM, [BOT_USER, ANNA, BRAM]);
  desk = await startTestDesk({
    TELEGRAM_BOT_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.apiRoot,
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_SIGNING_SECRET: slack.signingSecret,
    SLACK_API_URL: slack.apiUrl,
    SLACK_CHANNEL: ROOM,
    SLACK_APPROVERS: `${ANNA},${BRAM}`,
    ANSWER_DELAY_SECONDS: '1',
  });
  slack.deliverTo(`${desk.url}/slack/events`);
});

afterAll(async () => {
  await desk?.stop();
  await slack?.stop();
  await telegram?.close();
});

/** The bot's messages after the first `known`, once one of them says this. */
async function hears(words: RegExp): Promise<string> {
  return eventually(async () => telegram.sentMessages(CHAT).findLast(({ text }) => words.test(text))?.text);
}

async function tap(label: RegExp): Promise<void> {
  const found = await eventually(async () => {
    for (const message of [...telegram.sentMessages(CHAT)].reverse())
      for (const button of message.keyboard.flat()) if (label.test(button.text)) return { message, button };
    return undefined;
  });
  telegram.userTaps(found.message.messageId, found.button.callbackData);
}

function card(): Message | undefined {
  return slack.messages().find((message) => textsIn(message.blocks).some((text) => text.includes(number)));
}

async function cardSays(words: RegExp): Promise<Message> {
  return eventually(async () => {
    const found = card();
    return found !== undefined && textsIn(found.blocks).some((text) => words.test(text)) ? found : undefined;
  });
}

/** The card once it shows the request as it is now; a click on an older one would be refused. */
async function presentCard(): Promise<Message> {
  const core = desk.core();
  return eventually(async () => {
    const [request] = await core.desk.requests('open');
    const detail = request === undefined ? undefined : await core.desk.card(request.id);
    const shown = card();
    const values = shown === undefined ? [] : buttonsOf(shown).map(({ button }) => button.value ?? '');
    return values.some((value) => value.includes(`"version":${detail?.version}}`)) ? shown : undefined;
  });
}

let number = '';

test('the same words on Telegram bring notice, answer, number and date', async () => {
  telegram.userSends(CHAT, 'wat bewaren jullie van mij');
  expect(await hears(/computerprogramma/)).toMatch(/Telegram/);
  number = /PB-\w{4}-\w{4}/.exec(await hears(/nummer is/))?.[0] ?? '';
  expect(number).not.toBe('');
});

test('the code comes by mail and is typed in the chat', async () => {
  await tap(/kopie/);
  await hears(/naam en uw e-mailadres/);
  telegram.userSends(CHAT, `Joke Hofstra ${JOKE}`);
  await hears(/j…@example\.nl/);
  const [mail] = await desk.mails(JOKE, 1);
  expect(mail?.text).toContain('Telegram');
  const code = codeIn(mail);
  telegram.userSends(CHAT, code);
  await hears(/aan de slag/);
  // a code that was used is taken off the chat
  await telegram.waitUntil('the code is gone', () => !telegram.customerTexts(CHAT).includes(code));
});

test('staff get a card in Slack with little in it (R25)', async () => {
  const posted = await cardSays(/PB-/);
  const shown = textsIn(posted.blocks).join('\n');
  for (const hidden of ['Joke', 'Hofstra', JOKE, 'wat bewaren jullie van mij', 'Terpweg'])
    expect(shown).not.toContain(hidden);
  await cardSays(/met de hand/i);
});

test('an approver cannot approve while sources are open', async () => {
  const posted = await eventually(async () => {
    const found = card();
    return found !== undefined && buttonsOf(found).length >= 1 ? found : undefined;
  });
  expect(buttonsOf(posted).map(({ button }) => button.action_id)).not.toContain('approve');
});

test('the owner settles the sources on the desk, and the card offers to approve', async () => {
  const core = desk.core();
  await settleSources(core, number, await staffActor(core));
  await eventually(async () => {
    const found = card();
    return found !== undefined && buttonsOf(found).some(({ button }) => button.action_id === 'approve')
      ? found
      : undefined;
  });
});

test('two approvers at once and a double click have one effect: one mail', async () => {
  const posted = await presentCard();
  for (const user of [ANNA, BRAM]) {
    await slack.click(user, posted, 'approve');
    await eventually(async () => slack.openViews(user).at(0));
  }
  const views = [ANNA, BRAM].flatMap((user) =>
    slack
      .openViews(user)
      .slice(0, 1)
      .map((view) => ({ user, view })),
  );
  await Promise.all(
    views
      .flatMap(({ user, view }) => [slack.submitView(user, view.id), slack.submitView(user, view.id)])
      .map((sent) => sent.catch(() => undefined)),
  );
  const mails = await desk.mails(JOKE, 2);
  await cardSays(/beantwoord/i);
  expect((await desk.mails(JOKE, 2)).length).toBe(mails.length);
  expect(mails).toHaveLength(2);
  const done = await cardSays(/Anna de Vries|Bram Bakker/);
  expect(buttonsOf(done).map(({ button }) => button.action_id)).not.toContain('approve');
});

test('the chat hears that the answer has gone, without content', async () => {
  const said = await hears(/j…@example\.nl.*|antwoord/i);
  expect(said).not.toContain('D24');
  telegram.userSends(CHAT, 'hoe staat het met mijn verzoek');
  await hears(/beantwoord/i);
});

test('"mens" makes a task that staff are told of', async () => {
  telegram.userSends(CHAT, 'mens');
  await hears(/medewerker/i);
  const core = desk.core();
  await eventually(async () => (await core.desk.tasks('open')).find(({ kind }) => kind === 'human_wanted'));
});
