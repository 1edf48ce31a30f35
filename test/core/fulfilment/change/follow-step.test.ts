import { expect, test } from 'vitest';
import {
  type ChangeStatus,
  type ChangeStep,
  changeId,
  isLeft,
  isMade,
  isPending,
  plannedStep,
} from '../../../../src/core/fulfilment/change/change-step.ts';
import {
  answeredStep,
  givenUpStep,
  MOST_ATTEMPTS,
  nextMove,
  sentStep,
} from '../../../../src/core/fulfilment/change/follow-step.ts';
import { after, DAY, HOUR, MINUTE } from '../../../../src/core/kernel/clock.ts';
import { aRecord, fakeSystem } from '../../../support/fake-system.ts';

const NOW = new Date('2026-11-02T10:00:00Z');
const CHANGE = { action: 'erase' } as const;
const ERROR = { status: 'failed', code: 'api.server_error', retryable: true } as const;

function aStep(change: Partial<ChangeStep> = {}): ChangeStep {
  const [step] = fakeSystem('mollie', []).plan(CHANGE, [aRecord('W-1')], NOW);
  if (step === undefined) throw new Error('nothing is planned');
  const payload = { step, change: CHANGE, numbers: ['W-1'] };
  return { ...plannedStep(changeId('request', step, CHANGE), payload, 0, undefined, NOW), ...change };
}

test.each<readonly [ChangeStatus, 'execute' | 'verify' | undefined]>([
  ['planned', 'execute'],
  ['sent', 'verify'],
  ['unknown', undefined],
  ['done', undefined],
  ['already_gone', undefined],
  ['changed', undefined],
  ['held', undefined],
  ['failed', undefined],
  ['by_hand', undefined],
])('a step that is %s: %s', (status, move) => {
  expect(nextMove(aStep({ status }), NOW)).toBe(move);
  expect(nextMove(aStep({ status, endedAt: NOW }), NOW)).toBeUndefined();
});

test('what failed is done again from its time on, and what nobody knows is looked at first', () => {
  const nextAt = after(NOW, MINUTE);
  expect(nextMove(aStep({ status: 'failed', nextAt }), NOW)).toBeUndefined();
  expect(nextMove(aStep({ status: 'failed', nextAt }), nextAt)).toBe('execute');
  expect(nextMove(aStep({ status: 'unknown', nextAt }), nextAt)).toBe('verify');
});

test('it is tried six times in six hours, and then left to a person', () => {
  let step = aStep();
  let now = NOW;
  const waits: number[] = [];
  while (isPending(step)) {
    step = answeredStep(sentStep(step, now), ERROR, now);
    if (step.nextAt === null) break;
    waits.push((step.nextAt.getTime() - now.getTime()) / MINUTE);
    now = step.nextAt;
  }
  expect(waits).toEqual([1, 4, 16, 64, 256]);
  expect(step).toMatchObject({ attempts: MOST_ATTEMPTS, status: 'failed', sentAt: NOW });
  expect(isLeft(step)).toBe(true);
});

test('a system is waited for as long as it asks, at least the own pause and at most a day', () => {
  const asked = (retryAfterMs: number, attempts = 0, now = NOW) =>
    answeredStep({ ...sentStep(aStep({ attempts }), now), sentAt: NOW }, { ...ERROR, retryAfterMs }, now)
      .nextAt;
  expect(asked(20 * HOUR)).toEqual(after(NOW, 20 * HOUR));
  expect(asked(1_000)).toEqual(after(NOW, MINUTE));
  expect(asked(1_000, 4)).toEqual(after(NOW, 256 * MINUTE));
  expect(asked(11 * DAY)).toEqual(after(NOW, DAY));
  expect(asked(HOUR, 1, after(NOW, DAY))).toBeNull();
});

test('approved once more it is the same step: planned anew, but looked at first when it may have been made', () => {
  const again = (status: ChangeStatus) => {
    const before = aStep({ status, attempts: 3, sentAt: NOW });
    if (before.payload === null) throw new Error('a step without its change');
    return plannedStep(before.id, before.payload, 0, before, NOW);
  };
  expect(again('failed')).toMatchObject({ status: 'planned', attempts: 0, sentAt: null });
  for (const status of ['sent', 'unknown', 'done', 'already_gone'] as const)
    expect(nextMove(again(status), NOW)).toBe('verify');
});

test('what is gone is a success of an erasure, and left to a person where it was to be corrected or to rest', () => {
  const gone = (action: ChangeStep['action']) =>
    answeredStep(sentStep(aStep({ action }), NOW), { status: 'already_gone' }, NOW);
  expect(isMade(gone('erase'))).toBe(true);
  expect(gone('erase').endedAt).toEqual(NOW);
  for (const action of ['rectify', 'restrict', 'unrestrict'] as const) {
    expect(isMade(gone(action))).toBe(false);
    expect(isLeft(gone(action))).toBe(true);
  }
});

test('given up, what was never sent is failed, and what may have been made is what nobody knows', () => {
  const given = (status: ChangeStatus) => givenUpStep(aStep({ status, nextAt: NOW }), 'change.gave_up');
  for (const status of ['planned', 'failed'] as const)
    expect(given(status)).toMatchObject({ status: 'failed', code: 'change.gave_up', nextAt: null });
  for (const status of ['sent', 'unknown'] as const)
    expect(given(status)).toMatchObject({ status: 'unknown', code: 'change.not_known', nextAt: null });
  expect(isLeft(given('sent'))).toBe(true);
});

test('another request, another record as it was seen, or another change is another step', () => {
  const { payload } = aStep();
  if (payload === null) throw new Error('a step without its change');
  const { step, change } = payload;
  const ids = [
    changeId('request', step, change),
    changeId('another', step, change),
    changeId('request', { ...step, recordHash: 'changed' }, change),
    changeId('request', { ...step, treatment: 'mask' }, change),
    changeId('request', step, { action: 'rectify', corrections: [] }),
  ];
  expect(new Set(ids).size).toBe(ids.length);
  expect(changeId('request', { ...step, sideEffects: ['more'] }, change)).toBe(ids[0]);
});
