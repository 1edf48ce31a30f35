import { expect, test } from 'vitest';
import { prepareAnswer } from '../../../src/core/application/prepare-answer.ts';
import { HOUR } from '../../../src/core/kernel/clock.ts';
import { staffActor } from '../../support/desk-staff.ts';
import { aRequest } from '../../support/request-builder.ts';
import { useCore } from '../../support/use-core.ts';
import { storeRequest } from '../store/stored-rows.ts';

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
