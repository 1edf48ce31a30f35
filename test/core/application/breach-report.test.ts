import { randomUUID } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import { tellStaff } from '../../../src/core/application/tell-staff.ts';
import { startBench } from '../../bots/slack/start-bot.ts';
import { staffActor } from '../../support/desk-staff.ts';
import { rateLimited } from '../../support/slack-server.ts';
import { useCore } from '../../support/use-core.ts';
import { emptied, mailsOf } from './due-requests.ts';

const use = useCore();
const OWNER = 'eigenaar@example.nl';
/** A Sunday night. */
const NIGHT = '2026-11-22T03:00:00+01:00';

beforeEach(async () => {
  await staffActor(use().core, OWNER);
  await emptied(use());
  await use().sql.query('DELETE FROM "Task"');
});

/** Somebody at the web chat reports a breach; the kinds of what the desk said in return. */
async function report(): Promise<readonly string[]> {
  const { core, clock } = use();
  clock.moveTo(NIGHT);
  const key = randomUUID();
  const message = { channel: 'web', conversationKey: key, externalId: randomUUID() } as const;
  const text = 'Ik zie in mijn account de gegevens van een andere klant, er is een datalek bij jullie';
  await core.receive({ ...message, kind: 'text', text, receivedAt: new Date(NIGHT) });
  const entries = await core.transcripts.read('web', key, 0);
  return entries.flatMap((entry) => (entry.from === 'desk' ? [entry.message.kind] : []));
}

test('a reported breach alarms staff at once at any hour, with the instant by which the authority has to know', async () => {
  const { core, jobs } = use();
  expect(await report()).toContain('breach_noted');
  const [task, ...others] = await core.desk.tasks('open');
  expect(others).toEqual([]);
  expect(task).toMatchObject({
    kind: 'breach_reported',
    dueDay: '2026-11-22',
    params: { deadline: '2026-11-25T02:00:00.000Z' },
  });
  const [job] = await jobs('tell-staff');
  expect(job?.data).toEqual({ taskId: task?.id });
  expect(job?.startAt.getTime()).toBeLessThanOrEqual(Date.now());
  const detail = await core.desk.card(task?.requestId ?? '');
  expect(detail).toMatchObject({ level: 0, breachDeadline: new Date('2026-11-25T02:00:00Z') });
  expect((await jobs('update-card')).map(({ data }) => data.requestId)).toEqual([task?.requestId]);
});

test('the mail to the owner waits for no staff channel, and goes once however often that is tried', async () => {
  const { core, settings } = use();
  await report();
  const [task] = await core.desk.tasks('open');
  const bench = await startBench(use());
  const channel = await bench.connect();
  for (const seconds of [1, 2]) bench.slack.plan('chat.postMessage', rateLimited(seconds));
  const words = ({ kind }: { readonly kind: string }) => kind;
  const link = () => 'https://privacy.example.nl/balie';
  const tell = () =>
    tellStaff(settings, { channel, words, link, waitingWords: String, waitingLink: link() }, task?.id ?? '');
  expect(await tell()).toMatchObject({ status: 'again' });
  expect(await mailsOf(use(), 'staff_alert')).toMatchObject([
    { to: OWNER, task: 'breach_reported', deadline: '2026-11-25T02:00:00.000Z' },
  ]);
  expect(await tell()).toMatchObject({ status: 'again' });
  expect(await tell()).toEqual({ status: 'done' });
  expect(bench.slack.messages()).toHaveLength(1);
  expect(await mailsOf(use(), 'staff_alert')).toHaveLength(1);
});
