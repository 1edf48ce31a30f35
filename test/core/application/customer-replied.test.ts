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

async function replies() {
  return (await use().core.desk.tasks('open')).filter(({ kind }) => kind === 'customer_replied');
}

test('what a customer writes back to staff is work for staff, once until they answer', async () => {
  const { core } = use();
  const owner = await staffActor(core, 'eigenaar@example.nl');
  const customer = visitor();
  await customer.says('medewerker');
  const [call] = (await core.desk.tasks('open')).filter(({ kind }) => kind === 'human_wanted');
  const conversation = call?.conversationId ?? '';
  const asks = (text: string) => core.desk.answerConversation(conversation, text, owner);
  expect(await asks('In welk jaar was dat?')).toMatchObject({ ok: true });
  expect(await replies()).toEqual([]);

  expect(await customer.says('dat weet ik zo niet meer, lang geleden')).toEqual(['customer_reply_noted']);
  await customer.says('in de zomer');
  expect(await replies()).toMatchObject([{ conversationId: conversation }]);

  expect(await asks('En welk artikel was het?')).toMatchObject({ ok: true });
  expect(await replies()).toEqual([]);
  await customer.says('het groene');
  expect(await replies()).toHaveLength(1);
});

test('an objection asks no code: staff have work at once, and the address that is told reaches them', async () => {
  const { core } = use();
  const customer = visitor();
  const said = await customer.says('ik wil geen reclame meer van jullie ontvangen');
  expect(said.slice(-3)).toEqual(['receipt', 'staff_acts', 'ask_stop_address']);
  expect(await customer.says('sanne@example.nl')).toEqual(['stop_address_noted']);
  const tasks = await core.desk.tasks('open');
  const kinds = tasks.filter(({ kind }) => kind === 'act_now' || kind === 'customer_replied');
  const conversation = tasks.find(({ kind }) => kind === 'act_now')?.conversationId;
  expect(kinds.filter(({ conversationId }) => conversationId === conversation)).toHaveLength(2);
  expect(await use().jobs('send-mail')).toEqual([]);
});
