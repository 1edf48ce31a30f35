import { expect, test } from 'vitest';
import { prepareAnswer } from '../../../src/core/application/prepare-answer.ts';
import { after, DAY, MINUTE } from '../../../src/core/kernel/clock.ts';
import type { Right } from '../../../src/core/kernel/rights.ts';
import { approve, staffActor } from '../../support/desk-staff.ts';
import { aRequest } from '../../support/request-builder.ts';
import { useCore } from '../../support/use-core.ts';
import { storeRequest } from '../store/stored-rows.ts';

const use = useCore();

test.each<readonly [Right, number]>([
  ['access', 10 * MINUTE],
  ['objection', 10 * MINUTE],
  ['erasure', DAY],
])('%s leaves %i ms after its approval, and the preview says so (R19)', async (right, delay) => {
  const { settings, core, clock } = use();
  const { id } = await settings.store.transaction((tx) =>
    storeRequest(tx, aRequest(right).searched().events, { email: 'sanne@example.nl' }),
  );
  await prepareAnswer(settings, id);
  const by = await staffActor(core, 'eigenaar@example.nl');
  const drafted = await core.decisions.preview(id, by);
  if (!drafted.ok) throw new Error(drafted.refusal.code);
  expect(drafted.value.delaySeconds).toBe(delay / 1000);
  const free = { opening: 'Dit hebben we besloten.', closing: '' };
  expect((await core.decisions.changeParagraphs(id, drafted.value.version, free, by)).ok).toBe(true);
  const earliest = after(clock.now(), delay);
  const approved = await approve(core, id, by);
  if (!approved.ok) throw new Error(approved.refusal.code);
  expect(approved.value.sendAt >= earliest).toBe(true);
  expect(approved.value.sendAt <= after(clock.now(), delay)).toBe(true);
});
