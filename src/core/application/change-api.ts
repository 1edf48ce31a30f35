import type { HandWork } from '../fulfilment/change/change-plan.ts';
import type { ChangeStatus } from '../fulfilment/change/change-step.ts';
import type { Category, PlanStep } from '../fulfilment/processor.ts';

/** How far the desk is with a system, while an approved letter is carried out. */
export interface SystemChanges {
  /** The step of the letter that waits for it. */
  readonly step: string;
  readonly source: string;
  readonly made: number;
  /** Still to be done by the desk itself, and from when. */
  readonly pending: number;
  readonly nextAt: Date | null;
  /** A person may not tick it off yet. */
  readonly atWork: boolean;
  /** Why the last one that failed did; empty without. */
  readonly code: string;
  /** For a person: the numbers of the record in its own system, and nothing else of it. */
  readonly left: readonly {
    readonly numbers: readonly string[];
    readonly category: Category;
    readonly treatment: PlanStep['treatment'];
    readonly status: ChangeStatus;
    readonly code: string;
    /** What a person does there, as codes of texts (terms: side_effects). */
    readonly sideEffects: readonly string[];
  }[];
  /** For a person, where nobody knows the records one by one. */
  readonly byHand: readonly HandWork[];
}

/** A line of the journal, for an inspector: nothing about anybody. */
export interface DossierChange {
  readonly source: string;
  readonly action: string;
  readonly category: Category;
  readonly treatment: PlanStep['treatment'];
  readonly status: ChangeStatus;
  readonly code: string;
  readonly attempts: number;
  readonly plannedAt: Date;
  readonly sentAt: Date | null;
  readonly endedAt: Date | null;
}
