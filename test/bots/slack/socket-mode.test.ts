import { expect, test } from 'vitest';
import { Redacted } from '../../../src/core/kernel/redacted.ts';
import { rateLimited } from '../../support/slack-server.ts';
import { useCore } from '../../support/use-core.ts';
import { ANNA, startBench } from './start-bot.ts';
import { useRequest } from './use-request.ts';

const use = useCore();
const request = useRequest(use);
const APP_TOKEN = new Redacted('xapp-test-app-token');

/** A bot that has connected by itself; nothing reaches it over HTTP. */
async function bench(more: Parameters<typeof startBench>[1] = {}) {
  const started = await startBench(use(), { appToken: APP_TOKEN, reconnectMs: 1, ...more });
  await started.connect();
  return started;
}

const connectedAgain = ({ slack }: Awaited<ReturnType<typeof bench>>, times: number) =>
  slack.waitFor(
    () => (slack.socket.state.opened === times && slack.socket.isOpen() ? true : null),
    'a connection',
  );

test('a decision is taken over the connection, and no delivery over HTTP is', async () => {
  const { slack, post, dialog, url } = await bench();
  const card = await post(await request.card());
  const { steps } = await request.since(async () => {
    expect(await slack.click(ANNA, card, 'approve')).toMatchObject({ reason: null });
    const preview = await dialog(ANNA);
    expect(await slack.submitView(ANNA, preview.id)).toMatchObject({ reason: null });
  });
  expect(steps.map((step) => step.split(' ')[0])).toEqual(['approved']);
  expect((await fetch(url, { method: 'POST', body: '{}' })).status).toBe(404);
});

test('what takes effect at once is stored before Slack hears that it arrived', async () => {
  const { slack, post } = await bench();
  const card = await post(await request.card());
  const { value, steps } = await request.since(() => slack.click(ANNA, card, 'take'));
  expect(value).toMatchObject({ status: 200, reason: null });
  expect(steps).toHaveLength(1);
});

test.each(['warning', 'refresh_requested'] as const)(
  'when Slack says %s another connection is opened, and the next click comes over it',
  async (reason) => {
    const started = await bench();
    const card = await started.post(await request.card());
    started.slack.socket.farewell(reason);
    await connectedAgain(started, 2);
    await started.slack.click(ANNA, card, 'note');
    expect((await started.dialog(ANNA)).modal.title.text).toBe('Notitie');
    expect(started.logged().join()).toContain(reason);
  },
);

test('a cut line is opened again, also when Slack cannot be asked at first, and the process goes on', async () => {
  const started = await bench();
  started.slack.plan('apps.connections.open', 'drop', rateLimited(1), { status: 503, body: 'away' });
  started.slack.socket.cut();
  await connectedAgain(started, 2);
  const asked = started.slack.calls.filter(({ method }) => method === 'apps.connections.open');
  expect(asked).toHaveLength(5);
  expect(started.logged().join()).toContain('http_503');
});

test('the same envelope once more is acknowledged and not handled', async () => {
  const { slack, bot, post, dialog } = await bench();
  await slack.click(ANNA, await post(await request.card()), 'approve');
  await dialog(ANNA);
  expect(await slack.redeliver()).toMatchObject({ status: 200, body: '' });
  await bot().stop();
  expect(slack.openViews(ANNA)).toHaveLength(1);
});

test('an app token that Slack refuses stops the start, and a Slack that is away is tried again', async () => {
  const wrong = await startBench(use(), { appToken: new Redacted('xapp-of-another-app') });
  await expect(wrong.connect()).rejects.toMatchObject({ code: 'slack.app_token_refused', retryable: false });
  expect(await wrong.bot().check()).toBe('slack.app_token_refused');

  const away = await startBench(use(), { appToken: APP_TOKEN });
  away.slack.plan('apps.connections.open', 'drop');
  await expect(away.connect()).rejects.toMatchObject({ code: 'slack.unreachable', retryable: true });
  expect(await away.bot().check()).toBeNull();
  expect(away.logged().join()).not.toContain('xapp-');
});

test('after the stop the connection is closed and none is opened', async () => {
  const { slack, bot } = await bench();
  await bot().stop();
  await slack.waitFor(() => (slack.socket.isOpen() ? null : true), 'the end of the connection');
  expect(slack.socket.state.opened).toBe(1);
});
