import { expect, test } from 'vitest';
import { createStaffDialogues } from '../src/desk/staff-dialogues.ts';
import { startStaffChannel } from '../src/start-staff-channel.ts';
import { startBench } from './bots/slack/start-bot.ts';
import { capturedLog } from './support/captured-log.ts';
import { useCore } from './support/use-core.ts';

const use = useCore();

/** Slack, and what was told of it. */
async function started(...trouble: Parameters<Awaited<ReturnType<typeof startBench>>['slack']['plan']>) {
  const bench = await startBench(use());
  bench.slack.plan(...trouble);
  const log = capturedLog('warn');
  const told: string[] = [];
  const stopping = new AbortController();
  const dialogues = createStaffDialogues({ ...use(), language: 'nl', publicUrl: 'https://balie.example.nl' });
  const refused = async (code: string) => told.push(code);
  const parts = { dialogues, refused, retryMs: 1 };
  const first = await startStaffChannel(bench.bot(), parts, log, stopping.signal);
  return { bench, log, told, stopping, first };
}

test('a Slack that is away is tried again, and nobody is told when it comes', async () => {
  const { bench, told, first } = await started('auth.test', 'drop', 'drop');
  expect(first).toMatchObject({ ok: true });
  await bench.slack.waitFor(
    () => (bench.slack.calls.some(({ method }) => method === 'conversations.members') ? true : null),
    'the start',
  );
  await expect
    .poll(async () => (await bench.bot().tell('Hallo', 'https://balie.example.nl')).status)
    .toBe('sent');
  expect(told).toEqual([]);
});

test('a refusal that comes after Slack was away is told once, by its own name, for as long as it lasts', async () => {
  const { bench, log, told, stopping } = await started('auth.test', 'drop');
  bench.slack.revokeToken();
  const tries = () => bench.slack.calls.filter(({ method }) => method === 'auth.test').length;
  await bench.slack.waitFor(() => (tries() > 4 ? true : null), 'more tries');
  stopping.abort();
  expect(told).toEqual(['slack.token_refused']);
  const lines = log.lines();
  expect(lines.filter((line) => line.includes('slack.token_refused'))).toHaveLength(1);
  expect(lines.filter((line) => line.includes('not reached'))).toHaveLength(1);
});

test('a refusal at the start itself stops it', async () => {
  const bench = await startBench(use());
  bench.slack.revokeToken();
  const dialogues = createStaffDialogues({ ...use(), language: 'nl', publicUrl: 'https://balie.example.nl' });
  const parts = { dialogues, refused: async () => undefined };
  const signal = new AbortController().signal;
  expect(await startStaffChannel(bench.bot(), parts, capturedLog('warn'), signal)).toEqual({
    ok: false,
    refusal: { code: 'slack.token_refused' },
  });
});
