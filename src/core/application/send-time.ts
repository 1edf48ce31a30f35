import type { Outcome } from '../fulfilment/outcome/outcome.ts';
import { startOfDay } from '../kernel/calendar-day.ts';
import { after } from '../kernel/clock.ts';
import type { LetterPlan } from '../request/letter-plan.ts';
import type { CoreSettings } from './core-settings.ts';

/**
 * R19: an answer can be stopped for ten minutes; an erasure cannot be undone, so for a whole day: 144 times as long,
 * also where a test shortens it.
 */
const ERASURE_TIMES = 144;

/** How long after its approval a letter, or the deed that it tells of, can still be stopped; in milliseconds. */
export function stopTime({ answerDelayMs }: CoreSettings, plan: LetterPlan | undefined): number {
  const erases = plan?.steps.some((step) => step.startsWith('erase:')) === true;
  return erases ? answerDelayMs * ERASURE_TIMES : answerDelayMs;
}

/** When the letter leaves, or the deed begins: after the stop time, and not before the day that was announced. */
export function sendTime(
  settings: CoreSettings,
  plan: LetterPlan | undefined,
  outcome: Outcome | null,
  now: Date,
): Date {
  const earliest = after(now, stopTime(settings, plan));
  if (outcome?.right !== 'lift_restriction' || outcome.result !== 'lifted') return earliest;
  const day = startOfDay(outcome.liftOn);
  if (day <= earliest) return earliest;
  return day;
}
