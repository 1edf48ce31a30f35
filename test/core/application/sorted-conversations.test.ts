import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { after, DAY } from '../../../src/core/kernel/clock.ts';
import { staffActor } from '../../support/desk-staff.ts';
import { useCore } from '../../support/use-core.ts';

const use = useCore();

async function says(key: string, text: string, receivedAt = use().clock.now()) {
  const message = { channel: 'web', conversationKey: key, externalId: randomUUID() } as const;
  await use().core.receive({ ...message, kind: 'text', text, receivedAt });
}

async function owner() {
  return staffActor(use().core, 'eigenaar@example.nl');
}

test('a conversation without a request is listed with its words and what the program took it for', async () => {
  const { core } = use();
  const [policy, asked] = [randomUUID(), randomUUID()];
  await says(policy, 'hoe lang bewaren jullie een factuur?');
  await says(policy, 'dank je wel');
  await says(asked, 'wat bewaren jullie van mij');
  const list = await core.desk.conversationsWithoutRequest(await owner());
  expect(list).toMatchObject([
    {
      channel: 'web',
      words: 'hoe lang bewaren jullie een factuur?\n\ndank je wel',
      sortedAs: ['policy', 'small_talk'],
    },
  ]);
});

test('opened after all it counts from the first words, names who found it, and the customer hears it', async () => {
  const { core, clock } = use();
  const key = randomUUID();
  const receivedAt = after(clock.now(), -6 * DAY);
  await says(key, 'gut fnork blaat', receivedAt);
  const listed = (await core.desk.conversationsWithoutRequest(await owner())).find(({ words }) =>
    words.includes('fnork'),
  );
  const by = await owner();
  const opened = await core.desk.openFromConversation(listed?.id ?? '', 'erasure', by);
  if (!opened.ok) throw new Error(opened.refusal.code);
  const detail = await core.desk.card(opened.value.id);
  expect(detail).toMatchObject({ right: 'erasure', words: 'gut fnork blaat', receivedAt });
  expect(detail?.history[0]).toMatchObject({ type: 'opened', by: by.name });
  const said = (await core.transcripts.read('web', key, 0)).flatMap((entry) =>
    entry.from === 'desk' ? [entry.message] : [],
  );
  const { number, customerDue } = detail ?? {};
  expect(said).toContainEqual({ kind: 'receipt', number, right: 'erasure', dueDay: customerDue });
  expect(said.at(-1)?.kind).toBe('ask_identity');
  expect((await core.register.verify()).broken).toBeNull();
});

test('of two people who open it at once, one opens it', async () => {
  const { core } = use();
  await says(randomUUID(), 'blaat twee keer');
  const listed = (await core.desk.conversationsWithoutRequest(await owner())).find(({ words }) =>
    words.includes('twee keer'),
  );
  const by = await owner();
  const outcomes = await Promise.all(
    [1, 2].map(() => core.desk.openFromConversation(listed?.id ?? '', 'access', by)),
  );
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
  expect(outcomes.find(({ ok }) => !ok)).toMatchObject({ refusal: { code: 'conversation.has_request' } });
});

test('a question about a right that waited for its answer is answered by opening it', async () => {
  const { core, settings } = use();
  const key = randomUUID();
  await says(key, 'ik bestel nooit meer bij jullie');
  const listed = (await core.desk.conversationsWithoutRequest(await owner())).find(({ words }) =>
    words.includes('nooit meer'),
  );
  const waiting = async () =>
    (await core.desk.tasks('open')).filter(
      ({ kind, conversationId }) => kind === 'unanswered_question' && conversationId === listed?.id,
    );
  expect(listed?.sortedAs).toEqual(['right_asked']);
  expect(await waiting()).toHaveLength(1);
  await core.desk.openFromConversation(listed?.id ?? '', 'erasure', await owner());
  expect(await waiting()).toEqual([]);
  const conversation = await settings.store.transaction((tx) => tx.conversations.byKey('web', key));
  expect(conversation?.dialogue.step.name).toBe('asking_identity');
});
