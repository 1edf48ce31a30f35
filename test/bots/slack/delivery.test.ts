import { describe, expect, test } from 'vitest';
import { useCore } from '../../support/use-core.ts';
import { ANNA, startBench } from './start-bot.ts';
import { useRequest } from './use-request.ts';

const use = useCore({ from: new Date('2026-11-23T09:00:00Z') });
const request = useRequest(use);

const JSON_BODY = 'application/json';
const challenge = JSON.stringify({ type: 'url_verification', challenge: '3eZbrw1aB', token: 'legacy' });

describe('what is taken from Slack', () => {
  test('the address is confirmed by echoing the challenge', async () => {
    const bench = await startBench(use());
    await bench.connect();
    const delivered = await bench.slack.deliverRaw(JSON_BODY, challenge);
    expect(delivered.status).toBe(200);
    expect(JSON.parse(delivered.body)).toEqual({ challenge: '3eZbrw1aB' });
  });

  test('another signature is refused, with no word of the body in the log', async () => {
    const bench = await startBench(use());
    await bench.connect();
    const card = await bench.post(await request.card());
    const { steps } = await request.since(async () => {
      const forged = await bench.slack.click(ANNA, card, 'approve', { secret: 'another-secret' });
      expect(forged).toMatchObject({ status: 401, body: '' });
      await bench.bot().stop();
    });
    expect(steps).toEqual([]);
    expect(bench.logged().join()).toContain('slack.delivery_not_signed');
    expect(bench.logged().join()).not.toMatch(/PB-|Anna|payload/);
  });

  test.each([
    { when: 'exactly five minutes ago', dated: -300, status: 200 },
    { when: 'just over five minutes ago', dated: -301, status: 401 },
    { when: 'exactly five minutes ahead', dated: 300, status: 200 },
    { when: 'just over five minutes ahead', dated: 301, status: 401 },
    { when: 'a year ahead', dated: 31_536_000, status: 401 },
  ])('a delivery signed $when gets $status', async ({ dated, status }) => {
    const bench = await startBench(use());
    await bench.connect();
    expect(await bench.slack.deliverRaw(JSON_BODY, challenge, { dated })).toMatchObject({ status });
  });

  test('a delivery without signature, or with a date that is no number, is refused', async () => {
    const bench = await startBench(use());
    await bench.connect();
    const stamp = Math.floor(bench.time.at.getTime() / 1_000);
    const tries: Record<string, string>[] = [
      {},
      { 'x-slack-request-timestamp': String(stamp) },
      { 'x-slack-request-timestamp': 'now', 'x-slack-signature': 'v0=00' },
      { 'x-slack-request-timestamp': String(stamp), 'x-slack-signature': 'v1=00' },
      { 'x-slack-request-timestamp': `${stamp}.5`, 'x-slack-signature': 'v0=00' },
    ];
    for (const headers of tries) {
      const response = await fetch(bench.url, { method: 'POST', body: challenge, headers });
      expect(response.status).toBe(401);
    }
  });

  test('a body over 256 kB is refused, announced or not', async () => {
    const bench = await startBench(use());
    await bench.connect();
    const large = JSON.stringify({ type: 'url_verification', challenge: 'x'.repeat(300_000) });
    expect(await bench.slack.deliverRaw(JSON_BODY, large)).toMatchObject({ status: 413 });
    const stamp = String(Math.floor(bench.time.at.getTime() / 1_000));
    const response = await fetch(bench.url, {
      method: 'POST',
      body: new Blob([large]).stream(),
      duplex: 'half',
      headers: { 'x-slack-request-timestamp': stamp, 'x-slack-signature': 'v0=00' },
    });
    expect(response.status).toBe(413);
  });

  test('a signed body that is no JSON is refused, with no word of it in the log', async () => {
    const bench = await startBench(use());
    await bench.connect();
    expect(await bench.slack.deliverRaw(JSON_BODY, '{"a": Anna de Vries')).toMatchObject({ status: 400 });
    expect(bench.logged().join()).not.toContain('Anna');
  });

  test('what nobody handles is acknowledged in time all the same, so that it does not come again', async () => {
    const bench = await startBench(use(), { patienceMs: 1 });
    await bench.connect();
    const body = JSON.stringify({ type: 'app_rate_limited', team_id: 'T01WINKEL', minute_rate_limited: 1 });
    expect(await bench.slack.deliverRaw(JSON_BODY, body)).toMatchObject({ status: 200, reason: null });
  });

  test('before the start Slack is asked to come back', async () => {
    const bench = await startBench(use());
    expect(await bench.slack.deliverRaw(JSON_BODY, challenge)).toMatchObject({ status: 503 });
  });
});

describe('what Slack delivers again', () => {
  test('the same click once more is acknowledged and not handled', async () => {
    const bench = await startBench(use());
    await bench.connect();
    await bench.slack.click(ANNA, await bench.post(await request.card()), 'approve');
    await bench.dialog(ANNA);
    expect(await bench.slack.redeliver()).toMatchObject({ status: 200, body: '' });
    expect(await bench.slack.redeliver({ retry: { num: 2, reason: 'http_error' } })).toMatchObject({
      status: 200,
    });
    await bench.bot().stop();
    expect(bench.slack.openViews(ANNA)).toHaveLength(1);
    expect(bench.slack.ephemeralsFor(ANNA)).toEqual([]);
  });

  test('a copied delivery is not handled again as long as its signature holds', async () => {
    const bench = await startBench(use());
    await bench.connect();
    await bench.slack.click(ANNA, await bench.post(await request.card()), 'approve', { dated: 290 });
    await bench.dialog(ANNA);
    bench.time.at = new Date(bench.time.at.getTime() + 9.5 * 60_000);
    expect(await bench.slack.redeliver({ dated: -280 })).toMatchObject({ status: 200 });
    await bench.bot().stop();
    expect(bench.slack.openViews(ANNA)).toHaveLength(1);
    expect(bench.slack.ephemeralsFor(ANNA)).toEqual([]);
  });

  test('a form that is sent in again after a restart has effect once', async () => {
    const bench = await startBench(use());
    await bench.connect();
    const { number } = await request.now();
    const notes = async () => (await request.now()).notes.length;
    const said = async () => {
      const { conversationId } = await request.now();
      const seen = await use().core.desk.conversation(conversationId, request.owner());
      return seen?.entries.filter((entry) => entry.from === 'desk' && entry.message.kind === 'staff_text')
        .length;
    };
    const opened = async () => (await use().core.desk.requests('open')).length;
    const again = async () => {
      await bench.connect();
      expect(await bench.slack.redeliver()).toMatchObject({ status: 200 });
    };
    const form = async (action: string) => {
      await bench.slack.command(ANNA, action === 'new' ? action : number);
      const first = await bench.dialog(ANNA);
      if (action === 'new') return first;
      await bench.slack.clickInView(ANNA, first.id, action);
      return bench.slack.waitFor(
        () => bench.slack.openViews(ANNA).find(({ id }) => id !== first.id) ?? null,
        `the form to ${action}`,
      );
    };
    const close = () => {
      for (const { id } of bench.slack.openViews(ANNA).toReversed()) bench.slack.closeView(ANNA, id);
    };

    const note = await form('note');
    const before = { notes: await notes(), said: (await said()) ?? 0, opened: await opened() };
    await bench.slack.submitView(ANNA, note.id, { note: 'Belt morgen terug.' });
    await again();
    expect(await notes()).toBe(before.notes + 1);
    close();

    const answer = await form('answer');
    await bench.slack.submitView(ANNA, answer.id, { text: 'Wij bellen u morgen.' });
    await bench.slack.submitView(ANNA, answer.id);
    await again();
    expect(await said()).toBe(before.said + 1);
    close();

    const told = { channel: 'phone', day: '2026-11-20', right: 'access', words: 'Wat heeft u van mij?' };
    const taken = await form('new');
    await bench.slack.submitView(ANNA, taken.id, {
      ...told,
      language: 'nl',
      name: 'Henk',
      email: 'h@example.nl',
      proof: 'call_back',
    });
    await again();
    expect(await opened()).toBe(before.opened + 1);
  });

  test('an event is acknowledged at once, and every repeat of it too', async () => {
    const bench = await startBench(use());
    await bench.connect();
    const event = {
      type: 'app_mention',
      user: ANNA,
      text: 'hoi',
      ts: '1.1',
      channel: 'C0PRIVACY',
      event_ts: '1.1',
    };
    expect(await bench.slack.deliverEvent(event, 'Ev1')).toMatchObject({ status: 200, reason: null });
    expect(await bench.slack.deliverEvent(event, 'Ev1')).toMatchObject({ status: 200, reason: null });
  });
});
