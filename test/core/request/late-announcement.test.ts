import { expect, test } from 'vitest';
import { after, DAY, HOUR, MINUTE, SECOND } from '../../../src/core/kernel/clock.ts';
import { decideRequest } from '../../../src/core/request/decide-request.ts';
import { evolveRequest } from '../../../src/core/request/evolve-request.ts';
import type { RequestCommand } from '../../../src/core/request/request-commands.ts';
import type { RequestState } from '../../../src/core/request/request-state.ts';
import { AT, aRequest, STAFF } from '../../support/request-builder.ts';

const SEND_AT = after(AT, DAY);
const LETTER = { letterId: 'letter-1', letterHash: 'hash-1', kind: 'decision', complete: true } as const;
const BEGIN = { type: 'begin', by: 'system', letterId: 'letter-1' } as const;
const WITHDRAW = { type: 'withdraw', by: 'customer', as: 'withdrawn', provenHere: true } as const;

function does(state: RequestState, command: RequestCommand, now: Date): string | RequestState {
  const decided = decideRequest(state, command, now);
  if (!decided.ok) return decided.refusal.code;
  let reached = state;
  for (const event of decided.value) {
    const next = evolveRequest(reached, event, { by: command.by, at: now });
    if (next.status === 'anonymised') throw new Error('still a request');
    reached = next;
  }
  return reached;
}

function done(state: RequestState, command: RequestCommand, now: Date): RequestState {
  const reached = does(state, command, now);
  if (typeof reached === 'string') throw new Error(reached);
  return reached;
}

/** An approved erasure whose announcement waits in the queue of mails. */
function queued(announceDays = 0): RequestState {
  const plan = {
    level: 1,
    route: 'page',
    ends: 'answered',
    whole: true,
    copy: false,
    announceDays,
    steps: ['erase:jouwweb'],
    care: 'erasure',
  } as const;
  const draft = { type: 'draft_made', ...LETTER, plan } as const;
  const state = aRequest('erasure').searched().then(draft).approved(SEND_AT).state();
  return done(state, { type: 'announce', by: 'system', letterId: 'letter-1' }, after(AT, 10 * MINUTE));
}

/** The mail server took it then; a day of stop time follows. */
function announced(at: Date, state = queued()): RequestState {
  const notBefore = after(at, DAY);
  return done(state, { type: 'confirm_announced', by: 'system', letterId: 'letter-1', notBefore }, at);
}

const stop = (state: RequestState, now: Date) =>
  does(state, { type: 'stop', by: STAFF, version: state.cardVersion }, now);

test('as long as the customer has not heard of it nothing is done, and anybody may stop it, however late (R21)', () => {
  const late = after(SEND_AT, 3 * DAY);
  expect(does(queued(), BEGIN, late)).toBe('decision.not_announced');
  expect(stop(queued(), late)).toMatchObject({ status: 'awaiting_approval' });
  expect(does(queued(), WITHDRAW, late)).toMatchObject({ status: 'withdrawn' });
});

test('who hears of it late has the same 24 hours as who hears of it in time (R19)', () => {
  const heard = after(SEND_AT, 30 * HOUR);
  const state = announced(heard);
  expect(state).toMatchObject({ sendAt: after(heard, DAY).toISOString() });
  for (const now of [after(heard, MINUTE), after(heard, DAY - 2 * SECOND)]) {
    expect(does(state, BEGIN, now)).toBe('decision.too_late');
    expect(stop(state, now)).toMatchObject({ status: 'awaiting_approval' });
    expect(does(state, WITHDRAW, now)).toMatchObject({ status: 'withdrawn' });
  }
  expect(stop(state, after(heard, DAY))).toBe('decision.too_late');
  expect(does(state, BEGIN, after(heard, DAY))).toMatchObject({ done: [] });
});

test('what was to be done later than that stays where it is', () => {
  expect(announced(after(AT, -HOUR))).toMatchObject({ sendAt: SEND_AT.toISOString() });
});

test('a notice that has to come days before leaves those days to stop it (AVG 18(3))', () => {
  const heard = after(SEND_AT, HOUR);
  const state = announced(heard, queued(7));
  expect(stop(state, after(heard, 3 * DAY))).toMatchObject({ status: 'awaiting_approval' });
  expect(does(state, BEGIN, after(heard, 3 * DAY))).toBe('decision.not_announced');
  // The seventh day itself, not the day before it.
  const sixth = after(heard, 6 * DAY);
  expect(does(state, BEGIN, sixth)).toBe('decision.not_announced');
  expect(stop(state, sixth)).toMatchObject({ status: 'awaiting_approval' });
  expect(does(state, BEGIN, after(heard, 7 * DAY))).toMatchObject({ done: [] });
  expect(stop(state, after(heard, 7 * DAY))).toBe('decision.too_late');
});

test('in the last second before it staff stop it no more: the job that does it may be at work already', () => {
  const heard = after(SEND_AT, HOUR);
  const state = announced(heard);
  const begins = after(heard, DAY);
  for (const [now, stopped] of [
    [after(begins, -SECOND - 1), true],
    [after(begins, -SECOND), false],
  ] as const) {
    expect(typeof stop(state, now) !== 'string').toBe(stopped);
    // Whatever can be stopped is not done, and the last second is too early to do it.
    expect(does(state, BEGIN, now)).toBe('decision.too_late');
  }
});

test('an announcement that came back told nobody: what is not begun is decided anew, and nothing of it is done (AVG 18(3))', () => {
  const back = { type: 'fail_send', by: 'system', letterId: 'letter-1', reason: 'bounced' } as const;
  const heard = after(AT, HOUR);
  const returned = done(announced(heard), { ...back, announcement: true }, after(heard, HOUR));
  expect(returned).toMatchObject({ status: 'awaiting_approval' });
  expect(returned).not.toHaveProperty('announcedAt');
  expect(does(returned, BEGIN, after(heard, 3 * DAY))).toBe('decision.wrong_state');
  const begun = done(announced(heard), BEGIN, after(heard, 2 * DAY));
  expect(done(begun, { ...back, announcement: true }, after(heard, 2 * DAY))).toEqual(begun);
});
