import type { CalendarDay } from '../../kernel/calendar-day.ts';
import { isSettled } from '../coverage.ts';
import type { SourceResult } from '../letter.ts';
import { type Category, type FoundRecord, OWN_RECORDS } from '../processor.ts';
import { isTaxTerm, taxUntil } from '../tax-term.ts';
import type { Outcome, OutcomeOf } from './outcome.ts';
import type { OutcomeProblem } from './outcome-problem.ts';

type Plan = OutcomeOf<'erasure', 'planned'>['plan'];

/** What was found of one kind in one system, and is about this person. */
interface Found {
  readonly source: string;
  readonly category: Category;
  readonly records: readonly FoundRecord[];
}

/**
 * Where an erasure does not fit what was found (AVG 17, 12(4)): "nothing found" while a system holds records, a plan that
 * lacks some of them, or has more without a reason. This desk's own file goes by itself (F21). Empty when it fits, and
 * for every other right. `today` in Amsterdam.
 */
export function checkErasure(
  outcome: Outcome,
  results: readonly SourceResult[],
  today: CalendarDay,
): readonly OutcomeProblem[] {
  if (outcome.right !== 'erasure') return [];
  const found = foundIn(results);
  const held = found.filter(({ source }) => source !== OWN_RECORDS);
  if (outcome.result === 'nothing_found')
    return held.map((kind) => problem('result', 'outcome.records_found', kind, 0));
  const { plan, planWhy } = outcome;
  const lacks = held
    .map((kind) => ({ kind, planned: plannedOf(plan, kind) }))
    .filter(({ kind, planned }) => planned < kind.records.length)
    .map(({ kind, planned }) => problem('plan', 'outcome.plan_lacks', kind, planned));
  const explained = planWhy.trim() !== '';
  const unexplained = explained ? [] : [...exceeding(plan, found, results), ...keptByLaw(plan, found, today)];
  return [...lacks, ...unexplained, ...keptTooLong(plan, found)];
}

function foundIn(results: readonly SourceResult[]): readonly Found[] {
  return results.flatMap(({ source, records }) => {
    const kinds = new Map<Category, FoundRecord[]>();
    for (const record of records)
      if (record.withheld !== 'other_person')
        kinds.set(record.category, [...(kinds.get(record.category) ?? []), record]);
    return [...kinds].map(([category, of]) => ({ source, category, records: of }));
  });
}

function plannedOf(plan: Plan, { source, category }: Pick<Found, 'source' | 'category'>): number {
  return plan
    .filter((line) => line.source === source && line.category === category)
    .reduce((sum, { count }) => sum + count, 0);
}

/** Only where a search has ended: until then there may be more than was found. */
function exceeding(
  plan: Plan,
  found: readonly Found[],
  results: readonly SourceResult[],
): readonly OutcomeProblem[] {
  const open = results.filter(({ coverage }) => !isSettled(coverage)).map(({ source }) => source);
  return kindsOf(plan)
    .filter(({ source }) => results.length > 0 && !open.includes(source))
    .map((kind) => ({ ...kind, records: recordsOf(found, kind) }))
    .filter((kind) => plannedOf(plan, kind) > kind.records.length)
    .map((kind) => problem('planWhy', 'outcome.plan_exceeds', kind, plannedOf(plan, kind)));
}

/** The tax set goes by itself only when its day shows that the term is over (AWR 52; law.md 6.1, 6.3). */
function keptByLaw(plan: Plan, found: readonly Found[], today: CalendarDay): readonly OutcomeProblem[] {
  const erased = plan.filter(({ treatment }) => treatment === 'erase');
  return kindsOf(erased)
    .map((kind) => ({ ...kind, records: recordsOf(found, kind) }))
    .filter((kind) => {
      const free = kind.records.filter((record) => !isKeptByLaw(record, today)).length;
      const stays = kind.category === 'invoice' || free < kind.records.length;
      return stays && plannedOf(erased, kind) > free;
    })
    .map((kind) => problem('planWhy', 'outcome.law_keeps', kind, plannedOf(erased, kind)));
}

/** Also an invoice that nobody wrote the day of, as one that was found by hand. */
export function isKeptByLaw({ category, day, hold }: FoundRecord, today: CalendarDay): boolean {
  if (hold !== null) return hold.until >= today;
  return category === 'invoice' && (day === undefined || taxUntil(day) >= today);
}

/** Of records with a day of their own the term is known; a system may know a later one itself. */
function keptTooLong(plan: Plan, found: readonly Found[]): readonly OutcomeProblem[] {
  return plan.flatMap((line, index): readonly OutcomeProblem[] => {
    const { ground, until } = line;
    if (!isTaxTerm(ground) || until === null) return [];
    const records = recordsOf(found, line);
    const days = records.flatMap(({ day }) => (day === undefined ? [] : [taxUntil(day, ground)]));
    if (records.length === 0 || days.length < records.length) return [];
    const holds = records.flatMap(({ hold }) => (hold === null ? [] : [hold.until]));
    return [...days, ...holds].some((last) => until <= last)
      ? []
      : [{ field: `plan.${index}.until`, code: 'outcome.tax_too_long' }];
  });
}

function kindsOf(plan: Plan): readonly Pick<Found, 'source' | 'category'>[] {
  return plan.filter(
    ({ source, category }, index) =>
      plan.findIndex((line) => line.source === source && line.category === category) === index,
  );
}

function recordsOf(found: readonly Found[], kind: Pick<Found, 'source' | 'category'>): Found['records'] {
  return (
    found.find(({ source, category }) => source === kind.source && category === kind.category)?.records ?? []
  );
}

function problem(
  field: string,
  code: OutcomeProblem['code'],
  { source, category, records }: Found,
  planned: number,
): OutcomeProblem {
  return { field, code, about: { source, category, found: records.length, planned } };
}
