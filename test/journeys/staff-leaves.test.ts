import { afterAll, beforeAll, expect, test } from 'vitest';
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
const REMOVED = /niet meer, bij de medewerkers/;
const CLI = { via: 'cli', name: 'test' } as const;

let slack: SlackServer;
let desk: DeskUnderTest;
let owner: DeskActor;
let request: RequestDetail;

beforeAll(async () => {
  slack = await startSlackServer();
  slack.addPerson(BOT_USER, 'Privacybalie', { isBot: true });
  slack.addPerson(ANNA, 'Anna de Vries', { email: 'anna@example.nl' });
  slack.addPerson(BRAM, 'Bram Bakker');
  slack.addRoom(ROOM, [BOT_USER, ANNA, BRAM]);
  desk = await startTestDesk({
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_SIGNING_SECRET: slack.signingSecret,
    SLACK_API_URL: slack.apiUrl,
    SLACK_CHANNEL: ROOM,
    SLACK_APPROVERS: `${ANNA},${BRAM}`,
    ANSWER_DELAY_SECONDS: '600',
  });
  slack.deliverTo(`${desk.url}/slack/events`);
  owner = await staffActor(desk.core());
  const number = await webCustomer(desk.url).provesMailbox(desk.mails, 'Sanne de Vries', 'sanne@example.nl');
  request = await settleSources(desk.core(), number, owner);
});

afterAll(async () => {
  await desk?.stop();
  await slack?.stop();
});

async function card(): Promise<Message> {
  return eventually(async () => {
    const version = (await desk.core().desk.card(request.id))?.version;
    const found = slack
      .messages()
      .find(({ blocks }) => textsIn(blocks).some((text) => text.includes(request.number)));
    const present =
      found && buttonsOf(found).some(({ button }) => button.value?.includes(`"version":${version}}`));
    return present ? found : undefined;
  }, 'the present card');
}

async function remove(slackUserId: string): Promise<void> {
  const found = (await desk.core().desk.staff()).find((member) => member.slackUserId === slackUserId);
  expect(await desk.core().desk.removeStaff([found?.id ?? ''], owner)).toMatchObject({ ok: true });
}

test('whoever is named for Slack is staff from the start on, under their name after the first click', async () => {
  const staff = await desk.core().desk.staff();
  expect(staff.flatMap(({ slackUserId }) => slackUserId ?? [])).toEqual([ANNA, BRAM]);
  await slack.click(BRAM, await card(), 'approve');
  await eventually(async () => slack.openViews(BRAM).at(-1), 'a preview');
  expect((await desk.core().desk.staff()).map(({ name }) => name)).toContain('Bram Bakker');
});

test('who is removed with a preview open sends it in vain, and reads why', async () => {
  const view = slack.openViews(BRAM).at(-1);
  await remove(BRAM);
  await slack.submitView(BRAM, view?.id ?? '');
  const told = await eventually(async () => slack.openViews(BRAM).at(-1), 'the answer');
  expect(textsIn(told.modal.blocks).join(' ')).toMatch(REMOVED);
  expect(told.modal.submit).toBeUndefined();
});

test('every button of the card says so too, to that person only, and nothing is decided', async () => {
  const shown = await card();
  for (const action of ['approve', 'refuse']) {
    const before = slack.ephemeralsFor(BRAM).length;
    await slack.click(BRAM, shown, action);
    await eventually(async () => slack.ephemeralsFor(BRAM)[before], action);
  }
  expect(slack.ephemeralsFor(BRAM).every((text) => REMOVED.test(text))).toBe(true);
  expect(slack.ephemeralsFor(ANNA)).toEqual([]);
  const now = await requestIn(desk.core(), request.number, 'awaiting_approval');
  expect(now.history.map(({ type }) => type)).not.toContain('approved');
});

test('a restart with the same settings does not bring back whom a person removed', async () => {
  await desk.restart();
  const before = slack.ephemeralsFor(BRAM).length;
  await slack.click(BRAM, await card(), 'approve');
  expect(await eventually(async () => slack.ephemeralsFor(BRAM)[before], 'the refusal')).toMatch(REMOVED);
  expect((await desk.core().desk.staff()).map(({ slackUserId }) => slackUserId)).not.toContain(BRAM);
});

test('an address that was removed at the desk closes Slack too, when the app may read addresses', async () => {
  const anna = await staffActor(desk.core(), 'anna@example.nl');
  await desk.core().desk.removeStaff([anna.staffId], owner);
  slack.world.scopes.add('users:read.email');
  await slack.click(ANNA, await card(), 'approve');
  expect(await eventually(async () => slack.ephemeralsFor(ANNA)[0], 'the refusal')).toMatch(REMOVED);
  await desk.core().desk.addStaff('anna@example.nl', CLI);
  await slack.click(ANNA, await card(), 'approve');
  const preview = await eventually(
    async () => slack.openViews(ANNA).find(({ modal }) => modal.submit !== undefined),
    'a preview',
  );
  await slack.submitView(ANNA, preview.id);
  const done = await requestIn(desk.core(), request.number, 'executing');
  expect(done.approval).toMatchObject({ phase: 'sending', by: 'Anna' });
});

test('what somebody decided keeps the name after they left, on desk and card', async () => {
  await remove(ANNA);
  const detail = await desk.core().desk.card(request.id);
  expect(detail?.approval).toMatchObject({ by: 'Anna' });
  expect(textsIn((await card()).blocks).join(' ')).toContain('Goedgekeurd door Anna.');
});
