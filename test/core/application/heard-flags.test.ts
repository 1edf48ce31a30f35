import { describe, expect, test } from 'vitest';
import { letterModel } from '../../../src/core/application/letter-model.ts';
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

describe('what is heard later (R23)', () => {
  test('anger lifts what is open already, and every further message shows on it', async () => {
    const customer = coreVisitor(use);
    await customer.says('wat bewaren jullie van mij');
    const { id } = await customer.request();
    const card = async () => use().core.desk.card(id);
    await customer.says('hoe lang bewaren jullie een factuur?');
    expect(await card()).toMatchObject({ raised: false, further: null });
    await customer.says('dit is belachelijk, ik stap naar mijn advocaat');
    expect(await card()).toMatchObject({ raised: true, further: { count: 1 } });
    await customer.says('hoe lang bewaren jullie een factuur?');
    expect(await card()).toMatchObject({ raised: true, further: { count: 2 } });
    expect((await use().core.desk.requests('unproven'))[0]?.raised).toBe(true);
    expect((await use().core.register.verify()).broken).toBeNull();
  });

  test('a complaint has ten working days, and keeps what the customer was promised', async () => {
    use().clock.moveTo('2026-11-02T10:00:00Z');
    const customer = coreVisitor(use);
    await customer.says('Ik heb een klacht over hoe jullie met mijn gegevens omgaan');
    const { id, right } = await customer.request();
    expect(right).toBe('complaint');
    expect(await use().core.desk.card(id)).toMatchObject({
      staffDue: '2026-11-16',
      customerDue: '2026-12-02',
    });
  });

  test('an order on its way to the old address is work of today (R22)', async () => {
    use().clock.moveTo('2026-11-02T10:00:00Z');
    const customer = coreVisitor(use);
    const asked = await customer.says('Ik ben verhuisd, pas mijn adres aan in jullie gegevens');
    expect(asked.map(({ kind }) => kind)).toContain('ask_open_order');
    expect((await customer.says('ja')).map(({ kind }) => kind)).toContain('order_alarmed');
    const { id } = await customer.request();
    const tasks = (await use().core.desk.tasks('open')).filter(({ kind }) => kind === 'open_order');
    expect(tasks).toMatchObject([{ requestId: id, dueDay: '2026-11-02' }]);
  });
});

test('questions that were asked one by one are kept with the request, and named in the draft of the answer (AVG 15)', async () => {
  const { core, settings } = use();
  const customer = coreVisitor(use);
  await customer.says('Ik wil inzage in mijn gegevens, de ontvangers en de bewaartermijn.');
  const { id, particulars } = await customer.request();
  expect(particulars?.questions).toEqual(['recipients', 'terms']);
  const by = await staffActor(core, 'eigenaar@example.nl');
  expect((await core.desk.request(id, by))?.heard?.questions).toEqual(['recipients', 'terms']);
  const { row, shop } = await settings.store.transaction(async (tx) => ({
    row: await tx.requests.byId(id),
    shop: await tx.profiles.latest(),
  }));
  if (row === undefined || shop === undefined) throw new Error('there is a request and a profile');
  const input = { free: { opening: '', closing: '' }, refusal: null };
  expect(letterModel(row, [], shop, [], input)).toMatchObject({ questions: ['recipients', 'terms'] });
});
