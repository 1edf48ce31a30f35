import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addMonths } from '../../../src/core/deadline/add-months.ts';
import { type ClockEvent, computeDeadlines } from '../../../src/core/deadline/compute-deadlines.ts';
import { isFreeDay } from '../../../src/core/deadline/free-day-name.ts';
import { addDays, amsterdamDay, daysBetween } from '../../../src/core/kernel/calendar-day.ts';

const FIRST = Date.parse('2018-01-01T00:00:00+01:00');
const LAST = Date.parse('2100-12-31T23:59:59+01:00');
const HOUR = 3_600_000;

const receipt = fc.integer({ min: FIRST, max: LAST }).map((at) => new Date(at));
const event = fc.constantFrom<ClockEvent['event']>('identity_requested', 'identity_verified', 'extended');
/** A receipt with up to eight events, from two days before it to five months after it, at different instants. */
const aCase = fc
  .record({
    received: receipt,
    events: fc.uniqueArray(fc.tuple(fc.integer({ min: -48, max: 150 * 24 }), event), {
      maxLength: 8,
      selector: ([hours]) => hours,
    }),
  })
  .map(({ received, events }) => ({
    received,
    clock: events.map(([hours, name]) => ({ at: new Date(received.getTime() + hours * HOUR), event: name })),
  }));

describe('whatever happens to a request', () => {
  it('the legal date is never later than one month and the recorded stops', () => {
    fc.assert(
      fc.property(aCase, ({ received, clock }) => {
        const { legalDue, suspendedDays, localReceivedDate } = computeDeadlines(received, clock);
        const asked = clock
          .filter((each) => each.event === 'identity_requested')
          .map(({ at }) => at.getTime());
        const proven = clock
          .filter((each) => each.event === 'identity_verified')
          .map(({ at }) => at.getTime());
        const longest =
          asked.length === 0 || proven.length === 0
            ? 0
            : daysBetween(
                amsterdamDay(new Date(Math.min(...asked))),
                amsterdamDay(new Date(Math.max(...proven))),
              );
        expect(suspendedDays).toBeGreaterThanOrEqual(0);
        expect(suspendedDays).toBeLessThanOrEqual(Math.max(0, longest));
        // Independent of addMonths: at most 31 days, and in the next calendar month.
        if (legalDue === null) return;
        const unstopped = addDays(legalDue, -suspendedDays);
        const monthOf = (day: string): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
        expect(monthOf(unstopped) - monthOf(localReceivedDate)).toBe(1);
        const lastOfMonth = addDays(unstopped, 1).endsWith('-01');
        expect(unstopped <= `${unstopped.slice(0, 8)}${localReceivedDate.slice(8)}`).toBe(true);
        expect(unstopped.slice(8) === localReceivedDate.slice(8) || lastOfMonth).toBe(true);
      }),
    );
  });

  it('no date but the one for information is ever moved on from a weekend or a holiday', () => {
    fc.assert(
      fc.property(aCase, ({ received, clock }) => {
        const result = computeDeadlines(received, clock);
        const { localReceivedDate: from, suspendedDays: stopped, legalDue, legalDueRolled } = result;
        const month = addDays(addMonths(from, 1), stopped);
        const promise = addDays(from, 30);
        expect(legalDueRolled === null).toBe(legalDue === null);
        expect([month, null]).toContain(legalDue);
        expect((legalDueRolled ?? '') >= (legalDue ?? '')).toBe(true);
        expect(result.policyDue).toBe(promise);
        expect(result.safeDue).toBe(legalDue !== null && month < promise ? month : promise);
        const paused = addDays(promise, stopped);
        expect(result.safeDuePaused).toBe(legalDue === null ? null : [month, paused].sort()[0]);
        const bound = result.extendedDue ?? result.safeDuePaused ?? promise;
        expect(result.staffDue <= bound).toBe(true);
      }),
    );
  });

  it('the promise is always 30 days, and what the customer is told never changes', () => {
    fc.assert(
      fc.property(aCase, ({ received, clock }) => {
        const result = computeDeadlines(received, clock);
        const atReceipt = computeDeadlines(received, []);
        expect(daysBetween(result.localReceivedDate, result.policyDue)).toBe(30);
        expect(result.customerDue).toBe(atReceipt.safeDue);
        expect(result.safeDue <= result.policyDue).toBe(true);
      }),
    );
  });

  it('a staff date is a working day on or before its due date, with only free days between', () => {
    fc.assert(
      fc.property(aCase, ({ received, clock }) => {
        const result = computeDeadlines(received, clock);
        const pairs = [
          [result.safeDueWorkday, result.safeDue],
          [result.safeDuePausedWorkday, result.safeDuePaused],
          [result.extendedDueWorkday, result.extendedDue],
        ] as const;
        for (const [workday, due] of pairs) {
          expect(workday === null).toBe(due === null);
          if (workday === null || due === null) continue;
          expect(isFreeDay(workday)).toBe(false);
          for (let day = due; day > workday; day = addDays(day, -1)) expect(isFreeDay(day)).toBe(true);
          expect(workday <= due).toBe(true);
        }
      }),
    );
  });

  it('an extension never exceeds three months and the recorded stops', () => {
    fc.assert(
      fc.property(aCase, ({ received, clock }) => {
        const { extendedDue, extensionAccepted, localReceivedDate, suspendedDays } = computeDeadlines(
          received,
          clock,
        );
        expect(extendedDue !== null).toBe(extensionAccepted === true);
        if (extendedDue === null) return;
        expect(extendedDue <= addDays(addMonths(localReceivedDate, 3), suspendedDays)).toBe(true);
      }),
    );
  });

  it('the order in which the events are given does not matter', () => {
    const shuffled = aCase.chain((each) =>
      fc.record({
        ...{ received: fc.constant(each.received), clock: fc.constant(each.clock) },
        other: fc.shuffledSubarray(each.clock, { minLength: each.clock.length }),
      }),
    );
    fc.assert(
      fc.property(shuffled, ({ received, clock, other }) => {
        expect(computeDeadlines(received, other)).toEqual(computeDeadlines(received, clock));
      }),
    );
  });

  it('closing days never make a date later and never touch a date in law', () => {
    fc.assert(
      fc.property(aCase, fc.uniqueArray(fc.integer({ min: 0, max: 130 })), ({ received, clock }, offsets) => {
        const open = computeDeadlines(received, clock);
        const closed = new Set(offsets.map((offset) => addDays(open.localReceivedDate, offset)));
        const shut = computeDeadlines(received, clock, closed);
        const { safeDueWorkday, extendedDueWorkday, safeDuePausedWorkday, staffDue, steps } = open;
        expect({
          ...shut,
          safeDueWorkday,
          extendedDueWorkday,
          safeDuePausedWorkday,
          staffDue,
          steps,
        }).toEqual(open);
        expect(shut.staffDue <= staffDue).toBe(true);
        expect(shut.safeDueWorkday <= safeDueWorkday).toBe(true);
        expect(closed.has(shut.staffDue)).toBe(false);
      }),
    );
  });
});

describe('a request that came later', () => {
  it('is never due earlier', () => {
    fc.assert(
      fc.property(receipt, receipt, (one, other) => {
        const [first, second] = one <= other ? [one, other] : [other, one];
        const earlier = computeDeadlines(first, []);
        const later = computeDeadlines(second, []);
        for (const field of ['localReceivedDate', 'policyDue', 'safeDue', 'customerDue', 'staffDue'] as const)
          expect(earlier[field] <= later[field]).toBe(true);
        expect((earlier.legalDue ?? '') <= (later.legalDue ?? '')).toBe(true);
      }),
    );
  });

  it('by one day is due the same day or later, for every day from 2018 to 2100', () => {
    let before = computeDeadlines(new Date(FIRST), []);
    for (let at = FIRST + 36 * HOUR; at < LAST; at += 24 * HOUR) {
      const next = computeDeadlines(new Date(at), []);
      if (
        next.safeDue < before.safeDue ||
        next.staffDue < before.staffDue ||
        (next.legalDue ?? '') < (before.legalDue ?? '')
      )
        expect.fail(`${next.localReceivedDate} is due before ${before.localReceivedDate}`);
      before = next;
    }
  });
});

describe('the time zone of the machine', () => {
  const module = new URL('../../../src/core/deadline/compute-deadlines.ts', import.meta.url).href;
  const program = `
    import { createHash } from 'node:crypto';
    import { computeDeadlines } from ${JSON.stringify(module)};
    const hash = createHash('sha256');
    const HOUR = 3600000;
    for (let at = Date.UTC(2026, 0, 1); at < Date.UTC(2028, 2, 5); at += 7 * HOUR) {
      const event = (days, event) => ({ at: new Date(at + days * 24 * HOUR), event });
      const clock = [event(3, 'identity_requested'), event(9, 'identity_verified'), event(20, 'extended')];
      hash.update(JSON.stringify(computeDeadlines(new Date(at), clock)));
    }
    console.log(new Date(2026, 0, 1).getTime(), hash.digest('hex'));`;

  it('does not change a single date or step', () => {
    const zones = ['UTC', 'Europe/Amsterdam', 'America/Sao_Paulo', 'Pacific/Kiritimati', 'Asia/Kathmandu'];
    const answers = zones.map((TZ) =>
      execFileSync(process.execPath, ['--input-type=module', '-e', program], {
        env: { ...process.env, TZ },
        encoding: 'utf8',
      })
        .trim()
        .split(' '),
    );
    // The first number differs: the children really ran in different zones.
    expect(new Set(answers.map(([midnight]) => midnight)).size).toBe(zones.length);
    expect(new Set(answers.map(([, hash]) => hash)).size).toBe(1);
  });
});
