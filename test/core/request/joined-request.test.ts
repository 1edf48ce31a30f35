import { describe, expect, test } from 'vitest';
import { approvalBlock } from '../../../src/core/request/approval-block.ts';
import { decideRequest } from '../../../src/core/request/decide-request.ts';
import { evolveRequest } from '../../../src/core/request/evolve-request.ts';
import type { RequestCommand } from '../../../src/core/request/request-commands.ts';
import { hasEnded, isOpen, type RequestState } from '../../../src/core/request/request-state.ts';
import { AT, aRequest, day, opened } from '../../support/request-builder.ts';

const INTO = 'PB-2345-6789';
const OTHER = 'PB-3456-7892';
const EARLIER = {
  receivedAt: '2026-10-01T08:00:00.000Z',
  due: { ...opened().due, receivedDay: day('2026-10-01') },
};
const LATER = {
  receivedAt: '2026-11-09T08:00:00.000Z',
  due: { ...opened().due, receivedDay: day('2026-11-09') },
};

function brought(state: RequestState, command: RequestCommand): RequestState {
  const decided = decideRequest(state, command, AT);
  if (!decided.ok) throw new Error(decided.refusal.code);
  let next: RequestState = state;
  for (const event of decided.value) {
    const folded = evolveRequest(next, event, { by: command.by, at: AT });
    if (folded.status === 'anonymised') throw new Error('nothing is anonymised here');
    next = folded;
  }
  return next;
}

const join = { type: 'join', by: 'system', into: INTO, due: EARLIER.due } as const;
const takeIn = (given: typeof EARLIER, raised = false) =>
  ({ type: 'take_in', by: 'system', other: OTHER, ...given, raised }) as const;

describe('a proven request that is asked twice (R12)', () => {
  test('waits for the answer to the other one, on its date, and is neither open nor ended', () => {
    const joined = brought(aRequest().awaitingApproval().state(), join);
    expect(joined).toMatchObject({ status: 'joined', joinedTo: INTO, due: EARLIER.due });
    expect([isOpen(joined), hasEnded(joined)]).toEqual([false, false]);
  });

  test.each(['answered', 'refused', 'withdrawn', 'answered_generally'] as const)(
    'ends as the other one does: %s',
    (as) => {
      const joined = brought(aRequest().searching().state(), join);
      const ended = brought(joined, { type: 'follow', by: 'system', as });
      expect(ended).toMatchObject({ status: as, closedBy: 'system', closedAt: AT.toISOString() });
      expect(hasEnded(ended)).toBe(true);
    },
  );

  test('cannot be approved any more, nor searched', () => {
    const joined = brought(aRequest().awaitingApproval().seen().state(), join);
    const search = { source: 'jouwweb', coverage: 'complete', settled: true, found: 1 };
    for (const command of [
      { type: 'record_search', by: 'system', search },
      { type: 'open_preview', by: 'staff:1', letterHash: 'hash-1' },
      { type: 'change_paragraphs', by: 'staff:1', version: 1 },
    ] as const)
      expect(decideRequest(joined, command, AT)).toMatchObject({ refusal: { code: 'decision.wrong_state' } });
  });
});

describe('the request that takes another one in', () => {
  test('counts from the earlier receipt of the two', () => {
    const state = aRequest().awaitingApproval().state();
    expect(brought(state, takeIn(EARLIER))).toMatchObject({ ...EARLIER, status: 'awaiting_approval' });
    expect(brought(state, takeIn(LATER))).toMatchObject({ receivedAt: state.receivedAt, due: state.due });
  });

  test('is lifted when the other one was (R23), and its card shows what changed', () => {
    const state = aRequest().searching().state();
    const took = brought(state, takeIn(LATER, true));
    expect(took.raised).toBe(true);
    expect(took.cardVersion).toBe(state.cardVersion + 1);
    expect(brought(took, takeIn(LATER, false)).raised).toBe(true);
  });

  test('goes on where it was: an approved answer still leaves', () => {
    const approved = aRequest().awaitingApproval().seen().approved(AT).state();
    const took = brought(approved, takeIn(EARLIER));
    expect(took.status).toBe('executing');
    expect(brought(took, { type: 'confirm_sent', by: 'system', letterId: 'letter-1' }).status).toBe(
      'answered',
    );
    expect(decideRequest(approved, join, AT)).toMatchObject({ refusal: { code: 'decision.wrong_state' } });
  });
});

test.each([
  ['received', aRequest().state()],
  ['awaiting_identity', aRequest().asked().state()],
])('what nobody has proven joins nothing and takes nothing in: %s', (_status, state) => {
  for (const command of [join, takeIn(EARLIER)])
    expect(decideRequest(state, command, AT)).toMatchObject({ refusal: { code: 'decision.wrong_state' } });
});

describe('a request about which staff doubt who asks (AVG 12(6))', () => {
  const STOPPED = { ...opened().due, legalDue: null };
  const doubted = aRequest()
    .awaitingApproval()
    .then({ type: 'redated', cause: 'identity_requested', due: STOPPED })
    .state();

  test('takes in a later one with its clock still stopped, and its answer is still held back', () => {
    const took = brought(doubted, takeIn(LATER));
    expect(took.due).toEqual(STOPPED);
    if (took.status !== 'awaiting_approval') throw new Error('no draft');
    expect(approvalBlock(took)).toBe('identity_doubted');
  });
});
