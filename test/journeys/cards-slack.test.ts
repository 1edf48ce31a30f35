import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { RequestDetail } from '../../src/core/application/core-api.ts';
import { type DeskActor, requestIn, settleSources, staffActor } from '../support/desk-staff.ts';
import { type DeskUnderTest, eventually, startTestDesk } from '../support/running-desk.ts';
import { textsIn } from '../support/slack/block-kit.ts';
import { buttonsOf } from '../support/slack/people.ts';
import { BOT_USER, type Message } from '../support/slack/world.ts';
import { type SlackServer, startSlackServer } from '../support/slack-server.ts';
import { webCustomer } from '../support/web-customer.ts';

const ROOM = 'C0PRIVACY';
const ANNA = 'U0ANNA';
const BRAM = 'U0BRAM';
const SECRET_KEY = Buffer.alloc(32, 9).toString('base64');

let slack: SlackServer;
let one: DeskUnderTest;
let two: DeskUnderTest;
let owner: DeskActor;

beforeAll(async () => {
  slack = await startSlackServer();
  slack.addPerson(BOT_USER, 'Privacybalie', { isBot: true });
  slack.addPerson(ANNA, 'Anna de Vries');
  slack.addPerson(BRAM, 'Bram Bakker');
  slack.addRoom(ROOM, [BOT_USER, ANNA, BRAM]);
  const shared = {
    SECRET_KEY,
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_SIGNING_SECRET: slack.signingSecret,
    SLACK_API_URL: slack.apiUrl,
    SLACK_CHANNEL: ROOM,
    SLACK_APPROVERS: `${ANNA},${BRAM}`,
  };
  one = await startTestDesk(shared);
  two = await startTestDesk({ ...shared, DATABASE_URL: one.connectionString });
  slack.deliverTo(`${two.url}/slack/events`);
  owner = await staffActor(one.core());
});

// Slack counts calls by the minute: no test meets the limits of the one before.
beforeEach(async () => void (await slack.passTime(60_000)));

afterAll(async () => {
  await two?.stop();
  await one?.stop();
  await slack?.stop();
});

async function waiting(name: string, email: string): Promise<RequestDetail> {
  const number = await webCustomer(one.url).provesMailbox(one.mails, name, email);
  return settleSources(two.core(), number, owner);
}

const about = (number: string) =>
  slack.messages().filter(({ blocks }) => textsIn(blocks).some((text) => text.includes(`Verzoek ${number}`)));

const carries = (message: Message, version: number | undefined) =>
  buttonsOf(message).some(({ button }) => button.value?.includes(`"version":${version}}`));

/** The message that shows the request as it is now. */
async function presentCard({ id, number }: RequestDetail): Promise<Message> {
  return eventually(async () => {
    const version = (await one.core().desk.card(id))?.version;
    return about(number).find((message) => carries(message, version));
  }, `the present card of ${number}`);
}

test('two processes that share the work show one card of every request', async () => {
  const people = [
    ['Sanne de Vries', 'sanne@example.nl'],
    ['Tim Bakker', 'tim.bakker@example.com'],
    ['Nina Visser', 'nina.visser@example.nl'],
  ] as const;
  const requests = await Promise.all(people.map(([name, email]) => waiting(name, email)));
  for (const request of requests) {
    await presentCard(request);
    expect(about(request.number)).toHaveLength(1);
  }
});

test('whichever of two cards is clicked, and by whom, one decision is taken and one mail leaves', async () => {
  const email = 'fleur.jansen@example.com';
  const request = await waiting('Fleur Jansen', email);
  const old = await presentCard(request);
  // Slack no longer lets this message be changed: the next state of the card gets another one, and this one is deleted.
  slack.plan('chat.update', { status: 200, body: { ok: false, error: 'edit_window_closed' } });
  const free = { opening: 'Er is nog iets bij gekomen.', closing: '' };
  expect(await one.core().decisions.changeParagraphs(request.id, request.version, free, owner)).toMatchObject(
    {
      ok: true,
    },
  );
  const back = await requestIn(one.core(), request.number, 'awaiting_approval');
  await one.core().decisions.changeParagraphs(request.id, back.version, { opening: '', closing: '' }, owner);
  const present = await eventually(async () => {
    const found = await presentCard(request);
    return found.ts === old.ts ? undefined : found;
  }, 'a second card');
  expect(about(request.number).map(({ ts }) => ts)).toEqual([present.ts]);

  await slack.click(BRAM, old, 'approve');
  const told = await eventually(async () => slack.ephemeralsFor(BRAM).at(-1), 'the old card is refused');
  expect(told).toContain('Er is intussen iets veranderd');

  // Somebody still sees the old card, and it shows the present state, as when two processes had posted one each.
  const twin = { ...present, ts: old.ts };
  for (const [user, shown] of [
    [ANNA, present],
    [BRAM, twin],
  ] as const)
    await slack.click(user, shown, 'approve');
  const views = await Promise.all(
    [ANNA, BRAM].map((user) =>
      eventually(
        async () => slack.openViews(user).find(({ modal }) => modal.submit !== undefined),
        'a preview',
      ),
    ),
  );
  await Promise.all([ANNA, BRAM].map((user, index) => slack.submitView(user, views[index]?.id ?? '')));
  const done = await requestIn(one.core(), request.number, 'answered');
  expect(done.history.filter(({ type }) => type === 'approved')).toHaveLength(1);
  expect(await one.mails(email, 2)).toHaveLength(2);
});

test('when Slack no longer takes cards the owner gets one task and one mail, and the missed cards come later', async () => {
  slack.revokeToken();
  const [first, second] = await Promise.all([
    waiting('Bas Kramer', 'bas.kramer@example.org'),
    waiting('Joke Hofstra', 'jhofstra@example.nl'),
  ]);
  const failed = async () =>
    (await one.core().desk.tasks('open')).filter(({ kind }) => kind === 'card_failed');
  const [task] = await eventually(async () => ((await failed()).length > 0 ? failed() : undefined), 'a task');
  const alarms = async () =>
    (await one.core().desk.caughtMail(200)).filter(({ text }) => text.includes(task?.id ?? 'no task'));
  await eventually(async () => ((await alarms()).length > 0 ? true : undefined), 'a mail');
  expect(await failed()).toHaveLength(1);
  expect(about(first.number)).toEqual([]);

  slack.revokeToken('valid');
  expect(await one.core().desk.closeTask(task?.id ?? '', owner)).toMatchObject({ ok: true });
  for (const request of [first, second]) {
    await presentCard(request);
    expect(about(request.number)).toHaveLength(1);
  }
  expect(await alarms()).toHaveLength(1);
});

test('a card that was missed also comes with the next start', async () => {
  slack.revokeToken();
  const request = await waiting('Lotte Mulder', 'lotte.mulder@example.nl');
  expect(about(request.number)).toEqual([]);
  slack.revokeToken('valid');
  await one.restart();
  await presentCard(request);
  const failed = (await one.core().desk.tasks('open')).filter(({ kind }) => kind === 'card_failed');
  expect(failed).toEqual([]);
});
