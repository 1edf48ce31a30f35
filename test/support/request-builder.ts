import type { CalendarDay } from '../../src/core/kernel/calendar-day.ts';
import { parseDay } from '../../src/core/kernel/calendar-day.ts';
import type { Right } from '../../src/core/kernel/rights.ts';
import { evolveRequest } from '../../src/core/request/evolve-request.ts';
import type { LetterKind } from '../../src/core/request/letter-kind.ts';
import type { RequestEvent } from '../../src/core/request/request-events.ts';
import type { FoldedState, RequestState } from '../../src/core/request/request-state.ts';

export const AT = new Date('2026-11-02T10:00:00Z');
export const STAFF = 'staff:11111111-1111-4111-8111-111111111111';
export const OTHER_STAFF = 'staff:22222222-2222-4222-8222-222222222222';

export function day(text: string): CalendarDay {
  const parsed = parseDay(text);
  if (parsed === undefined) throw new Error(`no day: ${text}`);
  return parsed;
}

export function opened(right: Right = 'access'): Extract<RequestEvent, { type: 'opened' }> {
  return {
    type: 'opened',
    right,
    channel: 'web',
    language: 'nl',
    receivedAt: AT.toISOString(),
    due: {
      receivedDay: day('2026-11-02'),
      legalDue: day('2026-12-02'),
      policyDue: day('2026-12-02'),
      customerDue: day('2026-12-02'),
      staffDue: day('2026-12-02'),
    },
    raised: false,
    thirdParty: false,
    notice: 'test',
    rules: 'test',
  };
}

export function stateAfter(events: readonly RequestEvent[], by = STAFF): RequestState {
  let state: FoldedState | null = null;
  for (const event of events) state = evolveRequest(state, event, { by, at: AT });
  if (state === null || state.status === 'anonymised') throw new Error('no events that leave a request');
  return state;
}

const PROVEN: RequestEvent = { type: 'proven', level: 1, method: 'code_to_mailbox' };
const SEARCHED: Extract<RequestEvent, { type: 'source_searched' }> = {
  type: 'source_searched',
  source: 'jouwweb',
  coverage: 'complete',
  settled: true,
  found: 2,
};

/** A request valid by default, step by step: `aRequest().proven().searched().drafted().events`. */
export function aRequest(right: Right = 'access', events: readonly RequestEvent[] = [opened(right)]) {
  const then = (...more: readonly RequestEvent[]) => aRequest(right, [...events, ...more]);
  return {
    events,
    state: () => stateAfter(events),
    then,
    asked: () => then({ type: 'identity_asked' }),
    proven: () => then({ type: 'identity_asked' }, PROVEN),
    searching: () =>
      then({ type: 'identity_asked' }, PROVEN, { type: 'search_started', sources: ['jouwweb'] }),
    searched: () =>
      then({ type: 'identity_asked' }, PROVEN, { type: 'search_started', sources: ['jouwweb'] }, SEARCHED),
    awaitingApproval: (kind: LetterKind = 'access_answer', settled = true) =>
      then(
        { type: 'identity_asked' },
        PROVEN,
        { type: 'search_started', sources: ['jouwweb'] },
        { ...SEARCHED, settled, coverage: settled ? 'complete' : 'pending_manual' },
        { type: 'draft_made', letterId: 'letter-1', letterHash: 'hash-1', kind, complete: true },
      ),
    seen: () => then({ type: 'preview_opened', letterHash: 'hash-1' }),
    approved: (sendAt: Date) =>
      then({ type: 'approved', letterId: 'letter-1', letterHash: 'hash-1', sendAt: sendAt.toISOString() }),
    sent: () => then({ type: 'sent', outcome: 'answered' }),
    withdrawn: () => then({ type: 'withdrawn', as: 'withdrawn' }),
  };
}
