import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { prepareAnswer } from '../../../src/core/application/prepare-answer.ts';
import { runCommand } from '../../../src/core/application/run-command.ts';
import type { CardSending } from '../../../src/core/application/update-card.ts';
import { updateCard } from '../../../src/core/application/update-card.ts';
import type { StaffChannel } from '../../../src/core/approval/staff-channel.ts';
import { HOUR } from '../../../src/core/kernel/clock.ts';
import type { RequestId } from '../../../src/core/kernel/ids.ts';
import { renderCard } from '../../../src/core/text/render-card.ts';
import { approve, type DeskActor, staffActor } from '../../support/desk-staff.ts';
import { aRequest } from '../../support/request-builder.ts';
import { textsIn } from '../../support/slack/block-kit.ts';
import { BOT_USER, type Message } from '../../support/slack/world.ts';
import { slackChannel } from '../../support/slack-channel.ts';
import { rateLimited, type SlackServer, startSlackServer } from '../../support/slack-server.ts';
import { useCore } from '../../support/use-core.ts';
import { workOff } from '../../support/work-off.ts';
import { storeRequest } from '../store/stored-rows.ts';

const use = useCore();
const ANNOUNCED = 'Er is een verzoek om te bekijken.';
const LINK = 'https://balie.example.nl/balie';
const DONE = { status: 'done' };

let slack: SlackServer;
let channel: StaffChannel;
let room = 'C0CARDS';
let owner: DeskActor;

beforeAll(async () => {
  slack = await startSlackServer();
  slack.addPerson(BOT_USER, 'Privacybalie', { isBot: true });
  owner = await staffActor(use().core, 'eigenaar@example.nl');
});

afterAll(async () => {
  await channel.stop();
  await slack.stop();
});

/** A room and a bot of its own, a minute later, so that no test meets another one's limits. */
beforeEach(async ({ task }) => {
  await channel?.stop();
  await slack.passTime(60_000);
  room = `C${task.id.toUpperCase().replace(/\W/g, '')}`;
  slack.addRoom(room, [BOT_USER]);
  channel = await slackChannel(use(), slack, room);
});

function sending(over: Partial<CardSending> = {}): CardSending {
  return {
    channel,
    announcement: { text: ANNOUNCED, link: LINK },
    render: async (detail) =>
      renderCard(detail, {
        language: 'nl',
        deskUrl: `${LINK}/verzoek/${detail.id}`,
        shop: await use().core.desk.profile(),
      }),
    ...over,
  };
}

const update = (id: RequestId, over?: Partial<CardSending>) => updateCard(use().settings, sending(over), id);
const inRoom = () => slack.messages().filter((message) => message.channel === room);
const wordsOf = (message: Message | undefined) => textsIn(message?.blocks ?? []).join('\n');
const openTasks = async () =>
  (await use().core.desk.tasks('open')).filter(({ kind }) => kind === 'card_failed');
const card = (id: RequestId) => use().settings.store.transaction((tx) => tx.requests.card(id));

async function aCase() {
  const { settings } = use();
  const { id, number } = await settings.store.transaction((tx) =>
    storeRequest(tx, aRequest().searched().events, { email: 'sanne@example.nl' }),
  );
  await prepareAnswer(settings, id);
  return { id, number };
}

/** The request goes on, so that its card is behind. */
async function changes(id: RequestId): Promise<void> {
  const { core } = use();
  const { version = 0 } = (await core.desk.card(id)) ?? {};
  const free = { opening: `Versie ${version}.`, closing: '' };
  expect(await core.decisions.changeParagraphs(id, version, free, owner)).toMatchObject({ ok: true });
}

const versionOf = async (id: RequestId) => (await use().core.desk.card(id))?.version;

test('a card is announced without a word about the request and then takes the place of the announcement', async () => {
  const { id, number } = await aCase();
  slack.plan('chat.update', rateLimited(2));
  expect(await update(id)).toEqual({ status: 'again', reason: 'limited', afterMs: 2_000 });
  const [announced, ...others] = inRoom();
  expect(others).toEqual([]);
  expect(wordsOf(announced)).toContain(ANNOUNCED);
  expect(JSON.stringify(announced)).not.toContain(number);
  expect(JSON.stringify(announced)).not.toContain(id);
  expect(await update(id)).toEqual(DONE);
  expect(inRoom()).toHaveLength(1);
  expect(wordsOf(inRoom()[0])).toContain(number);
  expect(await card(id)).toEqual({
    requestId: id,
    channel: 'slack',
    externalId: `${room}:${announced?.ts}`,
    version: await versionOf(id),
  });
});

test('a crash between posting and storing leaves an announcement that is true by itself, and one card', async () => {
  const { id, number } = await aCase();
  slack.plan('chat.postMessage', 'lose_answer');
  expect(await update(id)).toEqual({ status: 'again', reason: 'unreachable' });
  expect(await update(id)).toEqual(DONE);
  const [orphan, shown] = inRoom();
  expect(inRoom()).toHaveLength(2);
  expect(wordsOf(orphan)).toContain(ANNOUNCED);
  expect(JSON.stringify(orphan)).not.toContain(id);
  expect(wordsOf(shown)).toContain(number);
});

test('an answer of Slack that is lost after the card was shown is made up for in the same message', async () => {
  const { id, number } = await aCase();
  slack.plan('chat.update', 'lose_answer');
  expect(await update(id)).toMatchObject({ status: 'again' });
  expect(await update(id)).toEqual(DONE);
  expect(inRoom().map(wordsOf)).toEqual([expect.stringContaining(number)]);
});

test('two processes show one card; the one that comes second is asked to look again', async () => {
  const { id } = await aCase();
  const outcomes = await Promise.all([update(id), update(id), update(id)]);
  expect(outcomes.filter(({ status }) => status === 'done')).not.toEqual([]);
  for (const outcome of outcomes)
    expect([DONE, { status: 'again', reason: 'busy', afterMs: 1_000 }]).toContainEqual(outcome);
  expect(await update(id)).toEqual(DONE);
  expect(inRoom()).toHaveLength(1);
});

test('a process that lags behind does not leave an older card over a newer one, also when its lock was lost', async () => {
  const { id } = await aCase();
  await update(id);
  await changes(id);
  const [began, resumed] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const slow = update(id, {
    render: async (detail) => {
      const content = await sending().render(detail);
      began.resolve();
      await resumed.promise;
      return { ...content, paragraphs: ['een oude stand'] };
    },
  });
  await began.promise;
  expect(await update(id)).toMatchObject({ reason: 'busy' });
  await changes(id);
  await loseLocks();
  expect(await update(id)).toEqual(DONE);
  expect((await card(id))?.version).toBe(await versionOf(id));
  resumed.resolve();
  await expect(slow).rejects.toThrow();
  expect(wordsOf(inRoom()[0])).toContain('een oude stand');
  // the job is tried again, as every job that failed
  expect(await update(id)).toEqual(DONE);
  expect(wordsOf(inRoom()[0])).not.toContain('een oude stand');
  expect(inRoom()).toHaveLength(1);
});

test('of two announcements, when the lock was lost, one becomes the card and the other stays empty', async () => {
  const { id, number } = await aCase();
  const [began, resumed] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const slow = update(id, {
    render: async (detail) => {
      began.resolve();
      await resumed.promise;
      return sending().render(detail);
    },
  });
  await began.promise;
  await loseLocks();
  expect(await update(id)).toEqual(DONE);
  resumed.resolve();
  await expect(slow).rejects.toThrow();
  expect(await update(id)).toEqual(DONE);
  expect(inRoom().filter((message) => wordsOf(message).includes(number))).toHaveLength(1);
});

test('a card that somebody removed, or that can no longer be changed, is announced anew', async () => {
  const { id, number } = await aCase();
  await update(id);
  await changes(id);
  slack.world.messages.clear();
  expect(await update(id)).toEqual(DONE);
  expect(inRoom().map(wordsOf)).toEqual([expect.stringContaining(number)]);
  await changes(id);
  slack.plan('chat.update', { status: 200, body: { ok: false, error: 'cant_update_message' } });
  expect(await update(id)).toEqual(DONE);
  expect(inRoom().map(wordsOf)).toEqual([expect.stringContaining(number)]);
  expect((await card(id))?.externalId).toBe(`${room}:${inRoom()[0]?.ts}`);
});

test('a card that can be neither changed nor removed any more is work for a person, and has a successor', async () => {
  const { id } = await aCase();
  await update(id);
  await changes(id);
  slack.plan('chat.update', { status: 200, body: { ok: false, error: 'cant_update_message' } });
  slack.plan('chat.delete', { status: 200, body: { ok: false, error: 'cant_delete_message' } });
  expect(await update(id)).toEqual(DONE);
  expect(inRoom()).toHaveLength(2);
  expect((await card(id))?.externalId).toBe(`${room}:${inRoom()[1]?.ts}`);
  const left = (await use().core.desk.tasks('open')).filter(({ requestId }) => requestId === id);
  expect(left).toMatchObject([{ kind: 'card_left' }]);
});

async function ends(id: RequestId): Promise<void> {
  const { settings, clock } = use();
  await approve(use().core, id, owner);
  clock.advance(HOUR);
  await settings.store.transaction(async (tx) => {
    const request = await tx.requests.lock(id);
    const { state } = request ?? {};
    if (request === undefined || state?.status !== 'executing') throw new Error('not approved');
    const sent = { type: 'confirm_sent', by: 'system', letterId: state.letter.id } as const;
    expect((await runCommand(tx, request, sent, clock.now())).ok).toBe(true);
  });
}

test('a request that ended without a card gets none any more', async () => {
  const { id } = await aCase();
  await ends(id);
  expect(await update(id)).toEqual(DONE);
  expect(inRoom()).toEqual([]);
});

test('a finished card that somebody removed is not announced as a request to look at', async () => {
  const { id } = await aCase();
  await update(id);
  await ends(id);
  slack.world.messages.clear();
  expect(await update(id)).toEqual(DONE);
  expect(inRoom()).toEqual([]);
  expect(await card(id)).toBeUndefined();
});

test('a finished card that can be neither changed nor removed is work for a person; a closed room keeps its place', async () => {
  const { id } = await aCase();
  await update(id);
  await ends(id);
  slack.addRoom(room, [BOT_USER], { isArchived: true });
  expect(await update(id)).toEqual(DONE);
  expect(await card(id)).toBeDefined();
  const [closed] = await openTasks();
  slack.addRoom(room, [BOT_USER]);
  await use().core.desk.closeTask(closed?.id ?? '', owner);
  slack.plan('chat.update', { status: 200, body: { ok: false, error: 'cant_update_message' } });
  slack.plan('chat.delete', { status: 200, body: { ok: false, error: 'cant_delete_message' } });
  expect(await update(id)).toEqual(DONE);
  expect(inRoom()).toHaveLength(1);
  const left = (await use().core.desk.tasks('open')).filter(({ requestId }) => requestId === id);
  expect(left).toMatchObject([{ kind: 'card_left' }]);
});

test('a card that became late is shown anew although nothing else changed', async () => {
  const { id } = await aCase();
  await update(id);
  const [before] = inRoom();
  expect(await update(id)).toEqual(DONE);
  expect(inRoom()[0]?.edits).toBe(before?.edits);
  const edits = before?.edits ?? 0;
  expect(await updateCard(use().settings, sending(), id, true)).toEqual(DONE);
  expect(inRoom()[0]?.edits).toBe(edits + 1);
  expect((await card(id))?.version).toBe(await versionOf(id));
});

test.each([
  'channel_not_found',
  'not_in_channel',
  'invalid_auth',
  'is_archived',
  'missing_scope',
  'token_revoked',
])(
  'when Slack says %s the owner is told once, on the desk and by mail, however many cards there are',
  async (error) => {
    const failure = { status: 200, body: { ok: false, error } };
    const { core } = use();
    for (let posted = 0; posted < 3; posted += 1) {
      slack.plan('chat.postMessage', failure);
      expect(await update((await aCase()).id)).toEqual(DONE);
    }
    const [task, ...more] = await openTasks();
    expect(more).toEqual([]);
    expect(task).toMatchObject({
      requestId: null,
      params: { reason: expect.stringMatching(/gone|blocked/) },
    });
    await workOff(use());
    await workOff(use());
    const mails = (await core.desk.caughtMail(50)).filter(({ text }) => text.includes(task?.id ?? ''));
    expect(mails.map(({ to }) => to)).toEqual(['eigenaar@example.nl']);
    await core.desk.closeTask(task?.id ?? '', owner);
  },
);

test('once a card can be shown again the task ends by itself and the cards that were missed are queued', async () => {
  const { jobs } = use();
  const [missed, next] = [await aCase(), await aCase()];
  slack.addRoom(room, [BOT_USER], { isArchived: true });
  expect(await update(missed.id)).toEqual(DONE);
  expect(await openTasks()).toHaveLength(1);
  slack.addRoom(room, [BOT_USER]);
  const waiting = async () =>
    (await jobs('update-card')).filter(({ data }) => data.requestId === missed.id).length;
  const before = await waiting();
  expect(await update(next.id)).toEqual(DONE);
  expect(await openTasks()).toEqual([]);
  expect(await waiting()).toBe(before + 1);
});

test('whoever finishes the task has the missed cards tried again, and is told again when it still fails', async () => {
  const { core, jobs } = use();
  const { id } = await aCase();
  slack.addRoom(room, [BOT_USER], { isArchived: true });
  await update(id);
  const [task] = await openTasks();
  const waiting = async () => (await jobs('update-card')).filter(({ data }) => data.requestId === id).length;
  const before = await waiting();
  await core.desk.closeTask(task?.id ?? '', owner);
  expect(await waiting()).toBe(before + 1);
  await update(id);
  const [again] = await openTasks();
  expect(again?.id).not.toBe(task?.id);
  await core.desk.closeTask(again?.id ?? '', owner);
});

test('a card that Slack rejects is a task about that request alone, and ends when it can be shown', async () => {
  const { id, number } = await aCase();
  const other = await aCase();
  slack.plan('chat.update', { status: 200, body: { ok: false, error: 'invalid_blocks' } });
  expect(await update(id)).toEqual(DONE);
  expect(await openTasks()).toMatchObject([{ requestId: id, number, params: { reason: 'rejected' } }]);
  expect(await update(other.id)).toEqual(DONE);
  expect(await openTasks()).toHaveLength(1);
  expect(await update(id)).toEqual(DONE);
  expect(await openTasks()).toEqual([]);
});

async function loseLocks(): Promise<void> {
  await use().sql.query(
    `SELECT pg_terminate_backend(l."pid", 5000) FROM pg_locks l
      JOIN pg_stat_activity a ON a."pid" = l."pid" AND a.application_name = 'privacybalie store'
      WHERE l."locktype" = 'advisory' AND l."database" = (SELECT oid FROM pg_database WHERE datname = current_database())`,
  );
}
