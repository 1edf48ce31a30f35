import { expect, test } from 'vitest';
import { prepareAnswer } from '../../../src/core/application/prepare-answer.ts';
import type { Outcome } from '../../../src/core/fulfilment/outcome/outcome.ts';
import { addDays, amsterdamDay } from '../../../src/core/kernel/calendar-day.ts';
import { after, DAY, MINUTE } from '../../../src/core/kernel/clock.ts';
import type { Right } from '../../../src/core/kernel/rights.ts';
import { decideOutcome, versionOf } from '../../support/decide-outcome.ts';
import { approve, staffActor } from '../../support/desk-staff.ts';
import { aRequest } from '../../support/request-builder.ts';
import { useCore } from '../../support/use-core.ts';
import { erasurePlan } from '../fulfilment/outcome/sample-outcomes.ts';
import { storeRequest } from '../store/stored-rows.ts';

const use = useCore();

async function drafted(right: Right) {
  const { settings, core } = use();
  const { id } = await settings.store.transaction((tx) =>
    storeRequest(tx, aRequest(right).searched().events, { email: `${right}@example.nl` }),
  );
  await prepareAnswer(settings, id);
  return { id, by: await staffActor(core, 'eigenaar@example.nl') };
}

const today = () => amsterdamDay(use().clock.now());

function marketing(): Outcome {
  return {
    right: 'objection',
    result: 'marketing_stopped',
    channels: [{ channel: 'email', on: today() }],
    mayStillCome: false,
    recipients: [],
  };
}

function erasure(): Outcome {
  const { plan } = erasurePlan();
  return erasurePlan({ plan: plan.slice(0, 2), backupUntil: addDays(today(), 30), recipients: [] });
}

test.each<readonly [Right, number, (() => Outcome) | undefined]>([
  ['access', 10 * MINUTE, undefined],
  ['objection', 10 * MINUTE, marketing],
  ['erasure', DAY, erasure],
])('%s leaves %i ms after its approval, and the preview says so (R19)', async (right, delay, outcome) => {
  const { core, clock } = use();
  const { id, by } = await drafted(right);
  if (outcome !== undefined) await decideOutcome(core, id, outcome(), by);
  // Who lets the order history go is asked for more than the mailbox (law.md 3.6).
  const proof = { method: 'call_back', name: '', email: '' } as const;
  expect((await core.outcomes.recordProof(id, await versionOf(core, id), proof, by)).ok).toBe(true);
  const preview = await core.decisions.preview(id, by);
  if (!preview.ok) throw new Error(preview.refusal.code);
  expect(preview.value.delaySeconds).toBe(delay / 1000);
  const earliest = after(clock.now(), delay);
  const approved = await approve(core, id, by);
  if (!approved.ok) throw new Error(approved.refusal.code);
  expect(approved.value.sendAt >= earliest).toBe(true);
  expect(approved.value.sendAt <= after(clock.now(), delay)).toBe(true);
});

test('without the facts of the decision there is nothing to approve', async () => {
  const { core } = use();
  const { id, by } = await drafted('restriction');
  expect(await approve(core, id, by)).toMatchObject({ refusal: { code: 'decision.text_missing' } });
});

test('an erasure of orders needs more than the mailbox; with it, it may be approved', async () => {
  const { core } = use();
  const { id, by } = await drafted('erasure');
  await decideOutcome(core, id, erasure(), by);
  expect(await approve(core, id, by)).toMatchObject({ refusal: { code: 'decision.level_missing' } });
  const proof = { method: 'order_facts', name: '', email: '' } as const;
  await core.outcomes.recordProof(id, await versionOf(core, id), proof, by);
  const detail = await core.desk.card(id);
  expect(detail).toMatchObject({ level: 2, proof: { method: 'order_facts' } });
  expect((await approve(core, id, by)).ok).toBe(true);
});

test('a lower proof never replaces a higher one', async () => {
  const { core } = use();
  const { id, by } = await drafted('erasure');
  const record = async (method: 'call_back' | 'order_facts') =>
    core.outcomes.recordProof(id, await versionOf(core, id), { method, name: '', email: '' }, by);
  expect((await record('call_back')).ok).toBe(true);
  expect(await record('order_facts')).toMatchObject({ refusal: { code: 'decision.wrong_state' } });
  expect(await core.desk.card(id)).toMatchObject({ level: 3 });
});

test('a day that came while the letter waited is filled in again before it is approved', async () => {
  const { core, clock } = use();
  const { id, by } = await drafted('lift_restriction');
  await decideOutcome(
    core,
    id,
    {
      right: 'lift_restriction',
      result: 'lifted',
      reason: 'checked',
      reasonWords: '',
      data: 'uw bezorgadres',
      liftOn: addDays(today(), 8),
      systems: [{ system: 'jouwweb' }],
      recipients: [],
    },
    by,
  );
  clock.advance(3 * DAY);
  expect(await approve(core, id, by)).toMatchObject({ refusal: { code: 'decision.outcome_outdated' } });
});
