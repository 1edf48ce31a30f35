import { amsterdamDay, type CalendarDay } from '../../kernel/calendar-day.ts';
import type { SourceResult } from '../letter.ts';
import { isKeptByLaw } from '../outcome/check-erasure.ts';
import type { Outcome, OutcomeOf } from '../outcome/outcome.ts';
import {
  type Category,
  type Change,
  type ChangeAction,
  type ChangingProcessor,
  type FoundRecord,
  isChanging,
  type PlanStep,
  type Processor,
  TYPED_PLACE,
} from '../processor.ts';
import { type ChangePlan, type HandWork, isOutward, NO_CHANGES } from './change-plan.ts';
import { takeAlong } from './take-along.ts';

type Line = OutcomeOf<'erasure', 'planned'>['plan'][number];

/** What people know by heart of somebody; orders, invoices and messages say what was, and are not rewritten (R22). */
const MASTER_DATA: readonly Category[] = ['contact_details', 'account', 'newsletter'];

/** What is there to change, and what can change it. */
export interface KnownSystems {
  readonly results: readonly SourceResult[];
  readonly processors: readonly Processor[];
  /** Steps by which data of this person were restricted: only what they changed is put back (AVG 18(3)). */
  readonly restricted: readonly PlanStep[];
  /** Sources where a person restricted something, or where the steps are gone: a person lifts that. */
  readonly restrictedByHand: readonly string[];
}

/**
 * What the approval of this outcome sets going at the systems, record by record, and what is left for people. Pure: what
 * staff approve is exactly this. A record that may be of somebody else is never changed by itself (R11).
 */
export function planChanges(outcome: Outcome | null, known: KnownSystems, now: Date): ChangePlan {
  if (outcome === null) return NO_CHANGES;
  const systems = systemsOf(known, now);
  if (outcome.right === 'erasure' && outcome.result === 'planned') return erasure(outcome.plan, systems);
  if (outcome.right === 'restriction')
    return whole(
      'restrict',
      outcome.systems.flatMap(({ system, on }) => (on === null ? [system] : [])),
      systems,
    );
  if (outcome.right === 'lift_restriction' && outcome.result === 'lifted')
    return whole(
      'unrestrict',
      outcome.systems.map(({ system }) => system),
      systems,
    );
  if (outcome.right === 'rectification') return rectification(outcome, systems);
  return NO_CHANGES;
}

/** What this step changes, as its outcome says it: the same at the preview and at every attempt. */
export function changeOf(
  outcome: Outcome | null,
  { action, source }: Pick<PlanStep, 'action' | 'source'>,
  restricted: readonly PlanStep[],
): Change {
  if (action === 'unrestrict')
    return { action, restricted: restricted.filter((step) => step.source === source) };
  if (action !== 'rectify') return { action };
  return { action, corrections: outcome?.right === 'rectification' ? correctionsAt(outcome, source) : [] };
}

interface Systems extends Pick<KnownSystems, 'restricted' | 'restrictedByHand'> {
  readonly now: Date;
  /** Undefined where only people can do it. */
  able(source: string, action: ChangeAction): ChangingProcessor | undefined;
  /** All of this source, of whomever it is. */
  found(source: string): readonly FoundRecord[];
  records(source: string): readonly FoundRecord[];
}

function systemsOf({ results, processors, ...known }: KnownSystems, now: Date): Systems {
  const found = (source: string) =>
    results.filter((result) => result.source === source).flatMap(({ records }) => records);
  return {
    now,
    ...known,
    found,
    able(source, action) {
      const processor = processors.find((one) => one.capabilities().source === source);
      if (processor === undefined || !isChanging(processor)) return undefined;
      return processor.capabilities().supports[action] === 'api' ? processor : undefined;
    },
    records: (source) =>
      found(source)
        .filter(({ withheld, confidence }) => withheld !== 'other_person' && confidence === undefined)
        .filter(({ provenance }) => provenance.place !== TYPED_PLACE),
  };
}

function erasure(lines: readonly Line[], systems: Systems): ChangePlan {
  const steps: PlanStep[] = [];
  const byHand: HandWork[] = [];
  for (const source of distinct(lines.map((line) => line.source))) {
    const own = lines.filter((line) => line.source === source);
    const processor = systems.able(source, 'erase');
    const { goes, stays } =
      processor === undefined
        ? { goes: [], stays: [] }
        : divide(own, systems.records(source), amsterdamDay(systems.now));
    const touched = systems
      .records(source)
      .filter((record) => goes.includes(record) || stays.includes(record));
    const planned = processor?.plan({ action: 'erase' }, touched, systems.now) ?? [];
    const kept = new Map(stays.map((record) => [record.ref, record]));
    const fit = takeAlong(
      planned.filter((step) => fits(step, kept.get(step.recordRef), goes)),
      systems.found(source),
      processor ?? {},
      planned,
    );
    steps.push(...fit);
    byHand.push(...restOf(own, goes, fit));
  }
  return { steps, byHand };
}

/** Of what stays only goes what the law does not need. */
function fits(step: PlanStep, stays: FoundRecord | undefined, goes: readonly FoundRecord[]): boolean {
  if (stays === undefined) return goes.some(({ ref }) => ref === step.recordRef);
  return step.treatment === 'keep' || (step.treatment === 'mask' && stays.hold !== null);
}

/** Which records the lines are about; none of a kind where the numbers do not tell which of them go. */
function divide(
  lines: readonly Line[],
  records: readonly FoundRecord[],
  today: CalendarDay,
): { readonly goes: readonly FoundRecord[]; readonly stays: readonly FoundRecord[] } {
  const goes: FoundRecord[] = [];
  const stays: FoundRecord[] = [];
  for (const category of distinct(lines.map((line) => line.category))) {
    const own = lines.filter((line) => line.category === category);
    const of = records.filter((record) => record.category === category);
    const free = of.filter((record) => !isKeptByLaw(record, today));
    const others = own.filter(({ treatment }) => treatment !== 'erase');
    const whole = others.length === 0;
    if (!whole && free.length !== counted(own)) continue;
    goes.push(...(whole ? of : free));
    if (others.every(({ treatment }) => treatment === 'keep'))
      stays.push(...of.filter((record) => !whole && !free.includes(record)));
  }
  return { goes, stays };
}

/** Lines of which not every record goes by itself: a kept one that was to be erased too. */
function restOf(
  lines: readonly Line[],
  goes: readonly FoundRecord[],
  steps: readonly PlanStep[],
): readonly HandWork[] {
  return distinct(lines.map(({ category }) => category)).flatMap((category) => {
    const own = lines.filter((line) => line.category === category);
    const handled = goes.filter((record) => {
      const of = steps.filter(({ recordRef }) => recordRef === record.ref);
      return record.category === category && of.some(doesSomething) && of.every(doesSomething);
    });
    const count = counted(own) - handled.length;
    const source = own[0]?.source ?? '';
    return count > 0 ? [{ source, action: 'erase' as const, category, count }] : [];
  });
}

function doesSomething(step: PlanStep): boolean {
  return isOutward(step) || step.treatment === 'by_hand';
}

function counted(lines: readonly Line[]): number {
  return lines.reduce((sum, { treatment, count }) => (treatment === 'erase' ? sum + count : sum), 0);
}

/**
 * All that was found of this person in these systems rests, or is used again. Of a restriction of which no step is known,
 * nobody here can say what it changed, so that no system is asked to put it back.
 */
function whole(action: 'restrict' | 'unrestrict', places: readonly string[], systems: Systems): ChangePlan {
  const plans = distinct(places).map((source): ChangePlan => {
    const change = changeOf(null, { action, source }, systems.restricted);
    const isKnown = change.action !== 'unrestrict' || change.restricted.length > 0;
    const processor = isKnown ? systems.able(source, action) : undefined;
    const steps = processor?.plan(change, systems.records(source), systems.now) ?? [];
    const does = steps.some(doesSomething);
    const isWhole = does && (action === 'restrict' || !systems.restrictedByHand.includes(source));
    const byHand = [{ source, action, category: null, count: null }];
    return { steps: does ? steps : [], byHand: isWhole ? [] : byHand };
  });
  return {
    steps: plans.flatMap(({ steps }) => steps),
    byHand: plans.flatMap(({ byHand }) => byHand),
  };
}

/**
 * Without a connection staff say of what they changed that it is changed: nothing waits for it. Where there is one they may
 * count on it: what it finds nowhere is their work, and the letter waits.
 */
function rectification(outcome: OutcomeOf<'rectification', 'decided'>, systems: Systems): ChangePlan {
  const places = outcome.corrections.flatMap(({ done, system }) => (done === 'changed' ? [system] : []));
  const plans = distinct(places).map((source): ChangePlan => {
    const processor = systems.able(source, 'rectify');
    if (processor === undefined) return NO_CHANGES;
    const change = { action: 'rectify', corrections: correctionsAt(outcome, source) } as const;
    const records = systems.records(source).filter(({ category }) => MASTER_DATA.includes(category));
    const steps = processor.plan(change, records, systems.now);
    const byHand = [{ source, action: 'rectify', category: 'contact_details', count: null }] as const;
    return steps.some(isOutward) ? { steps, byHand: [] } : { steps: [], byHand };
  });
  return {
    steps: plans.flatMap(({ steps }) => steps),
    byHand: plans.flatMap(({ byHand }) => byHand),
  };
}

function correctionsAt(outcome: OutcomeOf<'rectification', 'decided'>, source: string) {
  return outcome.corrections
    .filter(({ system, done }) => system === source && done === 'changed')
    .map(({ what, before, after }) => ({ what, before, after }));
}

function distinct<Value>(values: readonly Value[]): readonly Value[] {
  return [...new Set(values)];
}
