import type { CalendarDay } from '../../kernel/calendar-day.ts';
import { isTaxTerm, taxUntil } from '../tax-term.ts';
import { earliestAfterNotice } from './notice-days.ts';
import { fieldsOf, type Outcome, type OutcomeOf } from './outcome.ts';
import type { OutcomeProblem } from './outcome-problem.ts';

/** One mailbox: what else a line may hold would send the link to others too. */
const ONE_ADDRESS = /^[a-z0-9._%+-]{1,64}@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,63}$/i;

/**
 * What does not hold, or does not hold any more: days that were ahead when somebody typed them may have come by the
 * time of approval. Empty when all is well. `today` in Amsterdam.
 */
export function checkOutcome(outcome: Outcome, today: CalendarDay): readonly OutcomeProblem[] {
  return [...daysGoneBy(outcome, today), ...ownRules(outcome, today)];
}

function daysGoneBy(outcome: Outcome, today: CalendarDay): readonly OutcomeProblem[] {
  const facts: Readonly<Record<string, unknown>> = { ...outcome };
  const isPast = (value: unknown): boolean => typeof value === 'string' && value <= today;
  return Object.entries(fieldsOf(outcome.right, outcome.result) ?? {}).flatMap(([name, field]) => {
    const value = facts[name];
    if (field.kind === 'day' && field.lies === 'ahead' && isPast(value))
      return [{ field: name, code: 'outcome.day_past' as const }];
    if (field.kind !== 'rows' || !Array.isArray(value)) return [];
    return value.flatMap((row: Readonly<Record<string, unknown>>, index) =>
      Object.entries(field.of)
        .filter(([inner, of]) => of.kind === 'day' && of.lies === 'ahead' && isPast(row[inner]))
        .map(([inner]) => ({ field: `${name}.${index}.${inner}`, code: 'outcome.day_past' as const })),
    );
  });
}

function ownRules(outcome: Outcome, today: CalendarDay): readonly OutcomeProblem[] {
  switch (outcome.right) {
    case 'rectification':
      return outcome.corrections.every(({ done }) => done === 'not_changed')
        ? [{ field: 'corrections', code: 'outcome.nothing_done' }]
        : [];
    case 'erasure':
      return outcome.result === 'planned' ? planRules(outcome, today) : [];
    case 'lift_restriction':
      return outcome.result === 'lifted' &&
        outcome.liftOn < earliestAfterNotice(today, outcome.reason === 'asked')
        ? [{ field: 'liftOn', code: 'outcome.notice_too_short' }]
        : [];
    case 'objection':
      return outcome.result === 'overruled' && outcome.resumesOn < earliestAfterNotice(today, false)
        ? [{ field: 'resumesOn', code: 'outcome.notice_too_short' }]
        : [];
    case 'portability':
      return [
        ...outcome.leftOut.flatMap(({ why }, index) =>
          why === 'paper' ? [] : [{ field: `leftOut.${index}.why`, code: 'outcome.promised_all' as const }],
        ),
        ...(outcome.sending === 'link' && !ONE_ADDRESS.test(outcome.receiverEmail)
          ? [{ field: 'receiverEmail', code: 'outcome.address_invalid' as const }]
          : []),
      ];
    default:
      return [];
  }
}

function planRules({ plan }: OutcomeOf<'erasure', 'planned'>, today: CalendarDay): readonly OutcomeProblem[] {
  const years = plan.flatMap(({ ground, until }, index): readonly OutcomeProblem[] => {
    if (!isTaxTerm(ground) || until === null) return [];
    const field = `plan.${index}.until`;
    if (!until.endsWith('-12-31')) return [{ field, code: 'outcome.tax_year_end' }];
    // No record is younger than today.
    return until > taxUntil(today, ground) ? [{ field, code: 'outcome.tax_too_long' }] : [];
  });
  const erased = plan.some(({ treatment }) => treatment === 'erase');
  return erased ? years : [{ field: 'plan', code: 'outcome.nothing_done' }, ...years];
}
