import { describe, expect, test } from 'vitest';
import type { Right } from '../../../src/core/kernel/rights.ts';
import { approvalBlock } from '../../../src/core/request/approval-block.ts';
import { mayAskFee } from '../../../src/core/request/decide-fee.ts';
import type { RequestEvent } from '../../../src/core/request/request-events.ts';
import { isOpen, type RequestState } from '../../../src/core/request/request-state.ts';
import { AT, aRequest, day, opened } from '../../support/request-builder.ts';

/** Received on 2 November: the customer was told 2 December. */
const on = (text: string): Date => new Date(`2026-${text}T12:00:00Z`);
const TOLD: RequestEvent = { type: 'notice_sent', kind: 'fee', letterId: 'notice-1' };
const settled = (as: 'agreed' | 'paid' | 'waived'): RequestEvent => ({
  type: 'fee_settled',
  as,
  on: day('2026-11-05'),
});

function asked(state: RequestState, now = on('11-04')): string {
  if (!isOpen(state)) throw new Error('not open');
  const may = mayAskFee(state, now);
  return may.ok ? 'ok' : may.refusal.code;
}

describe('a fee may be asked (AVG 12(5)(a))', () => {
  test('once, before the decision, until the day by which the customer is to have an answer', () => {
    const open = aRequest().proven();
    expect(asked(open.state(), on('12-02'))).toBe('ok');
    expect(asked(open.state(), on('12-03'))).toBe('fee.too_late');
    expect(asked(open.then(TOLD).state())).toBe('fee.already');
    expect(asked(aRequest().awaitingApproval().seen().approved(AT).state())).toBe('fee.decided');
  });

  test.each<Right>(['withdraw_consent', 'lift_restriction', 'complaint', 'breach_report'])(
    'never for %s, which knows no such ground',
    (right) => expect(asked(aRequest(right).state())).toBe('fee.not_for_right'),
  );

  test('never for an objection to advertising, nor for one that nobody named yet (AVG 21(2)-(3))', () => {
    const objection = (against?: 'marketing' | 'situation') =>
      aRequest('objection', [
        { ...opened('objection'), ...(against === undefined ? {} : { against }) },
      ]).state();
    expect(asked(objection())).toBe('fee.not_for_right');
    expect(asked(objection('marketing'))).toBe('fee.not_for_right');
    expect(asked(objection('situation'))).toBe('ok');
  });
});

describe('after a fee was told', () => {
  const blocked = (kind: 'access_answer' | 'refusal', ...events: readonly RequestEvent[]) => {
    const state = aRequest()
      .awaitingApproval()
      .then(...events)
      .state();
    if (state.status !== 'awaiting_approval') throw new Error('no draft');
    return approvalBlock({ ...state, letter: { ...state.letter, kind } });
  };

  test('no answer leaves before a yes, a payment or a waiver; a refusal does', () => {
    expect(blocked('access_answer')).toBeNull();
    expect(blocked('access_answer', TOLD)).toBe('fee_open');
    expect(blocked('refusal', TOLD)).toBeNull();
    for (const as of ['agreed', 'paid', 'waived'] as const)
      expect(blocked('access_answer', TOLD, settled(as))).toBeNull();
  });

  test('the term runs on: no date changes', () => {
    const before = aRequest().proven();
    expect(before.then(TOLD, settled('agreed')).state().due).toEqual(before.state().due);
  });
});
