import type { Category, ChangeAction, PlanStep } from '../processor.ts';

/** What a person does at a system: so many records of a kind, or null where nobody counted them. */
export interface HandWork {
  readonly source: string;
  readonly action: ChangeAction;
  readonly category: Category | null;
  readonly count: number | null;
}

/** All that is done when a decision is approved: at systems, in this order, and by people. */
export interface ChangePlan {
  readonly steps: readonly PlanStep[];
  readonly byHand: readonly HandWork[];
}

export const NO_CHANGES: ChangePlan = { steps: [], byHand: [] };

/** Whether nothing is done at any system, nor by people. */
export function isEmpty({ steps, byHand }: ChangePlan): boolean {
  return steps.length === 0 && byHand.length === 0;
}

/** The verb of the step that is confirmed when a system has all of it. */
const VERBS = { erase: 'erase', rectify: 'rectify', restrict: 'restrict', unrestrict: 'lift' } as const;

/** `erase:mollie`: what the letter waits for at this system. */
export function stepName({ action, source }: Pick<PlanStep, 'action' | 'source'>): string {
  return `${VERBS[action]}:${source}`;
}

/** Whether a system is asked to change something; what is kept or referred changes nothing. */
export function isOutward({ treatment }: Pick<PlanStep, 'treatment'>): boolean {
  return treatment !== 'keep' && treatment !== 'refer' && treatment !== 'by_hand';
}

/** Whether a person is needed before this step of the letter is done: nothing of it goes by itself, or not all. */
export function needsHand({ steps, byHand }: ChangePlan, name: string): boolean {
  const own = steps.filter((step) => stepName(step) === name);
  return (
    !own.some(isOutward) ||
    own.some(({ treatment }) => treatment === 'by_hand') ||
    byHand.some((work) => stepName(work) === name)
  );
}
