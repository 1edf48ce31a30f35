import { expect, test } from 'vitest';
import { prepareAnswer } from '../../../src/core/application/prepare-answer.ts';
import { after, DAY, MINUTE } from '../../../src/core/kernel/clock.ts';
import type { Right } from '../../../src/core/kernel/rights.ts';
import { approve, staffActor } from '../../support/desk-staff.ts';
import { aRequest } from '../../support/request-builder.ts';
import { useCore } from '../../support/use-core.ts';
import { storeRequest } from '../store/stored-rows.ts';

const use = useCore();

async function drafted(right: Right) {
  const { settings } = use();
  const { id } = await settings.store.transaction((tx) =>
    storeRequest(tx, aRequest(right).searched().events, { email: 'sanne@example.nl' }),
  );
  await prepareAnswer(settings, id);
  return id;
}

test('an article that the law does not name for the ground is stored nowhere', async () => {
  const { settings, core } = use();
  const id = await drafted('erasure');
  const by = await staffActor(core, 'eigenaar@example.nl');
  const present = async () => (await core.desk.card(id))?.version ?? 0;
  const article = '17(3)(z) en wat er nog meer werd getypt';
  const refuse = async (ground: 'excessive' | 'exception_17_3') =>
    core.decisions.prepareRefusal(id, await present(), { ground, article, facts: 'Dit zijn de feiten.' }, by);
  expect(await refuse('exception_17_3')).toEqual({
    ok: false,
    refusal: { code: 'refusal_ground.article_missing' },
  });
  expect(await refuse('excessive')).toEqual({ ok: true, value: null });
  const [letter, events] = await settings.store.transaction(async (tx) => [
    await tx.answers.latestLetter(id),
    await tx.requests.events(id),
  ]);
  expect(letter?.input.refusal).toEqual({ ground: 'excessive', article: '', facts: 'Dit zijn de feiten.' });
  expect(events.map(({ event }) => event).find(({ type }) => type === 'refusal_prepared')).toEqual({
    type: 'refusal_prepared',
    ground: 'excessive',
    article: '',
  });
});

test.each<readonly [Right, number]>([
  ['access', 10 * MINUTE],
  ['objection', 10 * MINUTE],
  ['erasure', DAY],
])('%s leaves %i ms after its approval, and the preview says so (R19)', async (right, delay) => {
  const { core, clock } = use();
  const id = await drafted(right);
  const by = await staffActor(core, 'eigenaar@example.nl');
  const preview = await core.decisions.preview(id, by);
  if (!preview.ok) throw new Error(preview.refusal.code);
  expect(preview.value.delaySeconds).toBe(delay / 1000);
  const free = { opening: 'Dit hebben we besloten.', closing: '' };
  expect((await core.decisions.changeParagraphs(id, preview.value.version, free, by)).ok).toBe(true);
  const earliest = after(clock.now(), delay);
  const approved = await approve(core, id, by);
  if (!approved.ok) throw new Error(approved.refusal.code);
  expect(approved.value.sendAt >= earliest).toBe(true);
  expect(approved.value.sendAt <= after(clock.now(), delay)).toBe(true);
});
