import { expect, test } from 'vitest';
import { staffDueAtClosing, turnsInStop } from '../../../src/core/application/dates-at-closing.ts';
import type { LoggedEvent } from '../../../src/core/application/rows.ts';
import type { RequestEvent } from '../../../src/core/request/request-events.ts';
import type { RequestState } from '../../../src/core/request/request-state.ts';
import { AT, day, opened, stateAfter } from '../../support/request-builder.ts';

const noon = (on: string) => new Date(`${on}T11:00:00Z`);
const NONE: ReadonlySet<never> = new Set();
type Cause = 'identity_requested' | 'identity_verified' | 'extended';

/** Received on Monday 2 November 2026, with what happened to its clock. */
function log(...clock: readonly (readonly [Cause, string])[]): readonly LoggedEvent[] {
  const { due } = opened();
  const given: readonly { readonly at: Date; readonly event: RequestEvent }[] = [
    { at: AT, event: opened() },
    ...clock.map(([cause, on]) => ({ at: noon(on), event: { type: 'redated', cause, due } as const })),
  ];
  return given.map((one, index) => ({
    ...one,
    sequence: index + 1,
    by: 'system',
    previousHash: '',
    hash: '',
  }));
}

/** The same request while its clock stands still. */
function stopped(): RequestState {
  const state = stateAfter([opened()]);
  return { ...state, due: { ...state.due, legalDue: null } };
}

function closedOn(on: string): RequestState {
  const state = stateAfter([opened(), { type: 'withdrawn', as: 'withdrawn' }]);
  if (state.status !== 'withdrawn') throw new Error('not closed');
  return { ...state, due: stopped().due, closedAt: noon(on).toISOString() };
}

test.each<[string, readonly (readonly [Cause, string])[], string, string]>([
  ['the wait is added', [['identity_requested', '2026-11-03']], '2026-12-08', '2027-01-06'],
  ['closed on the day of asking', [['identity_requested', '2026-11-03']], '2026-11-03', '2026-12-02'],
  ['asked on the seventh day', [['identity_requested', '2026-11-09']], '2026-12-08', '2026-12-31'],
  [
    'asked on the eighth day stops nothing',
    [['identity_requested', '2026-11-10']],
    '2026-12-08',
    '2026-12-02',
  ],
  [
    'asked after the legal date stops nothing',
    [['identity_requested', '2026-12-03']],
    '2026-12-08',
    '2026-12-02',
  ],
  [
    'asked again is a reminder',
    [
      ['identity_requested', '2026-11-03'],
      ['identity_requested', '2026-11-17'],
    ],
    '2026-12-08',
    '2027-01-06',
  ],
  [
    'an earlier wait counts too',
    [
      ['identity_requested', '2026-11-03'],
      ['identity_verified', '2026-11-05'],
      ['identity_requested', '2026-11-06'],
    ],
    '2026-12-08',
    '2027-01-05',
  ],
])('closed while proof is awaited, %s', (_what, clock, closed, staffDue) => {
  expect(staffDueAtClosing(stopped(), closedOn(closed), log(...clock), NONE)).toBe(staffDue);
});

test('a closing day of the shop moves that day to an earlier one', () => {
  const events = log(['identity_requested', '2026-11-03']);
  const closingDays = new Set([day('2027-01-06')]);
  expect(staffDueAtClosing(stopped(), closedOn('2026-12-08'), events, closingDays)).toBe('2027-01-05');
});

test('what comes back has the day of an open stop again', () => {
  const events = log(['identity_requested', '2026-11-03']);
  expect(staffDueAtClosing(closedOn('2026-12-08'), stopped(), events, NONE)).toBe('2026-12-02');
});

test('a clock that runs, a request that stays open and one that was joined keep their day', () => {
  const running = stateAfter([opened()]);
  const joined: RequestState = {
    ...stopped(),
    status: 'joined',
    joinedTo: 'PB-2222-2222',
    closedBy: 'system',
    closedAt: noon('2026-12-08').toISOString(),
  };
  expect(turnsInStop(running, closedOn('2026-12-08'))).toBe(false);
  expect(turnsInStop(stopped(), stopped())).toBe(false);
  expect(turnsInStop(stopped(), joined)).toBe(false);
  expect(staffDueAtClosing(stopped(), joined, log(['identity_requested', '2026-11-03']), NONE)).toBeNull();
});
