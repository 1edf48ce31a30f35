import { expect, test } from 'vitest';
import { newId } from '../../../src/core/kernel/ids.ts';
import { endJob } from '../../../src/workers/start-workers.ts';
import { staffActor } from '../../support/desk-staff.ts';
import { useCore } from '../../support/use-core.ts';

const use = useCore();

async function say(key: string, text: string): Promise<string> {
  const { core, clock } = use();
  const base = { channel: 'web', conversationKey: key, receivedAt: clock.now() } as const;
  await core.receive({ ...base, externalId: newId(), kind: 'text', text });
  return JSON.stringify(await core.transcripts.read('web', key, 0));
}

test('a code mail whose tries have ended after a day: the customer is told, staff have a task, the date stays', async () => {
  const { core, settings, jobs } = use();
  await say('k', 'wat bewaren jullie van mij');
  await say('k', 'een kopie');
  const shown = await say('k', 'Sanne de Vries, sanne@example.nl');
  const [, number = ''] = /(PB-\w{4}-\w{4})/.exec(shown) ?? [];
  const before = await core.register.byNumber(number, { via: 'cli', name: 'test' });
  const [job] = await jobs('send-mail');
  await endJob(settings, { name: 'send-mail', data: job?.data ?? {}, reason: 'smtp_unreachable' });
  // reported twice: pg-boss may hand over a job again
  await endJob(settings, { name: 'send-mail', data: job?.data ?? {}, reason: 'smtp_unreachable' });
  const entries = await core.transcripts.read('web', 'k', 0);
  expect(
    entries.filter((entry) => entry.from === 'desk' && entry.message.kind === 'code_undeliverable'),
  ).toHaveLength(1);
  expect(await core.desk.tasks('open')).toMatchObject([
    { kind: 'delivery_failed', number, params: { reason: 'smtp_unreachable' } },
  ]);
  const after = await core.register.byNumber(number, { via: 'cli', name: 'test' });
  expect(after).toMatchObject({ status: 'awaiting_identity', customerDue: before?.customerDue });
});

test('the alarm about a failed alarm raises no further alarm', async () => {
  const { core, settings } = use();
  const before = await core.desk.tasks('open');
  await endJob(settings, { name: 'tell-staff', data: { taskId: newId() }, reason: 'unreachable' });
  expect(await core.desk.tasks('open')).toEqual(before);
});

/** An alarm to the owner, as it waits. */
async function alarm(): Promise<string> {
  const { settings, clock } = use();
  const id = newId();
  await settings.store.transaction((tx) =>
    tx.mails.add({
      id,
      content: {
        kind: 'staff_alert',
        to: 'eigenaar@example.nl',
        task: 'not_me',
        number: null,
        path: '/balie',
      },
      requestId: null,
      challengeId: null,
      letterId: null,
      createdAt: clock.now(),
    }),
  );
  return id;
}

test.each(['given up', 'sent back'])(
  'an alarm by mail that is %s is a task of the desk, and one only, also when the alarm about that fails',
  async (how) => {
    const { core, settings, clock } = use();
    const failed = async () => (await core.desk.tasks('open')).filter(({ kind }) => kind === 'alarm_failed');
    expect(await failed()).toEqual([]);
    for (let time = 0; time < 2; time += 1) {
      const id = await alarm();
      if (how === 'given up')
        await endJob(settings, { name: 'send-mail', data: { mailId: id }, reason: 'smtp_550' });
      else {
        await settings.store.transaction((tx) => tx.mails.markSent(id, clock.now(), id));
        const report = {
          channel: 'email',
          conversationKey: '',
          externalId: id,
          receivedAt: clock.now(),
        } as const;
        await core.receive({ ...report, kind: 'report', outcome: 'failed', mailId: id });
      }
    }
    const [task, ...more] = await failed();
    expect(more).toEqual([]);
    expect(task?.params).toEqual({ reason: how === 'given up' ? 'smtp_550' : 'bounced' });
    await core.desk.closeTask(task?.id ?? '', await staffActor(core, 'eigenaar@example.nl'));
  },
);
