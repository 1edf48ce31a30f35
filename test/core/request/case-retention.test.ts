import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, amsterdamDay } from '../../../src/core/kernel/calendar-day.ts';
import { DAY, after as later, MINUTE } from '../../../src/core/kernel/clock.ts';
import { cutoff, RETENTION_TERMS, termEnd } from '../../../src/core/kernel/retention-terms.ts';
import { RIGHTS } from '../../../src/core/kernel/rights.ts';
import { type CaseFacts, caseClass, checkTerm } from '../../../src/core/request/case-retention.ts';
import { decideRequest } from '../../../src/core/request/decide-request.ts';
import { evolveRequest } from '../../../src/core/request/evolve-request.ts';
import type { RequestState } from '../../../src/core/request/request-state.ts';
import { AT, aRequest } from '../../support/request-builder.ts';

/** 2028 is a leap year. */
const TWO_YEARS = 731 * DAY;
const NOTHING: CaseFacts = {
  lastMailAt: null,
  waiting: 0,
  openTasks: 0,
  openComplaints: 0,
  cards: 0,
  holds: [],
  erasedSince: false,
};
const answered = (right: 'access' | 'erasure' = 'access') =>
  aRequest(right)
    .awaitingApproval(right === 'access' ? 'access_answer' : 'decision')
    .seen()
    .approved(AT)
    .sent()
    .state();

function anonymise(state: RequestState, now: Date, facts: Partial<CaseFacts> = {}) {
  const command = { type: 'anonymise', by: 'system', grounds: [], recipients: ['jouwweb'] } as const;
  return decideRequest(state, { ...command, facts: { ...NOTHING, ...facts } }, now);
}

const outcome = (...given: Parameters<typeof anonymise>) => {
  const decided = anonymise(...given);
  return decided.ok ? 'anonymised' : decided.refusal.code;
};

describe('a case ends when its term is over and nothing needs it (R34, R35)', () => {
  test.each([
    ['unproven', aRequest().withdrawn().state(), 42 * DAY],
    ['answered', answered(), TWO_YEARS],
    ['decided without proof of an address', { ...answered(), level: 0 }, TWO_YEARS],
    ['withdrawn after proof', aRequest().searched().withdrawn().state(), TWO_YEARS],
    ['erased', answered('erasure'), 14 * DAY],
    [
      'a refused erasure',
      aRequest('erasure').awaitingApproval('refusal').then({ type: 'sent', outcome: 'refused' }).state(),
      TWO_YEARS,
    ],
  ] as const)('%s: not until its last moment, and then at once', (_what, state, length) => {
    const end = later(AT, length);
    expect(outcome(state, end)).toBe('retention.not_due');
    expect(outcome(state, later(end, 1))).toBe('anonymised');
  });

  test('an open request never ends, however old', () => {
    for (const request of [aRequest(), aRequest().proven(), aRequest().awaitingApproval()])
      expect(outcome(request.state(), later(AT, 9_000 * DAY))).toBe('decision.wrong_state');
  });

  test('an erasure waits a fortnight from its last mail, not from its closing (F21)', () => {
    const lastMailAt = later(AT, 5 * DAY);
    expect(outcome(answered('erasure'), later(AT, 19 * DAY), { lastMailAt })).toBe('retention.not_due');
    expect(outcome(answered('erasure'), later(AT, 19 * DAY + 1), { lastMailAt })).toBe('anonymised');
  });

  test.each([
    ['an open task', { openTasks: 1 }, 'retention.task_open'],
    ['an open complaint', { openComplaints: 1 }, 'retention.complaint_open'],
    ['a mail that waits', { waiting: 1 }, 'retention.mail_waits'],
    ['a card in the staff channel', { cards: 1 }, 'retention.card_left'],
  ] as const)('%s suspends it', (_what, facts, code) => {
    expect(outcome(answered(), later(AT, 9_000 * DAY), facts)).toBe(code);
  });

  test('a legal hold on what was found suspends an erasure until six weeks after it; a claim suspends every case', () => {
    const now = later(AT, 1_000 * DAY);
    const until = (days: number) => addDays(amsterdamDay(now), days);
    const held = (basis: string, days: number) => ({ holds: [{ basis, until: until(days) }] });
    expect(outcome(answered('erasure'), now, held('awr_52', -42))).toBe('retention.hold');
    expect(outcome(answered('erasure'), now, held('awr_52', -43))).toBe('anonymised');
    expect(outcome(answered(), now, held('claim', -42))).toBe('retention.hold');
    // Of a copy the original stays where it is: the case need not.
    expect(outcome(answered(), now, held('awr_52', 900))).toBe('anonymised');
  });

  test('a case that was closed before its person was erased goes with the erasure, unless a claim needs it (R34)', () => {
    const facts = { erasedSince: true };
    expect(outcome(answered(), later(AT, 14 * DAY), facts)).toBe('retention.not_due');
    expect(outcome(answered(), later(AT, 14 * DAY + 1), facts)).toBe('anonymised');
    const now = later(AT, 20 * DAY);
    const until = addDays(amsterdamDay(now), 1);
    const held = (basis: string) => ({ ...facts, holds: [{ basis, until }] });
    expect(outcome(answered(), now, held('claim'))).toBe('retention.hold');
    expect(outcome(answered(), now, held('awr_52'))).toBe('anonymised');
  });

  test('what remains says the month, the days and whether that was in time, and nothing follows it', () => {
    const state = answered();
    const decided = anonymise(state, later(AT, 800 * DAY));
    if (!decided.ok) throw new Error(decided.refusal.code);
    const [event] = decided.value;
    expect(event).toEqual({
      type: 'anonymised',
      right: 'access',
      outcome: 'answered',
      grounds: [],
      recipients: ['jouwweb'],
      month: '2026-11',
      daysUsed: 0,
      onTime: true,
    });
    if (event === undefined) throw new Error('no event');
    const folded = evolveRequest(state, event, { by: 'system', at: AT });
    expect(folded).toEqual({
      status: 'anonymised',
      sequence: state.sequence + 1,
      right: 'access',
      outcome: 'answered',
      grounds: [],
      recipients: ['jouwweb'],
      month: '2026-11',
      daysUsed: 0,
      onTime: true,
    });
    expect(() => evolveRequest(folded, { type: 'looked_at' }, { by: 'system', at: AT })).toThrow(
      'nothing follows',
    );
  });
});

const instant = fc.date({ min: new Date('2020-01-01'), max: new Date('2040-01-01'), noInvalidDate: true });

describe('whatever the ages', () => {
  const closed = fc.record({
    right: fc.constantFrom(...RIGHTS),
    status: fc.constantFrom('answered', 'answered_generally', 'refused', 'withdrawn', 'lapsed'),
    level: fc.integer({ min: 0, max: 3 }),
  });
  const facts = fc.record({
    lastMailAt: fc.option(instant),
    waiting: fc.nat(1),
    openTasks: fc.nat(1),
    openComplaints: fc.nat(1),
    cards: fc.nat(1),
    erasedSince: fc.boolean(),
    holds: fc.array(
      fc.record({ basis: fc.constantFrom('awr_52', 'oss', 'claim'), until: instant.map(amsterdamDay) }),
      { maxLength: 2 },
    ),
  });

  test('nothing ends that is younger than its term, or that somebody or the law still needs', () => {
    fc.assert(
      fc.property(closed, instant, instant, facts, (shape, closedAt, now, known) => {
        const state = { ...answered(), ...shape, closedAt: closedAt.toISOString() };
        if (!('closedBy' in state) || !('letter' in state)) throw new Error('a closed state');
        const checked = checkTerm(state, known, now);
        const name = caseClass(state, known.erasedSince);
        const since =
          name === 'erasure_case'
            ? Math.max(closedAt.getTime(), known.lastMailAt?.getTime() ?? 0)
            : closedAt.getTime();
        const young = now <= termEnd(name, new Date(since));
        const held = known.holds.some(
          ({ basis, until }) =>
            (basis === 'claim' || (state.right === 'erasure' && state.status === 'answered')) &&
            addDays(until, 42) >= amsterdamDay(now),
        );
        const needed = known.openTasks + known.openComplaints + known.waiting + known.cards > 0 || held;
        if (young || needed) expect(checked.ok).toBe(false);
        else if (now > later(termEnd(name, new Date(since)), DAY)) expect(checked.ok).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  test('what lies before the cutoff of a term has ended, in calendar years too', () => {
    const timed = RETENTION_TERMS.filter(({ period }) => 'count' in period).map((term) => term.class);
    fc.assert(
      fc.property(fc.constantFrom(...timed), instant, instant, (name, since, now) => {
        if (since < cutoff(name, now)) expect(termEnd(name, since) <= now).toBe(true);
        if (now > later(termEnd(name, since), DAY + MINUTE)) expect(since < cutoff(name, now)).toBe(true);
      }),
      { numRuns: 2_000 },
    );
    const leap = new Date('2028-02-29T10:00:00Z');
    expect(termEnd('case', leap).toISOString()).toBe('2030-02-28T10:00:00.000Z');
    expect(cutoff('case', leap).toISOString()).toBe('2026-02-28T10:00:00.000Z');
  });
});
