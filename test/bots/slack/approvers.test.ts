import { webApi } from '@slack/bolt';
import { expect, test } from 'vitest';
import { followApprovers } from '../../../src/bots/slack/approvers.ts';
import { SlackStartRefused } from '../../../src/bots/slack/slack-settings.ts';
import { capturedLog } from '../../support/captured-log.ts';
import { rateLimited } from '../../support/slack-server.ts';
import { useCore } from '../../support/use-core.ts';
import { ANNA, type Bench, BRAM, CARLA, REFUSALS, startBench } from './start-bot.ts';
import { useRequest } from './use-request.ts';

const use = useCore();
const request = useRequest(use);
const GROUP = 'S0PRIVACY';

/** Decisions by a user group, whose members are these. */
async function bench(
  members: readonly string[],
  more: Parameters<typeof startBench>[1] = {},
): Promise<Bench> {
  const started = await startBench(use(), { approvers: [GROUP], ...more });
  started.slack.world.groups.set(GROUP, members);
  await started.connect();
  return started;
}

const changed = (of: Bench, group = GROUP) =>
  of.slack.deliverEvent({ type: 'subteam_members_changed', subteam_id: group, event_ts: '1.1' });

/** Who of Slack works here, as the core has it. */
async function staff(): Promise<readonly string[]> {
  const found = await use().core.desk.staff();
  return found.flatMap(({ slackUserId }) => slackUserId ?? []).sort();
}

test('who is in the group decides, and who is in the channel only does not', async () => {
  const { slack, post, dialog, whisper } = await bench([ANNA]);
  const card = await post(await request.card());
  await slack.click(ANNA, card, 'approve');
  expect((await dialog(ANNA)).modal.submit?.text).toBe('Goedkeuren');
  await slack.click(CARLA, card, 'approve');
  expect(await whisper(CARLA)).toBe(REFUSALS['slack.not_approver']);
});

test('who is taken out of the group loses it at the next click, though Slack told us nothing', async () => {
  const { slack, post, whisper } = await bench([ANNA, BRAM]);
  const card = await post(await request.card());
  slack.world.groups.set(GROUP, [BRAM]);
  await slack.click(ANNA, card, 'approve');
  expect(await whisper(ANNA)).toBe(REFUSALS['slack.not_approver']);
});

test('a change of the group is taken over when Slack tells it, and one of another group is not asked about', async () => {
  const started = await bench([ANNA, BRAM]);
  expect(await staff()).toEqual([ANNA, BRAM]);
  started.slack.world.groups.set(GROUP, [ANNA, CARLA]);
  const calls = () => started.slack.calls.filter(({ method }) => method === 'usergroups.users.list').length;
  const before = calls();
  await changed(started, 'S0OTHER');
  await changed(started);
  await started.bot().stop();
  expect(calls()).toBe(before + 1);
  expect(await staff()).toEqual([ANNA, CARLA]);
});

test('a list that is as it was is not told again, whatever its order, and one that was not taken is', async () => {
  const lists: (readonly string[])[] = [];
  const { slack } = await startBench(use());
  slack.world.groups.set(GROUP, [ANNA, BRAM]);
  const client = new webApi.WebClient(slack.botToken, { slackApiUrl: slack.apiUrl });
  const log = capturedLog('warn');
  const followed = followApprovers(client, { approvers: [GROUP], log }, async (userIds) => {
    lists.push(userIds);
    if (lists.length === 1) throw new Error('the database is away');
  });
  await followed.first;
  await followed.changed(GROUP);
  slack.world.groups.set(GROUP, [BRAM, ANNA]);
  await followed.changed(GROUP);
  await followed.stop();
  expect(lists).toEqual([
    [ANNA, BRAM],
    [ANNA, BRAM],
  ]);
  expect(log.lines()).toHaveLength(1);
  // Slack was reached: what failed is our own
  expect(log.lines()[0]).toMatch(/could not be stored/);
  expect(log.lines()[0]).not.toMatch(/no_connection|could not be read/);
});

test('a change that Slack did not tell is found at the next look', async () => {
  const { slack } = await bench([ANNA], { approversEveryMs: 5 });
  const calls = () => slack.calls.filter(({ method }) => method === 'usergroups.users.list').length;
  const before = calls();
  await slack.waitFor(() => (calls() > before ? true : null), 'another look at the group');
});

test('a group that cannot be read gives nobody a right and takes none from the list of staff', async () => {
  const started = await bench([ANNA]);
  const card = await started.post(await request.card());
  started.slack.plan('usergroups.users.list', rateLimited(30), rateLimited(30));
  await started.slack.click(ANNA, card, 'approve');
  expect(await started.whisper(ANNA)).toBe(REFUSALS['slack.not_checked']);
  await changed(started);
  await started.bot().stop();
  expect(await staff()).toEqual([ANNA]);
  expect(started.logged().join()).toContain('ratelimited');
});

test('a group that is not there, or an app without the scope, refuses the start', async () => {
  const refused = new SlackStartRefused('slack.group_unreadable');
  const without = await startBench(use(), { approvers: [GROUP] });
  await expect(without.connect()).rejects.toEqual(refused);
  without.slack.world.groups.set(GROUP, [ANNA]);
  without.slack.scopes.delete('usergroups:read');
  await expect(without.connect()).rejects.toEqual(refused);
  without.slack.scopes.add('usergroups:read');
  without.slack.plan('usergroups.users.list', rateLimited(1));
  await expect(without.connect()).rejects.toMatchObject({ retryable: true });
});
