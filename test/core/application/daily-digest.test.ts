import { beforeEach, describe, expect, test } from 'vitest';
import { addTask } from '../../../src/core/application/add-task.ts';
import { oweDigest, tellDigest } from '../../../src/core/application/daily-digest.ts';
import type { RequestRow } from '../../../src/core/application/rows.ts';
import { digestNotice } from '../../../src/core/text/digest-notice.ts';
import { startBench } from '../../bots/slack/start-bot.ts';
import { day } from '../../support/request-builder.ts';
import { textsIn } from '../../support/slack/block-kit.ts';
import { rateLimited } from '../../support/slack-server.ts';
import { useCore } from '../../support/use-core.ts';
import { emptied, receivedOn, store } from './due-requests.ts';

const use = useCore({ from: new Date('2026-12-03T10:00:00+01:00') });
beforeEach(async () => {
  await emptied(use());
  await use().sql.query('DELETE FROM "StaffDigest"; DELETE FROM "Task"');
});

const owe = (instant: string) =>
  oweDigest({ ...use().settings, staffChannel: 'slack' }, new Date(`${instant}+01:00`));

/** A message in the conversation of this request did not arrive. */
async function blocked({ id, conversationId }: RequestRow): Promise<void> {
  const { settings, clock } = use();
  const task = { kind: 'delivery_failed', about: id, requestId: id, conversationId } as const;
  await settings.store.transaction((tx) =>
    addTask(tx, { ...task, params: { reason: 'blocked', failed: 'telegram', next: 'email' } }, clock.now()),
  );
}

/** Every try until the job is done, and what then stands in the channel. */
async function told(failing = 0, of = '2026-12-03', failure = rateLimited(1)) {
  const bench = await startBench(use());
  const channel = await bench.connect();
  for (let left = failing; left > 0; left -= 1) bench.slack.plan('chat.postMessage', failure);
  const telling = {
    channel,
    words: (digest: Parameters<typeof digestNotice>[0]) => digestNotice(digest, 'nl'),
    link: 'https://privacy.example.nl/balie',
  };
  const outcomes: string[] = [];
  const tell = async () => (await tellDigest(use().settings, telling, day(of))).status;
  do outcomes.push(await tell());
  while (outcomes.at(-1) === 'again');
  return {
    outcomes,
    tell,
    said: () => bench.slack.messages().map(({ blocks }) => textsIn(blocks).join('\n')),
  };
}

describe('the overview of the day in the staff channel', () => {
  test('is queued once a working day, by whichever process looks first, however often one starts', async () => {
    const first = await Promise.all([1, 2, 3].map(() => owe('2026-12-03T09:00:00')));
    expect(first.toSorted()).toEqual([false, false, true]);
    expect(await owe('2026-12-03T16:00:00')).toBe(false);
    expect(await owe('2026-12-04T09:00:00')).toBe(true);
    expect((await use().jobs('tell-digest')).map(({ data }) => data.day)).toEqual([
      '2026-12-03',
      '2026-12-04',
    ]);
  });

  test('waits for the working hours, and stays away in the weekend and without a staff channel', async () => {
    expect(await owe('2026-12-03T08:59:00')).toBe(false);
    expect(await owe('2026-12-05T10:00:00')).toBe(false);
    expect(await oweDigest(use().settings, new Date('2026-12-03T10:00:00+01:00'))).toBe(false);
    expect(await use().jobs('tell-digest')).toEqual([]);
  });

  test('says nothing when there is nothing', async () => {
    await owe('2026-12-03T09:00:00');
    await store(use(), receivedOn('2026-12-02').proven().events);
    const { outcomes, said } = await told();
    expect(outcomes).toEqual(['done']);
    expect(said()).toEqual([]);
  });

  test('names what is late, due or undelivered by number, with the next channel, and nobody by name', async () => {
    await owe('2026-12-03T09:00:00');
    const late = await store(use(), receivedOn('2026-11-02').proven().events);
    const near = await store(use(), receivedOn('2026-11-09', { channel: 'telegram' }).proven().events);
    await blocked(near);
    const { outcomes, said } = await told(1);
    expect(outcomes).toEqual(['again', 'done']);
    expect(said()).toHaveLength(1);
    expect(said()[0]).toContain('Overzicht van vandaag. 1 verzoek is te laat.');
    expect(said()[0]).toContain(`Inzage, verzoek ${late.number}: 1 dag te laat.`);
    expect(said()[0]).toMatch(new RegExp(`verzoek ${near.number}: nog \\d werkdag`));
    expect(said()[0]).toContain(
      `Niet aangekomen bij de klant van verzoek ${near.number}. Via Telegram kwam het niet aan. Het ging daarna per mail`,
    );
    expect(said()[0]).not.toMatch(/sanne|voorbeeld|@/i);
  });

  test('counts the mails of the holding place, and lists what waits for a decision', async () => {
    await owe('2026-12-03T09:00:00');
    const waiting = await store(use(), receivedOn('2026-12-01').proven().awaitingApproval().events);
    const { settings, clock } = use();
    await settings.store.transaction((tx) => addTask(tx, { kind: 'held_mail', about: 'a' }, clock.now()));
    const { said } = await told();
    expect(said()[0]).toContain(`Klaar voor een besluit: ${waiting.number}.`);
    expect(said()[0]).toContain('1 mail hoort nog bij geen gesprek.');
  });

  test('that an archived channel does not take is a task, once, until a notice arrives there again', async () => {
    await owe('2026-12-03T09:00:00');
    await store(use(), receivedOn('2026-11-02').proven().events);
    const archived = { status: 200, body: { ok: false, error: 'is_archived' } };
    const kinds = async () => (await use().core.desk.tasks('open')).map(({ kind }) => kind);
    for (let tries = 0; tries < 2; tries += 1) {
      expect((await told(1, '2026-12-03', archived)).outcomes).toEqual(['done']);
      expect(await kinds()).toEqual(['card_failed']);
    }
    expect(await use().jobs('tell-staff')).toHaveLength(1);
    expect((await told()).said()).toHaveLength(1);
    expect(await kinds()).toEqual([]);
  });

  test('is not told in the evening by a channel that was down until then', async () => {
    await owe('2026-12-03T16:59:00');
    await store(use(), receivedOn('2026-11-02').proven().events);
    use().clock.moveTo('2026-12-03T23:00:00+01:00');
    expect((await told()).said()).toEqual([]);
    use().clock.moveTo('2026-12-03T10:00:00+01:00');
  });

  test('is not told again by a job that comes twice, nor after its day', async () => {
    await owe('2026-12-03T09:00:00');
    await store(use(), receivedOn('2026-11-02').proven().events);
    const { tell, said } = await told();
    expect(await tell()).toBe('done');
    expect(said()).toHaveLength(1);
    expect((await told(0, '2026-12-02')).said()).toEqual([]);
  });
});
