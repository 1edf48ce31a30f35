import { describe, expect, test } from 'vitest';
import { after, DAY } from '../../../src/core/kernel/clock.ts';
import { decideRequest } from '../../../src/core/request/decide-request.ts';
import { evolveRequest } from '../../../src/core/request/evolve-request.ts';
import type { RequestCommand } from '../../../src/core/request/request-commands.ts';
import type { FoldedState, RequestState } from '../../../src/core/request/request-state.ts';
import { AT, aRequest, day, STAFF } from '../../support/request-builder.ts';

const LATER = after(AT, 2 * DAY);
const by = STAFF;
const PLAN = {
  level: 1,
  route: 'page',
  ends: 'answered',
  whole: false,
  copy: false,
  announceDays: null,
} as const;

/** A rectification that was approved and begun, of which two recipients are told. */
function begun(): RequestState {
  const plan = { ...PLAN, steps: ['tell:postnl', 'tell:mollie'] };
  return aRequest('rectification')
    .searched()
    .then({
      type: 'draft_made',
      letterId: 'letter-1',
      letterHash: 'hash-1',
      kind: 'decision',
      complete: true,
      plan,
    })
    .approved(AT)
    .then({ type: 'execution_begun' })
    .state();
}

function give(state: RequestState, command: RequestCommand): RequestState {
  const decided = decideRequest(state, command, LATER);
  if (!decided.ok) throw new Error(decided.refusal.code);
  const next = decided.value.reduce<FoldedState>(
    (before, event) => evolveRequest(before, event, { by, at: LATER }),
    state,
  );
  if (next.status === 'anonymised') throw new Error('still a request');
  return next;
}

function refused(state: RequestState, command: RequestCommand): string {
  const decided = decideRequest(state, command, LATER);
  return decided.ok ? 'ok' : decided.refusal.code;
}

const tells = (recipient: string, on = '2026-11-03') =>
  ({ type: 'tell_recipient', by, recipient, how: 'mail', on: day(on) }) as const;
const SENT = { type: 'confirm_sent', by: 'system', letterId: 'letter-1' } as const;

describe('everybody who holds the data hears of it before the customer hears that they did (AVG 19)', () => {
  test('the request ends only when each recipient was told', () => {
    const one = give(begun(), tells('postnl'));
    expect(refused(one, SENT)).toBe('decision.steps_open');
    const both = give(one, tells('mollie'));
    expect(give(both, SENT)).toMatchObject({ status: 'answered' });
  });

  test('telling is entered with how and when, once, not ahead, and only of who is in the approved plan', () => {
    expect(refused(begun(), { type: 'confirm_step', by, step: 'tell:postnl' })).toBe('step.tell_recipient');
    expect(refused(begun(), tells('postnl', '2026-11-05'))).toBe('recipient.day_ahead');
    expect(refused(begun(), tells('slack'))).toBe('step.unknown');
    const told = give(begun(), tells('postnl'));
    expect(refused(told, tells('postnl'))).toBe('step.already_done');
    expect(told).toMatchObject({ told: { postnl: { on: '2026-11-03', how: 'mail', answer: null } } });
  });

  test('nobody is told of a decision that is not carried out yet', () => {
    const drafted = aRequest('rectification').awaitingApproval('decision').state();
    expect(refused(drafted, tells('postnl'))).toBe('decision.wrong_state');
  });
});

test('an answer may come after the letter has left; who answered is asked no more', () => {
  const sent = give(give(give(begun(), tells('postnl')), tells('mollie')), SENT);
  const chase = { type: 'chase_recipient', by, recipient: 'postnl', on: day('2026-11-04') } as const;
  const chased = give(sent, chase);
  expect(chased).toMatchObject({ told: { postnl: { chasedOn: '2026-11-04', answer: null } } });
  const answered = give(chased, { type: 'answer_recipient', by, recipient: 'postnl', answer: 'done' });
  expect(answered).toMatchObject({ status: 'answered', told: { postnl: { answer: 'done' } } });
  expect(refused(answered, chase)).toBe('step.unknown');
  expect(refused(answered, { type: 'answer_recipient', by, recipient: 'slack', answer: 'done' })).toBe(
    'step.unknown',
  );
});
