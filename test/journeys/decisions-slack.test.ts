import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RequestDetail } from '../../src/core/application/core-api.ts';
import { approve, type DeskActor, requestIn, settleSources, staffActor } from '../support/desk-staff.ts';
import { type DeskUnderTest, eventually, startTestDesk } from '../support/running-desk.ts';
import { textsIn } from '../support/slack/block-kit.ts';
import { buttonsOf } from '../support/slack/people.ts';
import { BOT_USER, type Message } from '../support/slack/world.ts';
import { type SlackServer, startSlackServer } from '../support/slack-server.ts';
import { webCustomer } from '../support/web-customer.ts';

const ROOM = 'C0PRIVACY';
const ANNA = 'U0ANNA';
const INTERN = 'U0INTERN';

let slack: SlackServer;
let desk: DeskUnderTest;
let owner: DeskActor;

beforeAll(async () => {
  slack = await startSlackServer();
  slack.addPerson(BOT_USER, 'Privacybalie', { isBot: true });
  slack.addPerson(ANNA, 'Anna de Vries');
  slack.addPerson(INTERN, 'Iris Stagiair');
  slack.addRoom(ROOM, [BOT_USER, ANNA, INTERN]);
  desk = await startTestDesk({
    SLACK_BOT_TOKEN: slack.botToken,
    SLACK_SIGNING_SECRET: slack.signingSecret,
    SLACK_API_URL: slack.apiUrl,
    SLACK_CHANNEL: ROOM,
    SLACK_APPROVERS: ANNA,
    ANSWER_DELAY_SECONDS: '2',
  });
  slack.deliverTo(`${desk.url}/slack/events`);
  owner = await staffActor(desk.core());
});

afterAll(async () => {
  await desk?.stop();
  await slack?.stop();
});

async function waiting(name: string, email: string): Promise<RequestDetail> {
  const customer = webCustomer(desk.url);
  const number = await customer.provesMailbox(desk.mails, name, email);
  return settleSources(desk.core(), number, owner);
}

/** The request's card once it shows this version, so that a click is not about an older one. */
async function cardOf({ number, id }: RequestDetail): Promise<Message> {
  return eventually(async () => {
    const version = (await desk.core().desk.card(id))?.version;
    const card = slack.messages().find(({ blocks }) => textsIn(blocks).includes(`Verzoek ${number}`));
    const shown =
      card && buttonsOf(card).some(({ button }) => button.value?.includes(`"version":${version}}`));
    return shown ? card : undefined;
  }, `the present card of ${number}`);
}

/** Presses "approve" with nothing else open, and waits for the preview. */
async function opensPreview(user: string, request: RequestDetail) {
  for (const view of slack.openViews(user).reverse()) slack.closeView(user, view.id);
  await slack.click(user, await cardOf(request), 'approve');
  return eventually(
    async () => slack.openViews(user).find(({ modal }) => modal.submit !== undefined),
    'a preview',
  );
}

test('an approver in Slack and somebody on the desk at once: one decides, one mail leaves', async () => {
  const request = await waiting('Sanne de Vries', 'sanne@example.nl');
  const view = await opensPreview(ANNA, request);
  const seen = await desk.core().decisions.preview(request.id, owner);
  if (!seen.ok) throw new Error(seen.refusal.code);
  const { version, letterHash } = seen.value;
  const [fromDesk] = await Promise.all([
    desk.core().decisions.approve(request.id, version, letterHash, owner),
    slack.submitView(ANNA, view.id),
  ]);
  const done = await requestIn(desk.core(), request.number, 'answered');
  const approvals = done.history.filter(({ type }) => type === 'approved');
  expect(approvals).toHaveLength(1);
  expect(approvals[0]?.by).toBe(fromDesk.ok ? owner.name : 'Anna de Vries');
  expect(await desk.mails('sanne@example.nl', 2)).toHaveLength(2);
});

test('a click on a card that the desk has overtaken decides nothing', async () => {
  const request = await waiting('Fleur Jansen', 'fleur.jansen@example.com');
  const view = await opensPreview(ANNA, request);
  const free = { opening: 'Er is nog iets bij gekomen.', closing: '' };
  const { version } = await requestIn(desk.core(), request.number, 'awaiting_approval');
  expect(await desk.core().decisions.changeParagraphs(request.id, version, free, owner)).toMatchObject({
    ok: true,
  });
  await slack.submitView(ANNA, view.id);
  const after = await requestIn(desk.core(), request.number, 'awaiting_approval');
  expect(after.history.map(({ type }) => type)).not.toContain('approved');
});

test('what Slack approved the desk can stop in time; another preview and approval send it once', async () => {
  const request = await waiting('Tim Bakker', 'tim.bakker@example.com');
  await slack.submitView(ANNA, (await opensPreview(ANNA, request)).id);
  const sending = await requestIn(desk.core(), request.number, 'executing');
  const { stop, approve: decide } = desk.core().decisions;
  expect(await stop(request.id, sending.version, owner)).toEqual({ ok: true, value: null });
  const card = await cardOf(request);
  expect(buttonsOf(card).map(({ button }) => button.action_id)).toContain('approve');
  const stopped = await requestIn(desk.core(), request.number, 'awaiting_approval');
  expect(await decide(request.id, stopped.version, stopped.letterHash ?? '', owner)).toMatchObject({
    refusal: { code: 'decision.preview_not_opened' },
  });
  expect(await desk.mails('tim.bakker@example.com', 1)).toHaveLength(1);
  expect(await approve(desk.core(), request.id, owner)).toMatchObject({ ok: true });
  await requestIn(desk.core(), request.number, 'answered');
  expect(await desk.mails('tim.bakker@example.com', 2)).toHaveLength(2);
});

test('somebody in the room who is no approver decides nothing and sees no letter', async () => {
  const request = await waiting('Nina Visser', 'nina.visser@example.nl');
  await slack.click(INTERN, await cardOf(request), 'approve');
  await eventually(
    async () => slack.ephemeralsFor(INTERN).find((text) => /lijst van beslissers/.test(text)),
    'the refusal',
  );
  expect(slack.openViews(INTERN)).toEqual([]);
  const after = await requestIn(desk.core(), request.number, 'awaiting_approval');
  expect(after.history.map(({ type }) => type)).not.toContain('preview_opened');
});
