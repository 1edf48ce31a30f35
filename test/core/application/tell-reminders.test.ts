import { beforeEach, expect, test } from 'vitest';
import { remindStaff } from '../../../src/core/application/remind-staff.ts';
import { runCommand } from '../../../src/core/application/run-command.ts';
import { tellReminders } from '../../../src/core/application/tell-reminders.ts';
import { reminderNotice } from '../../../src/core/text/reminder-notice.ts';
import { startBench } from '../../bots/slack/start-bot.ts';
import { textsIn } from '../../support/slack/block-kit.ts';
import { rateLimited } from '../../support/slack-server.ts';
import { useCore } from '../../support/use-core.ts';
import { emptied, receivedOn, store } from './due-requests.ts';

const use = useCore({ from: new Date('2026-12-03T10:00:00+01:00') });
beforeEach(() => emptied(use()));

/** Reminds staff of what is due now, and tells the batch in Slack until it has gone. */
async function told(failing = 0) {
  const { settings, clock, jobs } = use();
  await remindStaff(settings, clock.now());
  const [job] = await jobs('tell-reminders');
  const bench = await startBench(use());
  const channel = await bench.connect();
  for (let left = failing; left > 0; left -= 1) bench.slack.plan('chat.postMessage', rateLimited(1));
  const words = (content: Parameters<typeof reminderNotice>[0]) => reminderNotice(content, 'nl').join('\n');
  const telling = { channel, words, link: (path: string) => `https://privacy.example.nl${path}` };
  const outcomes: string[] = [];
  do outcomes.push((await tellReminders(settings, telling, job?.data.batch ?? '')).status);
  while (outcomes.at(-1) === 'again');
  return { outcomes, said: bench.slack.messages().map(({ blocks }) => textsIn(blocks).join('\n')) };
}

test('the staff channel is told once a batch: number, right and day, and nothing about who it is', async () => {
  const { number } = await store(use(), receivedOn('2026-11-02').proven().events);
  const { outcomes, said } = await told(1);
  expect(outcomes).toEqual(['again', 'done']);
  expect(said).toHaveLength(1);
  expect(said[0]).toContain(`Inzage, verzoek ${number}: 1 dag te laat.`);
  expect(said[0]).not.toMatch(/sanne|voorbeeld/i);
});

test('the card of a request that became late is shown anew, though nothing else about it changed', async () => {
  const { id } = await store(use(), receivedOn('2026-11-02').proven().events);
  await store(use(), receivedOn('2026-11-02').asked().events);
  await told();
  expect((await use().jobs('update-card')).map(({ data }) => data)).toEqual([{ requestId: id, why: 'date' }]);
});

test('what was withdrawn before the channel could be told is not told', async () => {
  const { settings, clock } = use();
  const { id } = await store(use(), receivedOn('2026-11-02').asked().events);
  await remindStaff(settings, clock.now());
  await settings.store.transaction(async (tx) => {
    const request = await tx.requests.lock(id);
    if (request === undefined) throw new Error('unknown');
    const command = { type: 'withdraw', by: 'customer', as: 'withdrawn', provenHere: true } as const;
    expect((await runCommand(tx, request, command, clock.now())).ok).toBe(true);
  });
  expect((await told()).said).toEqual([]);
});
