import { expect, test } from 'vitest';
import { prepareAnswer } from '../../../src/core/application/prepare-answer.ts';
import { HOUR } from '../../../src/core/kernel/clock.ts';
import { cardOf, coreCustomer } from '../../support/core-customer.ts';
import { coreVisitor } from '../../support/core-visitor.ts';
import { staffActor } from '../../support/desk-staff.ts';
import { manualTask } from '../../support/desk-work.ts';
import { aRequest } from '../../support/request-builder.ts';
import { useCore } from '../../support/use-core.ts';
import { workOff } from '../../support/work-off.ts';
import { aConversation, storeRequest } from '../store/stored-rows.ts';

const use = useCore();

async function aDraft() {
  const { settings } = use();
  const events = aRequest().searched().events;
  const request = await settings.store.transaction((tx) =>
    storeRequest(tx, events, { email: 'sanne@example.nl' }),
  );
  await prepareAnswer(settings, request.id);
  return request;
}

async function logged(id: string, type: string): Promise<number> {
  return (await use().core.desk.card(id))?.history.filter((entry) => entry.type === type).length ?? 0;
}

test('who looks is logged once an hour per person, on the card and in the register alike', async () => {
  const { core, clock } = use();
  const { id, number } = await aDraft();
  const [owner, deputy] = [
    await staffActor(core, 'eigenaar@example.nl'),
    await staffActor(core, 'vervanger@example.nl'),
  ];
  await core.desk.request(id, owner);
  await core.desk.request(id, owner);
  await core.register.byNumber(number, owner);
  expect(await logged(id, 'looked_at')).toBe(1);
  await core.desk.request(id, deputy);
  expect(await logged(id, 'looked_at')).toBe(2);
  clock.advance(HOUR + 1_000);
  await core.desk.request(id, owner);
  expect(await logged(id, 'looked_at')).toBe(3);
});

test('that a letter was previewed is logged once per person and letter', async () => {
  const { core } = use();
  const { id } = await aDraft();
  const owner = await staffActor(core, 'eigenaar@example.nl');
  await core.decisions.preview(id, owner);
  await core.decisions.preview(id, owner);
  expect(await logged(id, 'preview_opened')).toBe(1);
});

test('who reads a conversation, or the keys to search by hand with, has looked at its request', async () => {
  const { core, clock } = use();
  const reader = await staffActor(core, 'lezer@example.nl');
  const number = await coreCustomer(use()).proves('Bram Bakker', 'bram@example.nl');
  await workOff(use());
  const { id, conversationId } = await cardOf(use(), number);
  const looks = async () =>
    (await core.desk.card(id))?.history.filter(({ type, by }) => type === 'looked_at' && by === reader.name);
  expect(await core.desk.conversation(conversationId, reader)).toMatchObject({ looks: [] });
  await core.desk.conversation(conversationId, reader);
  expect(await looks()).toHaveLength(1);
  clock.advance(HOUR + 1_000);
  const view = await core.sources.manualSearch(await manualTask(use(), number), reader);
  expect(view?.keys).toContainEqual({ kind: 'email', value: 'bram@example.nl' });
  expect(await looks()).toHaveLength(2);
  expect((await core.register.verify()).broken).toBeNull();
});

test('of a conversation with several requests each has the look', async () => {
  const { core, settings } = use();
  const reader = await staffActor(core, 'lezer@example.nl');
  const requests = await settings.store.transaction(async (tx) => {
    const conversationId = await aConversation(tx);
    const made = [];
    for (let i = 0; i < 4; i += 1) made.push(await storeRequest(tx, aRequest().events, { conversationId }));
    return made;
  });
  const view = await core.desk.conversation(requests[0]?.conversationId ?? '', reader);
  expect(view?.requests).toHaveLength(4);
  for (const { id } of requests) expect(await logged(id, 'looked_at')).toBe(1);
});

test('who reads words that led to no request is kept with the conversation, once an hour per person', async () => {
  const { core, clock } = use();
  const [reader, other] = [
    await staffActor(core, 'lezer@example.nl'),
    await staffActor(core, 'ander@example.nl'),
  ];
  const customer = coreVisitor(use);
  await customer.says('hoe laat gaan jullie open?');
  const [listed] = await core.desk.conversationsWithoutRequest(reader);
  const id = listed?.id ?? '';
  const looks = async () => (await core.desk.conversation(id, reader))?.looks.map(({ name }) => name);
  expect(await looks()).toEqual([reader.name]);
  await core.desk.conversation(id, other);
  expect(await looks()).toEqual([reader.name, other.name]);
  clock.advance(HOUR + 1_000);
  expect(await looks()).toEqual([reader.name, other.name, reader.name]);
  // somebody who does not work here reads nothing, and leaves no trace
  expect(await core.desk.conversationsWithoutRequest({ via: 'cli', name: 'x' })).toEqual([]);
});

test('who looks by the command line is in the log too', async () => {
  const { core } = use();
  const { id, number } = await aDraft();
  await core.register.byNumber(number, { via: 'cli', name: 'cli' });
  const seen = (await core.desk.card(id))?.history.filter(({ type }) => type === 'looked_at');
  expect(seen).toMatchObject([{ by: 'cli' }]);
});

test('every step says who, when, and which rules, classifier, texts and policy held', async () => {
  const { core } = use();
  const reader = await staffActor(core, 'lezer@example.nl');
  const number = await coreCustomer(use()).proves('Eva Vermeer', 'eva@example.nl');
  const before = await core.desk.profile();
  const program =
    /^deadline-[\da-f]{8} classifier-[\da-f]{8} texts-[\da-f]{8} policy-(\d+) told-\d+\.[\da-f]{8}$/;
  const saved = await core.desk.saveProfile({ ...before, phone: '020 555 01 23' }, reader);
  expect(saved.ok).toBe(true);
  const history = (await core.register.byNumber(number, reader))?.history ?? [];
  expect(history.length).toBeGreaterThan(3);
  for (const { by, versions = '' } of history) {
    expect(versions).toMatch(program);
    expect(by).not.toBe('');
  }
  const policies = history.map(({ versions = '' }) => Number(program.exec(versions)?.[1]));
  expect(policies[0]).toBe(before.version);
  expect(policies.at(-1)).toBe(before.version + 1);
  expect((await core.register.verify()).broken).toBeNull();
});
