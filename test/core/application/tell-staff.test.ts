import { afterAll, beforeAll, expect, test } from 'vitest';
import { addTask } from '../../../src/core/application/add-task.ts';
import { tellStaff } from '../../../src/core/application/tell-staff.ts';
import type { StaffChannel } from '../../../src/core/approval/staff-channel.ts';
import { staffActor } from '../../support/desk-staff.ts';
import { BOT_USER } from '../../support/slack/world.ts';
import { slackChannel } from '../../support/slack-channel.ts';
import { type SlackServer, startSlackServer } from '../../support/slack-server.ts';
import { useCore } from '../../support/use-core.ts';

const use = useCore();
const ROOM = 'C0PRIVACY';
const DESK = 'https://balie.example.nl/balie';

let slack: SlackServer;
let channel: StaffChannel;

beforeAll(async () => {
  slack = await startSlackServer();
  slack.addPerson(BOT_USER, 'Privacybalie', { isBot: true });
  slack.addRoom(ROOM, [BOT_USER]);
  channel = await slackChannel(use(), slack, ROOM);
  await staffActor(use().core, 'eigenaar@example.nl');
});

afterAll(async () => {
  await channel.stop();
  await slack.stop();
});

const tell = (taskId: string) =>
  tellStaff(
    use().settings,
    { channel, words: () => 'Er is een taak.', link: () => DESK, waitingWords: String, waitingLink: DESK },
    taskId,
  );

async function aTask(about: string): Promise<string> {
  const { settings, core, clock } = use();
  await settings.store.transaction((tx) => addTask(tx, { kind: 'job_failed', about }, clock.now()));
  const [task] = await core.desk.tasks('open');
  if (task === undefined) throw new Error('no task');
  return task.id;
}

const done = async (id: string) => use().core.desk.closeTask(id, await staffActor(use().core));
const channelTasks = async () =>
  (await use().core.desk.tasks('open')).filter(({ kind }) => kind === 'card_failed');
const queuedMails = async () => (await use().jobs('send-mail')).length;

test('the owner is mailed at once, and once, however long the staff channel cannot be reached', async () => {
  const id = await aTask('one');
  const before = await queuedMails();
  slack.plan('chat.postMessage', 'drop', 'drop', 'drop');
  for (let tries = 0; tries < 3; tries += 1) {
    expect(await tell(id)).toEqual({ status: 'again', reason: 'unreachable' });
    expect(await queuedMails()).toBe(before + 1);
  }
  expect(await tell(id)).toEqual({ status: 'done' });
  expect(await queuedMails()).toBe(before + 1);
  expect(slack.messages()).toHaveLength(1);
  await done(id);
});

test('the owner is mailed too when the staff channel is no more', async () => {
  const id = await aTask('two');
  const before = await queuedMails();
  slack.plan('chat.postMessage', { status: 200, body: { ok: false, error: 'is_archived' } });
  expect(await tell(id)).toEqual({ status: 'done' });
  expect(await queuedMails()).toBe(before + 1);
  expect(await channelTasks()).toMatchObject([{ params: { reason: 'gone' } }]);
  expect(await tell(id)).toEqual({ status: 'done' });
  expect(await channelTasks()).toEqual([]);
  await done(id);
});

test('a card that the channel refuses stays a task when a notice arrives there', async () => {
  const { settings, clock } = use();
  const task = { kind: 'card_failed', about: 'staff channel', params: { reason: 'blocked' } } as const;
  await settings.store.transaction((tx) => addTask(tx, task, clock.now()));
  const [open] = await channelTasks();
  expect(await tell(open?.id ?? '')).toEqual({ status: 'done' });
  expect(await channelTasks()).toHaveLength(1);
  await done(open?.id ?? '');
});

test('nobody is told of a task that is done by then', async () => {
  const id = await aTask('three');
  const [mails, messages] = [await queuedMails(), slack.messages().length];
  await done(id);
  expect(await tell(id)).toEqual({ status: 'done' });
  expect(await queuedMails()).toBe(mails);
  expect(slack.messages()).toHaveLength(messages);
});

test('of mails in doubt only the first is told, until somebody has looked; what could not be taken is told each time', async () => {
  const { core, clock, jobs } = use();
  const place = { uidValidity: '1', lastUid: 1, lastArrival: null, leftUntil: null };
  const leave = async (name: string, why: 'doubt' | 'not_taken' = 'doubt') => {
    const before = new Set((await core.desk.tasks('open')).map(({ id }) => id));
    const mail = {
      name,
      number: '1:1',
      arrivedAt: clock.now(),
      sender: 'jan@example.com',
      why,
    } as const;
    await core.mailboxes.leave('mailbox', mail, place);
    return (await core.desk.tasks('open')).find(({ id }) => !before.has(id))?.id ?? '';
  };
  const told = async () => (await jobs('send-mail')).length + slack.messages().length;
  const [first, second] = [await leave('one'), await leave('two')];
  const before = await told();
  await tell(first);
  expect(await told()).toBe(before + 2);
  await tell(second);
  expect(await told()).toBe(before + 2);
  await tell(await leave('fails', 'not_taken'));
  await tell(await leave('fails too', 'not_taken'));
  expect(await told()).toBe(before + 6);
  await done(first);
  await done(second);
  const third = await leave('three');
  await tell(third);
  expect(await told()).toBe(before + 8);
  const by = await staffActor(core);
  expect(await core.desk.confirmMail(third, by)).toMatchObject({ ok: true });
  expect(await core.mailboxes.confirmed('mailbox')).toMatchObject([{ taskId: third }]);
  await core.mailboxes.copied(third, 'not_taken');
  expect(await core.mailboxes.confirmed('mailbox')).toEqual([]);
  const again = (await jobs('tell-staff')).filter(({ data }) => data.taskId === third);
  expect(again).toHaveLength(2);
});
