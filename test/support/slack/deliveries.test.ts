import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { isValidSlackRequest } from '@slack/bolt';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startSlackServer } from '../slack-server.ts';
import { BOT_USER, type Message, TEAM } from './world.ts';

const ROOM = 'C0ROOM';
const ANNA = 'U0ANNA';
const MODAL = { type: 'modal', title: { type: 'plain_text', text: 'Titel' }, blocks: [] };
const SENDABLE = { ...MODAL, submit: { type: 'plain_text', text: 'Verstuur' } };
const ASKS = {
  ...SENDABLE,
  blocks: [
    {
      type: 'input',
      block_id: 'facts',
      label: { type: 'plain_text', text: 'Feiten' },
      element: { type: 'plain_text_input', action_id: 'facts', max_length: 5 },
    },
  ],
};

interface Got {
  readonly req: IncomingMessage;
  readonly body: string;
}

/** A workspace and an app that answers as the test says. */
async function start(
  answer: (res: ServerResponse, got: Got) => void = (res) => res.end(),
  patience?: () => AbortSignal,
) {
  const time = { at: new Date('2026-11-23T09:00:00Z') };
  const clock = { now: () => time.at };
  const slack = await startSlackServer(patience === undefined ? { clock } : { clock, patience });
  const got: Got[] = [];
  const app = createServer(async (req, res) => {
    let body = '';
    for await (const chunk of req) body += chunk;
    got.push({ req, body });
    answer(res, { req, body });
  }).listen(0, '127.0.0.1');
  await once(app, 'listening');
  const address = app.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  slack.deliverTo(`http://127.0.0.1:${address.port}/slack/events`);
  onTestFinished(async () => {
    app.closeAllConnections();
    app.close();
    await slack.stop();
  });
  slack.addPerson(ANNA, 'Anna de Vries');
  slack.addRoom(ROOM, [BOT_USER, ANNA]);
  const call = async (method: string, args: Record<string, unknown>) => {
    const body = new URLSearchParams();
    for (const [key, value] of Object.entries(args)) {
      body.set(key, typeof value === 'string' ? value : JSON.stringify(value));
    }
    const response = await fetch(`${slack.apiUrl}${method}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${slack.botToken}` },
      body,
    });
    const result: unknown = await response.json();
    return result;
  };
  const message: Message = {
    channel: ROOM,
    ts: '1.000001',
    by: BOT_USER,
    text: 'kaart',
    edits: 0,
    blocks: [
      {
        type: 'actions',
        block_id: 'b0',
        elements: [
          { type: 'button', action_id: 'go', value: '42', text: { type: 'plain_text', text: 'Ga' } },
        ],
      },
    ],
  };
  slack.world.messages.set(`${ROOM}:1.000001`, message);
  /** Clicks, and gives what the app was sent. */
  const click = async () => {
    await slack.click(ANNA, message, 'go');
    const payload = JSON.parse(new URLSearchParams(got.at(-1)?.body).get('payload') ?? '{}');
    return { trigger: String(payload.trigger_id), responseUrl: String(payload.response_url), payload };
  };
  return { slack, call, got, message, click };
}

describe('a click', () => {
  test('is signed over its exact body, and names who, where, what and a trigger', async () => {
    const { slack, got, click } = await start();
    const { payload } = await click();
    expect(payload).toMatchObject({
      type: 'block_actions',
      user: { id: ANNA, team_id: TEAM },
      channel: { id: ROOM },
      actions: [{ action_id: 'go', value: '42', block_id: 'b0', type: 'button' }],
    });
    const { req, body } = got[0] ?? {};
    expect(req?.headers['content-type']).toBe('application/x-www-form-urlencoded');
    const headers = {
      'x-slack-signature': String(req?.headers['x-slack-signature']),
      'x-slack-request-timestamp': Number(req?.headers['x-slack-request-timestamp']),
    };
    const nowMilliseconds = slack.world.now();
    const valid = (text: string) =>
      isValidSlackRequest({ signingSecret: slack.signingSecret, body: text, headers, nowMilliseconds });
    expect(valid(body ?? '')).toBe(true);
    expect(valid(`${body} `)).toBe(false);
  });

  test('on a button that is not there cannot be made', async () => {
    const { slack, message } = await start();
    expect(() => slack.click(ANNA, message, 'other')).toThrow('no button other');
  });
});

describe('a trigger', () => {
  test('opens one dialog within three seconds, once', async () => {
    const { slack, call, click } = await start();
    const { trigger } = await click();
    expect(await call('views.open', { trigger_id: 'x', view: MODAL })).toMatchObject({
      error: 'invalid_trigger_id',
    });
    expect(await call('views.open', { trigger_id: trigger, view: MODAL })).toMatchObject({ ok: true });
    expect(await call('views.open', { trigger_id: trigger, view: MODAL })).toMatchObject({
      error: 'exchanged_trigger_id',
    });
    const late = await click();
    await slack.passTime(3_001);
    expect(await call('views.open', { trigger_id: late.trigger, view: MODAL })).toMatchObject({
      error: 'expired_trigger_id',
    });
    expect(slack.openViews(ANNA)).toHaveLength(1);
  });
});

describe('a dialog', () => {
  const wrong: [string, object, string][] = [
    ['a title of 25', { ...MODAL, title: { type: 'plain_text', text: 'x'.repeat(25) } }, '/view/title/text'],
    [
      'words for sending of 25',
      { ...MODAL, submit: { type: 'plain_text', text: 'x'.repeat(25) } },
      '/view/submit/text',
    ],
    ['metadata of 3,001', { ...MODAL, private_metadata: 'x'.repeat(3_001) }, '/view/private_metadata'],
    [
      '101 blocks',
      { ...MODAL, blocks: Array.from({ length: 101 }, () => ({ type: 'divider' })) },
      '/view/blocks',
    ],
    ['an input but nothing to send it', { ...ASKS, submit: undefined }, '/view/submit'],
    ['an unknown part', { ...MODAL, footer: 'x' }, 'footer'],
  ];
  test.each(wrong)('with %s is invalid_arguments, with the place', async (_what, view, place) => {
    const { call, click } = await start();
    const answer = await call('views.open', { trigger_id: (await click()).trigger, view });
    expect(answer).toMatchObject({ ok: false, error: 'invalid_arguments' });
    expect(JSON.stringify(answer)).toContain(place);
  });

  test('over 250 kB is too large', async () => {
    const { call, click } = await start();
    const view = { ...MODAL, private_metadata: 'x'.repeat(250_001) };
    expect(await call('views.open', { trigger_id: (await click()).trigger, view })).toMatchObject({
      error: 'view_too_large',
    });
  });

  test('is changed only as it was last seen, when the hash is given', async () => {
    const { slack, call, click } = await start();
    await call('views.open', { trigger_id: (await click()).trigger, view: MODAL });
    const [view] = slack.openViews(ANNA);
    const seen = view?.hash ?? '';
    const change = { view_id: view?.id ?? '', hash: seen, view: SENDABLE };
    expect(await call('views.update', change)).toMatchObject({ ok: true });
    expect(await call('views.update', change)).toMatchObject({ error: 'hash_conflict' });
    expect(await call('views.update', { view_id: 'V0', view: MODAL })).toMatchObject({ error: 'not_found' });
  });

  test('asks for what must be filled in, within its length', async () => {
    const { slack, call, click } = await start();
    await call('views.open', { trigger_id: (await click()).trigger, view: ASKS });
    const id = slack.openViews(ANNA)[0]?.id ?? '';
    await expect(slack.submitView(ANNA, id)).rejects.toThrow('facts must be filled in');
    await expect(slack.submitView(ANNA, id, { facts: 'te lang' })).rejects.toThrow('facts is too long');
    await slack.submitView(ANNA, id, { facts: 'kort' });
    expect(slack.openViews(ANNA)).toEqual([]);
  });

  const answers: [string, unknown, number, string | null][] = [
    ['clear', { response_action: 'clear' }, 0, null],
    ['update', { response_action: 'update', view: MODAL }, 1, null],
    ['push', { response_action: 'push', view: MODAL }, 2, null],
    ['errors', { response_action: 'errors', errors: { facts: 'te kort' } }, 1, '{"facts":"te kort"}'],
    ['errors elsewhere', { response_action: 'errors', errors: { note: 'leeg' } }, 1, 'no such input: note'],
    ['anything else', { response_action: 'close' }, 1, 'unreadable answer'],
  ];
  test('three lie on top of each other, and no fourth', async () => {
    const { slack, call, click } = await start();
    const trigger = async () => (await click()).trigger;
    expect(await call('views.push', { trigger_id: await trigger(), view: MODAL })).toMatchObject({
      error: 'not_found',
    });
    await call('views.open', { trigger_id: await trigger(), view: MODAL });
    const pushed = [await trigger(), await trigger(), await trigger()];
    const answers = [];
    for (const trigger_id of pushed) answers.push(await call('views.push', { trigger_id, view: MODAL }));
    expect(answers).toMatchObject([{ ok: true }, { ok: true }, { error: 'push_limit_reached' }]);
    expect(slack.openViews(ANNA)).toHaveLength(3);
  });

  test.each(answers)('answered with %s does as Slack does', async (_what, answer, open, error) => {
    const { slack, call, click } = await start((res, { body }) =>
      res.end(body.includes('view_submission') ? JSON.stringify(answer) : ''),
    );
    await call('views.open', { trigger_id: (await click()).trigger, view: ASKS });
    await slack.submitView(ANNA, slack.openViews(ANNA)[0]?.id ?? '', { facts: 'ja' });
    expect(slack.openViews(ANNA)).toHaveLength(open);
    expect(slack.openViews(ANNA)[0]?.error ?? null).toBe(error);
  });

  test('answered too late or with an error stays open and says so', async () => {
    const { slack, call, click } = await start((res, { body }) => {
      res.statusCode = body.includes('view_submission') ? 500 : 200;
      res.end();
    });
    await call('views.open', { trigger_id: (await click()).trigger, view: SENDABLE });
    const delivered = await slack.submitView(ANNA, slack.openViews(ANNA)[0]?.id ?? '');
    expect(delivered).toMatchObject({ status: 500, reason: 'http_error' });
    expect(slack.openViews(ANNA)[0]?.error).toBe('We had some trouble connecting');
  });
});

describe('an event that is not acknowledged', () => {
  test('comes again at once, after one and after five minutes, with its id and the reason, and then no more', async () => {
    const { slack, got } = await start((res) => {
      res.statusCode = 500;
      res.end();
    });
    await slack.deliverEvent({ type: 'app_mention' }, 'Ev1');
    expect(got).toHaveLength(2);
    await slack.passTime(59_999);
    expect(got).toHaveLength(2);
    await slack.passTime(1);
    expect(got).toHaveLength(3);
    await slack.passTime(300_000);
    await slack.passTime(3_600_000);
    expect(got.map(({ req }) => req.headers['x-slack-retry-num'])).toEqual([undefined, '1', '2', '3']);
    expect(got.map(({ req }) => req.headers['x-slack-retry-reason'])[3]).toBe('http_error');
    expect(new Set(got.map(({ body }) => JSON.parse(body).event_id))).toEqual(new Set(['Ev1']));
  });

  test('comes no more when the app asks so', async () => {
    const { slack, got } = await start((res) => {
      res.writeHead(500, { 'x-slack-no-retry': '1' });
      res.end();
    });
    await slack.deliverEvent({ type: 'app_mention' });
    expect(got).toHaveLength(1);
  });

  test('an app that does not answer in time, or cannot be reached, is told apart', async () => {
    // Slack's patience ends when the app has read the delivery: a short time would run out before it on a busy machine.
    let waiting = new AbortController();
    const patience = () => {
      waiting = new AbortController();
      return waiting.signal;
    };
    const late = new DOMException('too late', 'TimeoutError');
    const { slack, got } = await start(() => waiting.abort(late), patience);
    expect(await slack.deliverEvent({ type: 'app_mention' })).toMatchObject({
      status: null,
      reason: 'http_timeout',
    });
    expect(got[1]?.req.headers['x-slack-retry-reason']).toBe('http_timeout');
    slack.deliverTo('http://127.0.0.1:1/slack/events');
    expect(await slack.deliverEvent({ type: 'app_mention' })).toMatchObject({ reason: 'connection_failed' });
  });
});

test('a response address works five times and for half an hour', async () => {
  const { slack, click } = await start();
  const { responseUrl } = await click();
  const use = async (url: string, body: object) => {
    const response = await fetch(url, { method: 'POST', body: JSON.stringify(body) });
    const text: unknown = await response.json();
    return [response.status, text];
  };
  expect(await use(responseUrl, { text: 'hoi' })).toEqual([200, { ok: true }]);
  expect(slack.ephemeralsFor(ANNA)).toEqual(['hoi']);
  await use(responseUrl, { text: 'nieuw', replace_original: true });
  expect(slack.messages()[0]?.text).toBe('nieuw');
  await use(responseUrl, { text: '', delete_original: true });
  expect(slack.messages()).toEqual([]);
  await use(responseUrl, { text: '4' });
  await use(responseUrl, { text: '5' });
  expect(await use(responseUrl, { text: '6' })).toEqual([404, { ok: false, error: 'used_url' }]);

  const old = await click();
  await slack.passTime(30 * 60_000 + 1);
  expect(await use(old.responseUrl, { text: 'laat' })).toEqual([404, { ok: false, error: 'expired_url' }]);
});

test('what Slack would act on in a message is found', async () => {
  const { markupIn } = await import('./block-kit.ts');
  expect(
    markupIn({
      text: 'let op <!channel>',
      blocks: [
        { type: 'section', text: { type: 'mrkdwn', text: '<@U1> https://example.com' } },
        { type: 'section', text: { type: 'mrkdwn', text: '*vet* https://example.org', verbatim: true } },
        { type: 'section', text: { type: 'plain_text', text: '<!here> :tada:' } },
        { type: 'section', text: { type: 'plain_text', text: ':tada:', emoji: false } },
      ],
    }),
  ).toEqual(['<!channel>', '<@U1>', 'https://example.com', ':tada:']);
});

test('waiting for what does not come ends in an error that names it', async () => {
  const { slack } = await start();
  await expect(slack.waitFor(() => null, 'a miracle', 10)).rejects.toThrow('a miracle');
});
