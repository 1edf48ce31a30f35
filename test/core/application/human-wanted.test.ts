import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { dailyRun } from '../../../src/core/application/daily-run.ts';
import { DAY } from '../../../src/core/kernel/clock.ts';
import { staffActor } from '../../support/desk-staff.ts';
import { useCore } from '../../support/use-core.ts';

const use = useCore();

/** A visitor of the web chat; answers with the kinds of what the desk said in return. */
function visitor() {
  const key = randomUUID();
  return {
    key,
    async says(text: string): Promise<readonly string[]> {
      const { core, clock } = use();
      const before = await core.transcripts.read('web', key, 0);
      const message = { channel: 'web', conversationKey: key, externalId: randomUUID() } as const;
      await core.receive({ ...message, kind: 'text', text, receivedAt: clock.now() });
      const after = (await core.transcripts.read('web', key, 0)).slice(before.length);
      return after.flatMap((entry) => (entry.from === 'desk' ? [entry.message.kind] : []));
    },
  };
}

async function calls() {
  return (await use().core.desk.tasks('open')).filter(({ kind }) => kind === 'human_wanted');
}

async function owner() {
  return staffActor(use().core, 'eigenaar@example.nl');
}

test('a call that staff answered another way is over: asking again calls a person again', async () => {
  const { core } = use();
  const customer = visitor();
  expect(await customer.says('medewerker')).toContain('human_called');
  expect(await customer.says('medewerker')).toContain('human_already_called');
  const [task] = await calls();
  expect((await core.desk.closeTask(task?.id ?? '', await owner())).ok).toBe(true);
  expect(await core.desk.conversation(task?.conversationId ?? '', await owner())).toMatchObject({
    humanWanted: false,
  });
  expect(await customer.says('medewerker')).toContain('human_called');
  const again = await calls();
  expect(again).toHaveLength(1);
  await core.desk.closeTask(again[0]?.id ?? '', await owner());
});

test('that a call was answered another way stands in the log of the requests of that conversation', async () => {
  const { core } = use();
  const customer = visitor();
  await customer.says('wat bewaren jullie van mij');
  await customer.says('medewerker');
  const [task] = await calls();
  await core.desk.closeTask(task?.id ?? '', await owner());
  const conversation = await core.desk.conversation(task?.conversationId ?? '', await owner());
  const detail = await core.desk.card(conversation?.requests[0]?.id ?? '');
  expect(detail?.history).toContainEqual(
    expect.objectContaining({
      type: 'task_done',
      by: (await owner()).name,
      params: { task: 'human_wanted' },
    }),
  );
});

/** Alarm mails to the owner about calls that are late. */
async function alarms() {
  const { settings, sql } = use();
  const { rows } = await sql.query(`SELECT "id" FROM "OutboundMail" WHERE "kind" = 'staff_alert'`);
  const mails = await settings.store.transaction((tx) =>
    Promise.all(rows.map((row: { id: string }) => tx.mails.byId(row.id))),
  );
  return mails.flatMap((mail) =>
    mail?.content?.kind === 'staff_alert' && mail.content.late === true ? [mail.content] : [],
  );
}

async function delays(key: string): Promise<number> {
  const entries = await use().core.transcripts.read('web', key, 0);
  return entries.filter((entry) => entry.from === 'desk' && entry.message.kind === 'human_delayed').length;
}

test('a call that waits longer than three working days alarms the owner and the customer hears it, once', async () => {
  const { settings, clock, core } = use();
  await owner();
  const customer = visitor();
  await customer.says('medewerker');
  const [task] = await calls();
  expect((await dailyRun(settings)).lateCalls).toBe(0);
  expect(await delays(customer.key)).toBe(0);
  // Three working days are at most five days of the week, and a few more around Christmas.
  clock.advance(12 * DAY);
  expect((await dailyRun(settings)).lateCalls).toBe(1);
  expect((await dailyRun(settings)).lateCalls).toBe(0);
  expect(await delays(customer.key)).toBe(1);
  expect(await alarms()).toMatchObject([
    { to: 'eigenaar@example.nl', task: 'human_wanted', path: `/balie/taken/${task?.id}` },
  ]);
  await core.desk.closeTask(task?.id ?? '', await owner());
});

test('a call that was answered in time is not chased', async () => {
  const { settings, clock, core } = use();
  const customer = visitor();
  await customer.says('medewerker');
  const [task] = await calls();
  await core.desk.answerConversation(task?.conversationId ?? '', 'Dag, hier ben ik.', await owner());
  clock.advance(12 * DAY);
  expect((await dailyRun(settings)).lateCalls).toBe(0);
  expect(await delays(customer.key)).toBe(0);
});

test('a call is chased however much other work is open before it, also calls that were chased before', async () => {
  const { settings, clock, sql, core } = use();
  const customer = visitor();
  await customer.says('medewerker');
  const [task] = await calls();
  await sql.query(
    `INSERT INTO "Task" ("id", "openKey", "kind", "conversationId", "dueDay", "params", "createdAt")
     SELECT gen_random_uuid(), gen_random_uuid()::text, "kind", "conversationId", '2020-01-02', '{"ownerAlarmed": "2020-01-03"}', "createdAt"
     FROM "Task", generate_series(1, 600) WHERE "id" = $1`,
    [task?.id],
  );
  clock.advance(12 * DAY);
  expect((await dailyRun(settings)).lateCalls).toBe(1);
  expect(await delays(customer.key)).toBe(1);
  await sql.query(`DELETE FROM "Task" WHERE "dueDay" = '2020-01-02'`);
  await core.desk.closeTask(task?.id ?? '', await owner());
});
