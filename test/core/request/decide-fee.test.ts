import { describe, expect, test } from 'vitest';
import type { Right } from '../../../src/core/kernel/rights.ts';
import { approvalBlock } from '../../../src/core/request/approval-block.ts';
import { mayAskFee } from '../../../src/core/request/decide-fee.ts';
import { decideRequest } from '../../../src/core/request/decide-request.ts';
import type { RequestEvent } from '../../../src/core/request/request-events.ts';
import { isOpen, type RequestState } from '../../../src/core/request/request-state.ts';
import { AT, aRequest, day, opened, STAFF } from '../../support/request-builder.ts';

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

describe('what became of a fee', () => {
  const told = aRequest().proven().then(TOLD);
  const record = (
    as: 'agreed' | 'paid' | 'waived',
    given: { readonly state?: RequestState; readonly version?: number; readonly day?: string } = {},
  ) => {
    const { state = told.state(), day: text = '2026-11-05' } = given;
    const { version = state.cardVersion } = given;
    const command = { type: 'record_fee', by: STAFF, version, as, on: day(text) } as const;
    const decided = decideRequest(state, command, on('11-05'));
    return decided.ok ? decided.value : decided.refusal.code;
  };

  test.each(['agreed', 'paid', 'waived'] as const)('%s is recorded with its day', (as) => {
    expect(record(as)).toEqual([{ type: 'fee_settled', as, on: '2026-11-05' }]);
  });

  test('a yes may become a payment or be let go, and no second yes', () => {
    const state = told.then(settled('agreed')).state();
    expect(record('paid', { state })).toHaveLength(1);
    expect(record('waived', { state })).toHaveLength(1);
    expect(record('agreed', { state })).toBe('fee.not_asked');
  });

  test.each(['paid', 'waived'] as const)('%s is the end of it', (as) => {
    const state = told.then(settled(as)).state();
    expect(record('agreed', { state })).toBe('fee.not_asked');
    expect(record('waived', { state })).toBe('fee.not_asked');
  });

  test('nothing is recorded of a fee that nobody asked, ahead of its day, or on an old card', () => {
    expect(record('paid', { state: aRequest().proven().state() })).toBe('fee.not_asked');
    expect(record('paid', { day: '2026-11-06' })).toBe('fee.in_future');
    expect(record('paid', { version: 1 })).toBe('decision.card_outdated');
  });

  test('a request that was withdrawn instead and opened again still waits for it', () => {
    const again = told.withdrawn().then({ type: 'reopened' });
    expect(again.state()).toMatchObject({ status: 'gathering', fee: 'announced' });
  });
});
