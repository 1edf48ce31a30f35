import { expect, test } from 'vitest';
import { after, DAY } from '../../../src/core/kernel/clock.ts';
import { decideRequest } from '../../../src/core/request/decide-request.ts';
import type { RequestEvent } from '../../../src/core/request/request-events.ts';
import { AT, aRequest } from '../../support/request-builder.ts';

const NOW = after(AT, DAY);
const WHERE = { by: 'system', letterId: 'letter-1', source: 'mollie' } as const;
const BEGIN = { ...WHERE, type: 'begin_changes', steps: 3 } as const;
const RECORD = { ...WHERE, type: 'record_changes', made: 2, left: 1 } as const;
const WITHDRAW = { type: 'withdraw', by: 'customer', as: 'withdrawn', provenHere: true } as const;

const carriedOut = (...events: readonly RequestEvent[]) =>
  aRequest('erasure')
    .awaitingApproval('decision')
    .seen()
    .approved(AT)
    .then({ type: 'execution_begun' }, ...events)
    .state();
const BEGUN = { type: 'changes_begun', source: 'mollie', steps: 3 } as const;
const MADE = { type: 'changes_made', source: 'mollie', made: 2, left: 1 } as const;

test('that a system is asked is said once, before it is, with its name and numbers only', () => {
  expect(decideRequest(carriedOut(), BEGIN, NOW)).toEqual({ ok: true, value: [BEGUN] });
  expect(decideRequest(carriedOut(BEGUN), BEGIN, NOW)).toEqual({ ok: true, value: [] });
});

test('what came of it is said when it changed, and only of a system that was asked', () => {
  expect(decideRequest(carriedOut(BEGUN), RECORD, NOW)).toEqual({ ok: true, value: [MADE] });
  expect(decideRequest(carriedOut(BEGUN, MADE), RECORD, NOW)).toEqual({ ok: true, value: [] });
  expect(decideRequest(carriedOut(), RECORD, NOW).ok).toBe(false);
});

test('no system is asked before the deed has begun', () => {
  const approved = aRequest('erasure').awaitingApproval('decision').seen().approved(AT).state();
  expect(decideRequest(approved, BEGIN, NOW)).toMatchObject({ refusal: { code: 'decision.wrong_state' } });
});

test('once a system was asked nobody takes it back any more: some of it may be gone (R24)', () => {
  const code = { refusal: { code: 'request.deed_begun' } };
  expect(decideRequest(carriedOut(BEGUN), WITHDRAW, NOW)).toMatchObject(code);
  expect(decideRequest(carriedOut(BEGUN), { type: 'narrow', by: 'customer' }, NOW)).toMatchObject(code);
});
