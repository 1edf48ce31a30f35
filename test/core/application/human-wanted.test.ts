import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
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
  expect(detail?.history.at(-1)).toMatchObject({
    type: 'task_done',
    by: (await owner()).name,
    params: { task: 'human_wanted' },
  });
});
