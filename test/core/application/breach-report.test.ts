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

const BREACH = 'Ik zie in mijn account de gegevens van een andere klant, er is een datalek bij jullie';

/** Somebody at the web chat writes at this instant; the kinds of what the desk said in return. */
function visitor() {
  const { core, clock } = use();
  const key = randomUUID();
  return {
    async says(text: string, at: string): Promise<readonly string[]> {
      clock.moveTo(at);
      const before = await core.transcripts.read('web', key, 0);
      const message = { channel: 'web', conversationKey: key, externalId: randomUUID() } as const;
      await core.receive({ ...message, kind: 'text', text, receivedAt: new Date(at) });
      const entries = (await core.transcripts.read('web', key, 0)).slice(before.length);
      return entries.flatMap((entry) => (entry.from === 'desk' ? [entry.message.kind] : []));
    },
  };
}

const report = () => visitor().says(BREACH, NIGHT);

async function deadlines() {
  const tasks = (await use().core.desk.tasks('open')).filter(({ kind }) => kind === 'breach_reported');
  return tasks.map(({ params }) => params.deadline).toSorted();
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

test('a second report while the first is open is work of its own: an alarm, and the hours of its own receipt', async () => {
  const { core, jobs } = use();
  const customer = visitor();
  await customer.says(BREACH, NIGHT);
  await customer.says('ik wil al mijn gegevens laten wissen', '2026-11-23T09:00:00+01:00');
  expect(await customer.says(BREACH, '2026-11-24T03:00:00+01:00')).toEqual(['already_open', 'breach_noted']);
  expect(await deadlines()).toEqual(['2026-11-25T02:00:00.000Z', '2026-11-27T02:00:00.000Z']);
  const ids = (await core.desk.tasks('open')).flatMap(({ id, kind }) =>
    kind === 'breach_reported' ? [id] : [],
  );
  const told = (await jobs('tell-staff')).map(({ data }) => data.taskId);
  expect(told).toEqual(expect.arrayContaining(ids));
});

test('a report again, as the answer to what was seen, is added for a day, unless it names another event', async () => {
  const customer = visitor();
  await customer.says(BREACH, NIGHT);
  expect(await customer.says(BREACH, '2026-11-22T20:00:00+01:00')).toEqual(['breach_added']);
  expect(await deadlines()).toHaveLength(1);
  const another = `Er is nog een lek. ${BREACH}`;
  expect(await customer.says(another, '2026-11-22T21:00:00+01:00')).toEqual(['breach_added']);
  expect(await deadlines()).toEqual(['2026-11-25T02:00:00.000Z', '2026-11-25T20:00:00.000Z']);
  await customer.says(BREACH, '2026-11-23T20:00:00+01:00');
  expect(await deadlines()).toHaveLength(2);
  await customer.says(BREACH, '2026-11-24T09:00:00+01:00');
  expect(await deadlines()).toHaveLength(3);
});

test.each([
  'ik wil geen reclame meer van jullie ontvangen',
  'ik trek mijn toestemming in',
  'ik heb een klacht over hoe jullie met mijn gegevens omgaan',
])('asked again after staff did it, "%s" is work for them again', async (words) => {
  const { core } = use();
  const customer = visitor();
  const work = async () => (await core.desk.tasks('open')).filter(({ kind }) => kind === 'act_now');
  await customer.says(words, NIGHT);
  const [first] = await work();
  await core.desk.closeTask(first?.id ?? '', await staffActor(core, OWNER));
  expect(await work()).toEqual([]);
  expect(await customer.says(words, '2026-11-23T09:00:00+01:00')).toEqual(
    expect.arrayContaining(['already_open', 'staff_acts']),
  );
  expect(await work()).toMatchObject([{ requestId: first?.requestId, dueDay: '2026-11-24' }]);
});

test('what was seen, where and when is added to the report and read by staff; another right is a request', async () => {
  const { core } = use();
  const customer = visitor();
  await customer.says(BREACH, NIGHT);
  const kinds = async () => (await core.desk.tasks('open')).map(({ kind }) => kind).toSorted();
  for (const text of [
    'gisteravond rond tien uur, bij mijn bestellingen',
    'ik zag daar het adres en de telefoon van iemand anders',
  ])
    expect(await customer.says(text, '2026-11-22T03:10:00+01:00')).toEqual(['breach_added']);
  expect((await kinds()).filter((kind) => kind !== 'breach_reported')).toEqual(['customer_replied']);
  const [task] = (await core.desk.tasks('open')).filter(({ kind }) => kind === 'breach_reported');
  const { rows } = await use().sql.query(
    `SELECT count(*)::int AS "count" FROM "RequestEvent" WHERE "requestId" = $1 AND "type" = 'customer_wrote'`,
    [task?.requestId],
  );
  expect(rows).toEqual([{ count: 2 }]);
  expect(await customer.says('dank u wel', '2026-11-22T03:11:00+01:00')).toEqual(['thanks']);
  expect(await customer.says('ik wil al mijn gegevens laten wissen', '2026-11-22T03:12:00+01:00')).toContain(
    'receipt',
  );
});
