import { describe, expect, test } from 'vitest';
import { checkApproval } from '../../../src/core/approval/check-approval.ts';
import { approvalBlock } from '../../../src/core/request/approval-block.ts';
import { evolveRequest } from '../../../src/core/request/evolve-request.ts';
import type { DecisionCare } from '../../../src/core/request/letter-plan.ts';
import type { RequestEvent } from '../../../src/core/request/request-events.ts';
import type { RequestState } from '../../../src/core/request/request-state.ts';
import { deskTeam } from '../../support/desk-team.ts';
import { AT, aRequest, OTHER_STAFF, STAFF } from '../../support/request-builder.ts';

const THIRD_STAFF = 'staff:33333333-3333-4333-8333-333333333333';
const PLAN = {
  level: 1,
  route: 'page',
  ends: 'answered',
  whole: true,
  copy: false,
  announceDays: 0,
  steps: ['erase:jouwweb'],
} as const;

function then(state: RequestState, event: RequestEvent, by = STAFF): RequestState {
  const next = evolveRequest(state, event, { by, at: AT });
  if (next.status === 'anonymised') throw new Error('still a request');
  return next;
}

function draft(care: DecisionCare | undefined, hash = 'hash-2'): RequestEvent {
  const plan = care === undefined ? { ...PLAN, steps: [] } : { ...PLAN, care };
  return {
    type: 'draft_made',
    letterId: `letter ${hash}`,
    letterHash: hash,
    kind: 'decision',
    complete: true,
    plan,
  };
}

/** Prepared by STAFF, read by both. */
function prepared(care: DecisionCare | undefined): RequestState {
  let state = aRequest('erasure').searched().state();
  state = then(state, { type: 'outcome_set', result: 'planned' });
  state = then(state, draft(care));
  for (const by of [STAFF, OTHER_STAFF])
    state = then(state, { type: 'preview_opened', letterHash: 'hash-2' }, by);
  return state;
}

function read(state: RequestState, by: string): RequestState {
  return then(state, { type: 'preview_opened', letterHash: 'hash-2' }, by);
}

function approves(state: RequestState, by: string, approvers: number, reason = ''): string {
  const team = deskTeam(STAFF, OTHER_STAFF, THIRD_STAFF).slice(0, approvers);
  const asked = { by, team, reason, version: state.cardVersion, letterHash: 'hash-2' };
  const checked = checkApproval(state, asked);
  return checked.ok ? 'approved' : checked.refusal.code;
}

describe('an erasure cannot be undone (R19)', () => {
  test('who decides alone types a reason; spaces are none', () => {
    expect(approves(prepared('erasure'), STAFF, 1)).toBe('decision.reason_missing');
    expect(approves(prepared('erasure'), STAFF, 1, '  \n ')).toBe('decision.reason_missing');
    expect(approves(prepared('erasure'), STAFF, 1, 'De klant vroeg het zelf.')).toBe('approved');
  });

  test('where two may decide, not the one who prepared it, whatever reason is typed', () => {
    expect(approves(prepared('erasure'), STAFF, 2, 'Ik weet het zeker.')).toBe('decision.prepared_by_you');
    expect(approves(prepared('erasure'), OTHER_STAFF, 2)).toBe('approved');
  });

  test('who changed a paragraph of it prepared it as well: neither of the two approves, until one decides anew', () => {
    let state = then(prepared('erasure'), { type: 'paragraphs_changed' }, OTHER_STAFF);
    state = then(state, draft('erasure'));
    for (const by of [STAFF, OTHER_STAFF])
      state = then(state, { type: 'preview_opened', letterHash: 'hash-2' }, by);
    expect(approves(state, OTHER_STAFF, 2)).toBe('decision.prepared_by_you');
    expect(approves(state, STAFF, 2)).toBe('decision.prepared_by_you');
    expect(approves(read(state, THIRD_STAFF), THIRD_STAFF, 2)).toBe('approved');
    state = then(state, { type: 'outcome_set', result: 'planned' }, OTHER_STAFF);
    expect(approves(read(then(state, draft('erasure')), STAFF), STAFF, 2)).toBe('approved');
  });

  test('who set the outcome does not approve it after another one refused and thought better of it', () => {
    let state = prepared('erasure');
    for (const type of ['refusal_prepared', 'answer_prepared'] as const)
      state = then(
        state,
        type === 'answer_prepared' ? { type } : { type, ground: 'excessive', article: '' },
        OTHER_STAFF,
      );
    expect(approves(read(then(state, draft('erasure')), STAFF), STAFF, 2)).toBe('decision.prepared_by_you');
  });

  test('a draft that erases, from before plans said so, asks for the same care', () => {
    const old = { ...prepared(undefined), outcomeBy: STAFF };
    if (old.status !== 'awaiting_approval') throw new Error('drafted');
    const { outcomeBy: _later, ...before } = old;
    const state = { ...before, letter: { ...before.letter, plan: PLAN } };
    expect(approves(state, STAFF, 1)).toBe('decision.reason_missing');
    expect(approves(state, STAFF, 2)).toBe('decision.prepared_by_you');
    expect(approvalBlock({ ...state, foundSince: true })).toBe('plan_outdated');
  });

  test('what was found after the plan was made asks for another plan, and only then for an approval', () => {
    const searched = {
      type: 'source_searched',
      source: 'mollie',
      coverage: 'complete',
      settled: true,
    } as const;
    const more = then(prepared('erasure'), { ...searched, found: 3 });
    if (more.status !== 'awaiting_approval') throw new Error('still to be approved');
    expect(approvalBlock(more)).toBe('plan_outdated');
    const left = then(prepared('erasure'), {
      type: 'record_withheld',
      source: 'jouwweb',
      ref: 'order-1',
      reason: 'other_person',
    });
    if (left.status !== 'awaiting_approval') throw new Error('still to be approved');
    expect(approvalBlock(left)).toBe('plan_outdated');
    const again = then(more, { type: 'outcome_set', result: 'planned' });
    expect(again.status === 'awaiting_approval' && approvalBlock(again)).toBeNull();
  });

  test('a change after the preview makes the card older than what was seen', () => {
    const state = prepared('erasure');
    const changed = then(state, draft('erasure', 'hash-3'));
    const team = deskTeam(STAFF, OTHER_STAFF);
    const asked = { by: OTHER_STAFF, team, reason: '', version: state.cardVersion };
    expect(checkApproval(changed, { ...asked, letterHash: 'hash-2' })).toMatchObject({
      refusal: { code: 'decision.letter_changed' },
    });
    expect(
      checkApproval(changed, { ...asked, version: changed.cardVersion, letterHash: 'hash-3' }),
    ).toMatchObject({ refusal: { code: 'decision.preview_not_opened' } });
  });
});

test('a refusal or fee under AVG 12(5) gets a second look where two may decide; alone, its facts are enough', () => {
  expect(approves(prepared('abuse'), STAFF, 2)).toBe('decision.prepared_by_you');
  expect(approves(prepared('abuse'), OTHER_STAFF, 2)).toBe('approved');
  expect(approves(prepared('abuse'), STAFF, 1)).toBe('approved');
});

test('an answer that goes to another address than was previewed asks for another look, back again too', () => {
  const proven = { ...prepared(undefined), level: 2 };
  const moved = then(proven, { type: 'answer_redirected' });
  expect(approves(moved, STAFF, 1)).toBe('decision.preview_not_opened');
  const seen = then(moved, { type: 'preview_opened', letterHash: 'hash-2' });
  expect(approves(seen, STAFF, 1)).toBe('approved');
  expect(approves(then(seen, { type: 'answer_redirected', back: true }), STAFF, 1)).toBe(
    'decision.preview_not_opened',
  );
});

test('any other answer is approved by whoever read it, prepared by whom it may be', () => {
  expect(approves(prepared(undefined), STAFF, 2)).toBe('approved');
  expect(approves(prepared(undefined), STAFF, 1)).toBe('approved');
});

test('nobody approves the erasure of somebody who proved nothing, a duplicate of a proven request or not', () => {
  const decided: RequestEvent[] = [{ type: 'outcome_set', result: 'planned' }, draft('erasure')];
  const unproven = decided.reduce<RequestState>(
    (state, event) => then(state, event),
    aRequest('erasure').state(),
  );
  if (unproven.status !== 'awaiting_approval') throw new Error('drafted');
  expect(approvalBlock(unproven)).toBe('identity_missing');
});
