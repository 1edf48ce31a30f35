import { assertNever } from '../kernel/assert-never.ts';
import { addDays, amsterdamDay, type CalendarDay, daysBetween } from '../kernel/calendar-day.ts';
import { type DeadlineStep, step } from './deadline-step.ts';

/** What may happen to the clock; `at` is an instant, of which only the Amsterdam day and the order count. */
export type ClockEvent = {
  readonly at: Date;
  readonly event: 'identity_requested' | 'identity_verified' | 'extended';
};

/** The dates that decide whether an event still has effect; `month` is one month after receipt, without stops. */
export interface Term {
  readonly received: CalendarDay;
  readonly month: CalendarDay;
  readonly policyDue: CalendarDay;
}

export interface ClockReading {
  /** Days of the closed stops, verified minus first asked: the day of the event does not count (Reg. 1182/71 art. 3(1)). */
  readonly suspendedDays: number;
  readonly stopOpenSince: CalendarDay | null;
  readonly extensionAccepted: boolean | null;
  readonly steps: readonly DeadlineStep[];
}

/**
 * A question for proof of identity must be asked without undue delay (EDPB 01/2022 §5.3): after so many days staff are
 * warned, and the safe view counts no stop (law.md 2.10 b).
 */
export const PROMPT_DAYS = 7;

/** Reads the events in order of time, equal instants in the order given, and explains the effect of each. */
export function readClock(term: Term, clock: readonly ClockEvent[]): ClockReading {
  const steps: DeadlineStep[] = [];
  let reading: ClockReading = { suspendedDays: 0, stopOpenSince: null, extensionAccepted: null, steps };
  for (const { at, event } of clock.toSorted((a, b) => a.at.getTime() - b.at.getTime())) {
    const change = apply(term, reading, event, amsterdamDay(at));
    steps.push(...change.steps);
    reading = { ...reading, ...change, steps };
  }
  return reading;
}

type Change = Partial<ClockReading> & Pick<ClockReading, 'steps'>;

function apply(term: Term, reading: ClockReading, event: ClockEvent['event'], day: CalendarDay): Change {
  switch (event) {
    case 'identity_requested':
      return identityRequested(term, reading, day);
    case 'identity_verified':
      return identityVerified(term, reading, day);
    case 'extended':
      return extended(term, reading, day);
    default:
      return assertNever(event);
  }
}

function identityRequested(term: Term, reading: ClockReading, day: CalendarDay): Change {
  if (day < term.received) return { steps: [step('event_before_receipt', { day })] };
  if (reading.stopOpenSince !== null) return { steps: [step('stop_reminder', { day })] };
  const dayDue = addDays(term.month, reading.suspendedDays);
  if (day > dayDue) return { steps: [step('stop_after_due', { day, dayDue })] };
  const steps = [step('stop_opened', { day })];
  const number = daysBetween(term.received, day);
  if (number > PROMPT_DAYS) steps.push(step('stop_asked_late', { number, limit: PROMPT_DAYS }));
  return { stopOpenSince: day, steps };
}

function identityVerified(term: Term, reading: ClockReading, day: CalendarDay): Change {
  if (day < term.received) return { steps: [step('event_before_receipt', { day })] };
  if (reading.stopOpenSince === null) return { steps: [step('verified_without_stop', { day })] };
  const count = daysBetween(reading.stopOpenSince, day);
  return {
    suspendedDays: reading.suspendedDays + count,
    stopOpenSince: null,
    steps: [step('stop_closed', { day, count })],
  };
}

// AVG 12(3): one extension, told inside the first month; strict, so never by virtue of roll-over.
function extended(term: Term, reading: ClockReading, day: CalendarDay): Change {
  if (reading.extensionAccepted === true) return { steps: [step('extension_repeated', { day })] };
  const refused = (why: DeadlineStep): Change => ({ extensionAccepted: false, steps: [why] });
  if (day < term.received) return refused(step('extension_refused_before_receipt', { day }));
  if (reading.stopOpenSince !== null) return refused(step('extension_refused_stopped', { day }));
  const dayDue = addDays(term.month, reading.suspendedDays);
  if (day > dayDue) return refused(step('extension_refused_late', { day, dayDue }));
  const steps = [step('extension_accepted', { day, dayDue })];
  if (day > term.policyDue) steps.push(step('extension_after_promise', { dayDue: term.policyDue }));
  if (day > term.month) steps.push(step('extension_after_first_month', { dayDue: term.month }));
  return { extensionAccepted: true, steps };
}
