import { expect, test } from 'vitest';
import { useCore } from '../../support/use-core.ts';
import { ANNA, REFUSALS, ROOM, startBench } from './start-bot.ts';
import { useRequest } from './use-request.ts';

const use = useCore();
const request = useRequest(use);

test('a sixth answer arrives, and one after half an hour: no response address, which would have ended, is used', async () => {
  const bench = await startBench(use());
  await bench.connect();
  const card = await bench.post(await request.card());
  for (let times = 0; times < 6; times += 1) await bench.slack.click(ANNA, card, 'take');
  bench.time.at = new Date(bench.time.at.getTime() + 31 * 60_000);
  await bench.slack.click(ANNA, card, 'take');
  await bench.slack.waitFor(
    () => (bench.slack.ephemeralsFor(ANNA).length === 7 ? true : null),
    'seven answers',
  );
  expect([...bench.slack.world.responseUrls.values()].map(({ uses }) => uses)).toEqual([0, 0, 0, 0, 0, 0, 0]);
});

test('an event that failed on the way comes again after one and five minutes and is handled once', async () => {
  const bench = await startBench(use());
  bench.slack.deliverTo('http://127.0.0.1:1/slack/events');
  const opened = { type: 'app_home_opened', user: ANNA, tab: 'home', event_ts: '1.1' };
  expect(await bench.slack.deliverEvent(opened)).toMatchObject({ reason: 'connection_failed' });
  await bench.connect();
  bench.slack.deliverTo(bench.url);
  const later = async (minutes: number) => {
    bench.time.at = new Date(bench.time.at.getTime() + minutes * 60_000);
    return bench.slack.passTime(0);
  };
  expect(await later(1)).toMatchObject([{ status: 200, reason: null }]);
  expect(await bench.slack.deliverEvent(opened, 'EvAgain')).toMatchObject({ status: 200 });
  expect(await bench.slack.deliverEvent(opened, 'EvAgain')).toMatchObject({ status: 200 });
  await bench.bot().stop();
  expect(bench.slack.calls.filter(({ method }) => method === 'views.publish')).toHaveLength(2);
});

test('in a channel that was archived after the start a click decides nothing, also not over an open preview', async () => {
  const bench = await startBench(use());
  await bench.connect();
  await bench.slack.click(ANNA, await bench.post(await request.card()), 'approve');
  const preview = await bench.dialog(ANNA);
  const { steps } = await request.since(async () => {
    bench.slack.addRoom(ROOM, ['U0BALIE', ANNA], { isArchived: true });
    await bench.slack.submitView(ANNA, preview.id);
  });
  expect(steps).toEqual([]);
  expect(JSON.stringify((await bench.dialog(ANNA)).modal.blocks)).toContain(
    REFUSALS['slack.channel_unavailable'],
  );
});

test('a token that was revoked while a preview is open decides nothing', async () => {
  const bench = await startBench(use());
  await bench.connect();
  await bench.slack.click(ANNA, await bench.post(await request.card()), 'approve');
  const preview = await bench.dialog(ANNA);
  const { steps } = await request.since(async () => {
    bench.slack.revokeToken();
    await bench.slack.submitView(ANNA, preview.id);
  });
  expect(steps).toEqual([]);
  expect(bench.logged().join()).toContain('token_revoked');
});
