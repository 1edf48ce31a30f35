import { canonicalJson } from '../../kernel/digest.ts';
import type { Category, PlanStep } from '../processor.ts';
import { type ChangePlan, isOutward } from './change-plan.ts';

/** So many records of a kind to which the same is done at one system. */
export interface ChangeCount {
  readonly source: string;
  readonly treatment: PlanStep['treatment'];
  /** Null, with the count, where a person does all that there is. */
  readonly category: Category | null;
  readonly count: number | null;
  /** Names of the fields that change or go; empty: the records as a whole. */
  readonly fields: readonly string[];
  /** Codes of texts (terms: side_effects). */
  readonly sideEffects: readonly string[];
}

/** Whether another step does the deed at this record: then this one is what comes with it. */
export function isBeside(step: PlanStep, steps: readonly PlanStep[]): boolean {
  return steps.some(
    (other) => other.source === step.source && other.recordRef === step.recordRef && isOutward(other),
  );
}

/** What is done where, for who approves it (R19): in numbers, and in the order of the steps. */
export function countChanges({ steps, byHand }: ChangePlan): readonly ChangeCount[] {
  const counts = new Map<string, ChangeCount>();
  for (const step of steps) {
    if (!isOutward(step) && step.treatment !== 'by_hand') continue;
    const { source, treatment, category, fields, sideEffects } = step;
    const kind = { source, treatment, category, fields };
    const key = canonicalJson(kind);
    const before = counts.get(key);
    // What a person does once beside it, however many records it is about.
    const once = treatment === 'by_hand' && isBeside(step, steps);
    const count = once ? null : (before?.count ?? 0) + 1;
    counts.set(key, {
      ...{ ...kind, count },
      sideEffects: [...new Set([...(before?.sideEffects ?? []), ...sideEffects])],
    });
  }
  const hand = byHand.map(
    ({ source, category, count }): ChangeCount => ({
      ...{ source, treatment: 'by_hand', category, count, fields: [], sideEffects: [] },
    }),
  );
  return [...counts.values(), ...hand];
}
