import { describe, expect, test } from 'vitest';
import { after, MINUTE, SECOND } from '../../../src/core/kernel/clock.ts';
import { RIGHTS } from '../../../src/core/kernel/rights.ts';
import { decideRequest } from '../../../src/core/request/decide-request.ts';
import { evolveRequest } from '../../../src/core/request/evolve-request.ts';
import type { RequestState } from '../../../src/core/request/request-state.ts';
import { AT, aRequest, opened, STAFF } from '../../support/request-builder.ts';

const SEND_AT = after(AT, 10 * MINUTE);

function withdraws(state: RequestState, provenHere: boolean, now = AT) {
  const command = { type: 'withdraw', by: 'customer', as: 'withdrawn', provenHere } as const;
  const decided = decideRequest(state, command, now);
  return decided.ok ? 'withdrawn' : decided.refusal.code;
}

/** Withdrawn by the customer, and asked again. */
function comesBack(state: RequestState): unknown {
  const gone = evolveRequest(state, { type: 'withdrawn', as: 'withdrawn' }, { by: 'customer', at: AT });
  if (gone.status === 'anonymised') return undefined;
  const again = decideRequest(gone, { type: 'reopen', by: 'customer' }, after(AT, 60 * MINUTE));
  return again.ok ? evolveRequest(gone, { type: 'reopened' }, { by: 'customer', at: AT }) : again.refusal;
}

describe.each(RIGHTS)('%s is withdrawn by the customer until it is executed (R3)', (right) => {
  const a = () => aRequest(right);
  const unproven = {
    received: a().state(),
    'who asks is awaited': a().asked().state(),
    'decided as it came in': a()
      .then({
        type: 'draft_made',
        letterId: 'letter-1',
        letterHash: 'hash-1',
        kind: 'decision',
        complete: true,
      })
      .state(),
  };
  const proven = {
    proven: a().proven().state(),
    'being searched': a().searching().state(),
    searched: a().searched().state(),
    drafted: a().awaitingApproval().state(),
    approved: a().awaitingApproval().seen().approved(SEND_AT).state(),
  };

  test.each(Object.entries(unproven))('unproven and %s: where it was asked', (_name, state) => {
    expect(withdraws(state, false)).toBe('withdrawn');
  });

  test.each(Object.entries(proven))('%s: from the proven channel only', (_name, state) => {
    expect(withdraws(state, false)).toBe('request.withdrawal_needs_proof');
    expect(withdraws(state, true)).toBe('withdrawn');
  });

  test.each(Object.entries({ ...unproven, ...proven }))(
    '%s: it comes back with its old receipt and dates',
    (_name, state) => {
      const { receivedAt, due } = opened(right);
      const status = state.level > 0 ? 'gathering' : 'received';
      expect(comesBack(state)).toMatchObject({ status, receivedAt, due });
    },
  );

  test('not once it is being done or sent, nor when it has ended', () => {
    const { approved } = proven;
    expect(withdraws(approved, true, after(SEND_AT, -2 * SECOND))).toBe('withdrawn');
    // The job may be sending in the second before.
    expect(withdraws(approved, true, new Date(SEND_AT.getTime() - SECOND))).toBe('decision.too_late');
    expect(withdraws(approved, true, SEND_AT)).toBe('decision.too_late');
    const begun = a().awaitingApproval().seen().approved(SEND_AT).then({ type: 'execution_begun' }).state();
    expect(withdraws(begun, true)).toBe('decision.too_late');
    expect(withdraws(a().awaitingApproval().seen().approved(AT).sent().state(), true)).toBe(
      'decision.wrong_state',
    );
  });
});

test('only the customer’s own ending can be taken back: what lapsed or was refused is asked anew', () => {
  for (const event of [{ type: 'lapsed' }, { type: 'sent', outcome: 'refused' }] as const) {
    const ended = evolveRequest(aRequest().proven().state(), event, { by: STAFF, at: AT });
    if (ended.status === 'anonymised') throw new Error('not reached');
    expect(decideRequest(ended, { type: 'reopen', by: 'customer' }, AT).ok).toBe(false);
  }
});

test('staff who knew the person by a proof take it back for him, and not once it is being done', () => {
  const by = { by: STAFF, as: 'withdrawn', provenHere: false, knownBy: 'call_back' } as const;
  const approved = aRequest().awaitingApproval().seen().approved(SEND_AT).state();
  expect(decideRequest(approved, { type: 'withdraw', ...by }, AT)).toEqual({
    ok: true,
    value: [{ type: 'withdrawn', as: 'withdrawn', knownBy: 'call_back' }],
  });
  expect(decideRequest(approved, { type: 'withdraw', ...by }, SEND_AT)).toMatchObject({
    refusal: { code: 'decision.too_late' },
  });
});

describe('a deed by hand is withdrawn until some of it is done (R3, R24)', () => {
  const letter = { letterId: 'letter-1', letterHash: 'hash-1', kind: 'decision', complete: true } as const;
  const plan = { level: 1, route: 'page', ends: 'answered', whole: true, copy: false } as const;
  const doing = (steps: readonly string[], ...done: readonly string[]) =>
    aRequest('erasure')
      .searched()
      .then({ type: 'draft_made', ...letter, plan: { ...plan, announceDays: 0, steps } })
      .approved(SEND_AT)
      .then(
        { type: 'announcement_queued', letterId: 'letter-1' },
        { type: 'announced', letterId: 'letter-1' },
        { type: 'execution_begun' },
        ...done.map((step) => ({ type: 'step_done', step }) as const),
      )
      .state();
  const late = after(SEND_AT, 60 * MINUTE);

  test.each(['erase:jouwweb', 'lift:jouwweb', 'transmit'])('%s', (deed) => {
    const steps = [deed, 'erase:mollie', 'tell:postnl'];
    expect(withdraws(doing(steps), true, late)).toBe('withdrawn');
    expect(withdraws(doing(steps), false, late)).toBe('request.withdrawal_needs_proof');
    expect(withdraws(doing(steps, 'tell:postnl'), true, late)).toBe('withdrawn');
    expect(withdraws(doing(steps, deed), true, late)).toBe('request.deed_begun');
    expect(withdraws(doing(steps, ...steps), true, late)).toBe('request.deed_begun');
  });

  test('where only others are still to be told, the decision itself stands', () => {
    expect(withdraws(doing(['tell:postnl']), true, late)).toBe('decision.too_late');
  });
});
