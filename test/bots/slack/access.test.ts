import { beforeEach, describe, expect, test } from 'vitest';
import { SlackStartRefused } from '../../../src/bots/slack/slack-settings.ts';
import { createStaffDialogues } from '../../../src/desk/staff-dialogues.ts';
import { textsIn } from '../../support/slack/block-kit.ts';
import { buttonsOf } from '../../support/slack/people.ts';
import { BOT_USER, type Person, type Room } from '../../support/slack/world.ts';
import { rateLimited } from '../../support/slack-server.ts';
import { useCore } from '../../support/use-core.ts';
import { ANNA, BRAM, CARD, CARLA, OUTCOME, REFUSALS, ROOM, startBench, wordsOf } from './start-bot.ts';
import { useRequest } from './use-request.ts';

const use = useCore();
const request = useRequest(use);

/** What was done to the request in this test, by whoever acts in Slack. */
let before = 0;
beforeEach(async () => {
  before = (await request.now()).history.length;
});
const done = async () => (await request.now()).history.slice(before).map(({ type }) => type);

describe('who may decide in Slack', () => {
  test('somebody who is not named is told so, and nothing is asked of the core', async () => {
    const bench = await startBench(use());
    await bench.connect();
    await bench.slack.click(CARLA, await bench.post(await request.card()), 'approve');
    expect(await bench.whisper(CARLA)).toBe(REFUSALS['slack.not_approver']);
    expect(await done()).toEqual([]);
  });

  test('without approvers a card has only the link, and a click on an older button has no effect', async () => {
    const deciding = await startBench(use());
    await deciding.connect();
    const withButtons = await deciding.post(await request.card());

    const bench = await startBench(use(), { approvers: [] });
    await bench.connect();
    const card = await bench.post(await request.card());
    expect(buttonsOf(card).map(({ button }) => button.action_id)).toEqual(['desk']);
    await bench.slack.click(ANNA, withButtons, 'approve');
    expect(await bench.whisper(ANNA)).toBe(REFUSALS['slack.alerts_only']);
    expect(await done()).toEqual([]);
  });

  const outsiders: [string, Partial<Person>][] = [
    ['a guest of several channels', { isRestricted: true }],
    ['a guest of one channel', { isUltraRestricted: true }],
    ['somebody whose account is closed', { deleted: true }],
    ['a bot', { isBot: true }],
  ];
  test.each(outsiders)('%s decides nothing, also when named', async (_who, change) => {
    const bench = await startBench(use());
    await bench.connect();
    const card = await bench.post(await request.card());
    bench.slack.addPerson(BRAM, 'Bram Bakker', change);
    await bench.slack.click(BRAM, card, 'approve');
    expect(await bench.whisper(BRAM)).toBe(REFUSALS['slack.not_staff']);
    expect(await done()).toEqual([]);
  });

  test('who has left the channel between the preview and sending it decides nothing', async () => {
    const bench = await startBench(use());
    await bench.connect();
    await bench.slack.click(ANNA, await bench.post(await request.card()), 'approve');
    const preview = await bench.dialog(ANNA);
    bench.slack.addRoom(ROOM, [BOT_USER, BRAM]);
    await bench.slack.submitView(ANNA, preview.id);
    expect(wordsOf(await bench.dialog(ANNA))).toContain(REFUSALS['slack.not_member']);
    await expect.poll(done).toEqual(['preview_opened']);
  });

  test('members are found on every page of the list', async () => {
    const bench = await startBench(use());
    await bench.connect();
    const card = await bench.post(await request.card());
    const crowd = Array.from({ length: 450 }, (_, index) => `U9${index}`);
    bench.slack.addRoom(ROOM, [BOT_USER, ...crowd, ANNA]);
    await bench.slack.click(ANNA, card, 'approve');
    expect((await bench.dialog(ANNA)).modal.submit?.text).toBe('Goedkeuren');
  });

  test('when Slack cannot say who clicked, the answer is no', async () => {
    const bench = await startBench(use());
    await bench.connect();
    const card = await bench.post(await request.card());
    bench.slack.plan('users.info', rateLimited(30));
    await bench.slack.click(ANNA, card, 'approve');
    expect(await bench.whisper(ANNA)).toBe(REFUSALS['slack.not_checked']);
    expect(await done()).toEqual([]);
  });

  test('in a channel that was made public or shared after the start nobody decides and no card is posted', async () => {
    const bench = await startBench(use());
    const bot = await bench.connect();
    const card = await bench.post(await request.card());
    const everybody = [BOT_USER, ANNA, BRAM];
    bench.slack.addRoom(ROOM, everybody, { isPrivate: false });
    await bench.slack.click(ANNA, card, 'approve');
    expect(await bench.whisper(ANNA)).toBe(REFUSALS['slack.scopes_missing']);

    bench.slack.addRoom(ROOM, everybody, { isExtShared: true });
    expect(await bot.tell('Er is een verzoek.', 'https://balie.example.nl/balie')).toEqual({
      status: 'failed',
      reason: 'blocked',
      retryable: false,
    });
    expect(bench.slack.messages()).toHaveLength(1);
    expect(await done()).toEqual([]);
  });

  test('a guest who is let in after the start keeps new cards away within ten minutes', async () => {
    const bench = await startBench(use());
    const bot = await bench.connect();
    const tell = () => bot.tell('Er is een verzoek.', 'https://balie.example.nl/balie');
    bench.slack.addPerson(CARLA, 'Carla Smit', { isRestricted: true });
    expect(await tell()).toMatchObject({ status: 'sent' });
    bench.time.at = new Date(bench.time.at.getTime() + 10 * 60_000);
    expect(await tell()).toEqual({ status: 'failed', reason: 'blocked', retryable: false });
    expect(bench.logged().join()).toContain('slack.channel_guests');
    bench.slack.addPerson(CARLA, 'Carla Smit');
    expect(await tell()).toMatchObject({ status: 'sent' });
    const asked = () => bench.slack.calls.filter(({ method }) => method === 'conversations.members').length;
    const before = asked();
    await tell();
    expect(asked()).toBe(before);
  });

  test('a card that stands in such a channel is not renewed, but its outcome, which says less, replaces it', async () => {
    const bench = await startBench(use());
    const bot = await bench.connect();
    const { ts } = await bench.post();
    bench.slack.addRoom(ROOM, [BOT_USER, ANNA, BRAM], { isPrivate: false });
    bench.time.at = new Date(bench.time.at.getTime() + 10_000);
    const renewed = { ...CARD, paragraphs: ['Gevonden: 4 bestellingen.'], actions: [] };
    expect(await bot.updateCard(`${ROOM}:${ts}`, renewed)).toMatchObject({ reason: 'blocked' });
    expect(textsIn(bench.slack.message(ROOM, ts).blocks).join()).toContain('3 bestellingen');
    expect(await bot.updateCard(`${ROOM}:${ts}`, OUTCOME)).toMatchObject({ status: 'sent' });
    expect(textsIn(bench.slack.message(ROOM, ts).blocks).join()).not.toContain('bestellingen');
  });
});

describe('which channel is accepted at the start', () => {
  const rooms: [string, Partial<Room>, string][] = [
    ['a public channel, which the app may not even look at', { isPrivate: false }, 'slack.scopes_missing'],
    ['a channel shared with another organisation', { isExtShared: true }, 'slack.channel_shared'],
    ['a channel shared within a group of workspaces', { isOrgShared: true }, 'slack.channel_shared'],
    ['an archived channel', { isArchived: true }, 'slack.channel_unavailable'],
  ];
  test.each(rooms)('%s is refused', async (_what, change, code) => {
    const bench = await startBench(use());
    bench.slack.addRoom(ROOM, [BOT_USER, ANNA], change);
    await expect(bench.connect()).rejects.toMatchObject({ code, retryable: false });
  });

  test('a public channel is named as such by an app that was given more than the manifest asks', async () => {
    const bench = await startBench(use());
    bench.slack.scopes.add('channels:read');
    bench.slack.addRoom(ROOM, [BOT_USER, ANNA], { isPrivate: false });
    await expect(bench.connect()).rejects.toMatchObject({ code: 'slack.channel_public' });
  });

  test('a channel with a guest in it is refused', async () => {
    const bench = await startBench(use());
    bench.slack.addPerson(CARLA, 'Carla Smit', { isUltraRestricted: true });
    await expect(bench.connect()).rejects.toMatchObject({ code: 'slack.channel_guests' });
  });

  test('a channel that the bot is not in is refused', async () => {
    const bench = await startBench(use());
    bench.slack.addRoom(ROOM, [ANNA]);
    await expect(bench.connect()).rejects.toMatchObject({ code: 'slack.channel_unavailable' });
  });

  test('a revoked token and a missing scope are told apart from a Slack that cannot be reached', async () => {
    const bench = await startBench(use());
    bench.slack.plan('auth.test', 'drop');
    await expect(bench.connect()).rejects.toMatchObject({ code: 'slack.unreachable', retryable: true });
    bench.slack.plan('auth.test', { status: 503, body: 'busy' });
    await expect(bench.connect()).rejects.toMatchObject({ code: 'slack.unreachable', retryable: true });
    bench.slack.scopes.delete('groups:read');
    await expect(bench.connect()).rejects.toMatchObject({ code: 'slack.scopes_missing', retryable: false });
    bench.slack.revokeToken();
    const error = await bench.connect().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(SlackStartRefused);
    expect(error).toMatchObject({ code: 'slack.token_refused', message: 'slack.token_refused' });
  });

  test('a start that failed can be tried again', async () => {
    const bench = await startBench(use());
    bench.slack.plan('conversations.info', 'drop');
    const bot = bench.bot();
    const dialogues = createStaffDialogues({
      ...use(),
      language: 'nl',
      publicUrl: 'https://balie.example.nl',
    });
    await expect(bot.start(dialogues)).rejects.toThrow('slack.unreachable');
    expect(await bot.tell('Hallo', 'https://balie.example.nl')).toMatchObject({
      reason: 'unreachable',
      retryable: true,
    });
    await bot.start(dialogues);
    expect(await bot.tell('Hallo', 'https://balie.example.nl')).toMatchObject({ status: 'sent' });
  });
});
