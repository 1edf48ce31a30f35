import { expect, test } from 'vitest';
import { coreVisitor } from '../../support/core-visitor.ts';
import { staffActor } from '../../support/desk-staff.ts';
import { useCore } from '../../support/use-core.ts';

const use = useCore();

const opening = async (requestId: string) => (await use().core.desk.card(requestId))?.history[0]?.params;

test('an ultimatum opens the request that it asks for, on top of the list (R2, R23)', async () => {
  const customer = coreVisitor(use);
  await customer.says('als ik voor vrijdag geen overzicht heb van mijn gegevens stap ik naar de AP');
  const { id, right, state } = await customer.request();
  expect(right).toBe('access');
  expect(state.raised).toBe(true);
  expect((await use().core.desk.requests('unproven'))[0]).toMatchObject({ id, raised: true });
});

test('anger and somebody else in words that were asked about first hold for the request (R4, R23)', async () => {
  const customer = coreVisitor(use);
  const asked = await customer.says(
    'dat gedoe met het account van mijn moeder, belachelijk, ik bestel hier nooit meer',
  );
  expect(asked.map(({ kind }) => kind)).toContain('confirm_right');
  const said = (await customer.taps('right.erasure')).map(({ kind }) => kind);
  expect(said).toContain('third_party_noted');
  expect(said).not.toContain('ask_identity');
  const { id, state } = await customer.request();
  expect(state.raised).toBe(true);
  expect(await opening(id)).toMatchObject({ raised: true, thirdParty: true });
  const calls = (await use().core.desk.tasks('open')).filter(({ kind }) => kind === 'human_wanted');
  expect(calls).toMatchObject([{ params: { reason: 'third_party' } }]);
});

test('so they do when staff open it from the words', async () => {
  const { core } = use();
  const customer = coreVisitor(use);
  await customer.says('dat gedoe met het account van mijn vader, belachelijk, ik bestel hier nooit meer');
  const by = await staffActor(core, 'eigenaar@example.nl');
  const listed = (await core.desk.conversationsWithoutRequest(by)).find(({ words }) =>
    words.includes('vader'),
  );
  const opened = await core.desk.openFromConversation(listed?.id ?? '', 'erasure', by);
  if (!opened.ok) throw new Error(opened.refusal.code);
  expect(await opening(opened.value.id)).toMatchObject({ raised: true, thirdParty: true });
});
