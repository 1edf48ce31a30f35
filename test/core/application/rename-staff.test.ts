import { expect, test } from 'vitest';
import { staffActor } from '../../support/desk-staff.ts';
import { aRequest } from '../../support/request-builder.ts';
import { useCore } from '../../support/use-core.ts';
import { storeRequest } from '../store/stored-rows.ts';

const use = useCore();

test('a new name stands in the log and under answers from then on', async () => {
  const { core, settings } = use();
  const owner = await staffActor(core, 'eigenaar@example.nl');
  const { id, conversationId } = await settings.store.transaction((tx) =>
    storeRequest(tx, aRequest().proven().events),
  );
  await core.desk.request(id, owner);
  const renamed = await core.desk.renameStaff(owner.staffId, '  Noor Visser ', owner);
  expect(renamed).toMatchObject({ ok: true, value: { name: 'Noor Visser' } });
  expect((await core.desk.card(id))?.history.at(-1)).toMatchObject({ type: 'looked_at', by: 'Noor Visser' });
  await core.desk.answerConversation(conversationId, 'Dag.', owner);
  const conversation = await core.desk.conversation(conversationId, owner);
  expect(conversation?.entries.at(-1)).toMatchObject({ message: { signedBy: 'Noor Visser' } });
});

test('only the owner names others, and a name is one line of words', async () => {
  const { core } = use();
  const owner = await staffActor(core, 'eigenaar@example.nl');
  const deputy = await staffActor(core, 'vervanger@example.nl');
  expect(await core.desk.renameStaff(owner.staffId, 'Baas', deputy)).toMatchObject({
    refusal: { code: 'staff.unknown' },
  });
  expect((await core.desk.renameStaff(deputy.staffId, 'Sam', deputy)).ok).toBe(true);
  for (const name of ['', '   ', 'a\nb', 'x'.repeat(81), 'Sam\u202e'])
    expect(await core.desk.renameStaff(deputy.staffId, name, owner)).toMatchObject({
      refusal: { code: 'staff.name_invalid' },
    });
});
