import { assertNever } from '../../kernel/assert-never.ts';
import { after, DAY, MINUTE } from '../../kernel/clock.ts';
import type { StepOutcome } from '../processor.ts';
import { type ChangeStep, isMade } from './change-step.ts';

export const MOST_ATTEMPTS = 6;
/** Then a person finishes it. */
const LONGEST = DAY;
/** The first pause; each is four times the one before: all of them are six hours. */
const FIRST_PAUSE = MINUTE;

/** What is done next about a step now: what may have been made is looked at before it is made (again). */
export function nextMove(
  { status, nextAt, endedAt }: ChangeStep,
  now: Date,
): 'execute' | 'verify' | undefined {
  if (endedAt !== null) return undefined;
  if (status === 'planned') return 'execute';
  if (status === 'sent') return 'verify';
  if (nextAt === null || nextAt > now) return undefined;
  return status === 'unknown' ? 'verify' : 'execute';
}

/** The step as it is committed before a call is made. */
export function sentStep(step: ChangeStep, now: Date): ChangeStep {
  const { attempts, sentAt } = step;
  return { ...step, status: 'sent', attempts: attempts + 1, sentAt: sentAt ?? now, nextAt: null };
}

/** The step after its system answered, or did not. */
export function answeredStep(step: ChangeStep, outcome: StepOutcome, now: Date): ChangeStep {
  switch (outcome.status) {
    case 'done':
    case 'already_gone': {
      const answered = { ...step, status: outcome.status, code: '', nextAt: null };
      return { ...answered, endedAt: isMade(answered) ? now : null };
    }
    case 'changed_since_preview':
      return { ...step, status: 'changed', code: '', nextAt: null };
    case 'held':
      return { ...step, status: 'held', code: '', nextAt: null };
    case 'unknown':
      return { ...step, status: 'unknown', code: outcome.code, nextAt: again(step, now) };
    case 'failed': {
      const { code, retryable, retryAfterMs } = outcome;
      return { ...step, status: 'failed', code, nextAt: retryable ? again(step, now, retryAfterMs) : null };
    }
    default:
      return assertNever(outcome);
  }
}

/** Nothing of it is tried any more; what may have been made stays what nobody knows, and is looked at first if it is ever begun again. */
export function givenUpStep(step: ChangeStep, code: string): ChangeStep {
  const mayBeMade = step.status === 'sent' || step.status === 'unknown';
  return mayBeMade
    ? { ...step, status: 'unknown', code: 'change.not_known', nextAt: null }
    : { ...step, status: 'failed', code, nextAt: null };
}

/** The last word of a code, whichever processor says it. */
const OF_SYSTEM = ['unreachable', 'unauthorized', 'forbidden', 'too_many', 'login', 'tls'];

/** Whether a failure is of the system as a whole: every other record would fail by it too. */
export function isOfSystem(code: string): boolean {
  return OF_SYSTEM.includes(code.split('.').at(-1) ?? '');
}

/**
 * The longer of the own pause and what the system asked for, as long as a day after the first call is not over: who asks
 * for more is asked once more then. Null past the last attempt.
 */
function again({ attempts, sentAt }: ChangeStep, now: Date, asked?: number): Date | null {
  if (attempts >= MOST_ATTEMPTS) return null;
  const left = after(sentAt ?? now, LONGEST).getTime() - now.getTime();
  if (left <= 0) return null;
  return after(now, Math.min(left, Math.max(FIRST_PAUSE * 4 ** Math.max(0, attempts - 1), asked ?? 0)));
}
