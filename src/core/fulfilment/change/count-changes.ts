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

/** What is done where, for who approves it (R19): in numbers, and in the order of the steps. */
export function countChanges({ steps, byHand }: ChangePlan): readonly ChangeCount[] {
  const counts = new Map<string, ChangeCount & { readonly count: number }>();
  for (const step of steps) {
    if (!isOutward(step) && step.treatment !== 'by_hand') continue;
    const { source, treatment, category, fields, sideEffects } = step;
    const kind = { source, treatment, category, fields, sideEffects };
    const key = canonicalJson(kind);
    counts.set(key, { ...kind, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  const hand = byHand.map(
    ({ source, category, count }): ChangeCount => ({
      ...{ source, treatment: 'by_hand', category, count, fields: [], sideEffects: [] },
    }),
  );
  return [...counts.values(), ...hand];
}
