import { canonicalJson } from '../../kernel/digest.ts';
import { idOf } from '../../kernel/ids.ts';
import type { Category, Change, ChangeAction, PlanStep } from '../processor.ts';

export const CHANGE_STATUSES = [
  'planned',
  /** The call may have been made: verified before anything else. */
  'sent',
  'unknown',
  'done',
  'already_gone',
  /** Not what was previewed any more. */
  'changed',
  'held',
  'failed',
  /** For a person, and after `endedAt` done by one. */
  'by_hand',
] as const;
export type ChangeStatus = (typeof CHANGE_STATUSES)[number];

/** What is needed to make the change, and to find the record by hand. */
export interface ChangePayload {
  readonly step: PlanStep;
  readonly change: Change;
  /** The numbers of the record in its own system; its reference where it has none. */
  readonly numbers: readonly string[];
}

/** A line of the journal. Instants are UTC. */
export interface ChangeStep {
  readonly id: string;
  readonly source: string;
  readonly action: ChangeAction;
  readonly category: Category;
  readonly treatment: PlanStep['treatment'];
  readonly position: number;
  readonly status: ChangeStatus;
  readonly code: string;
  readonly attempts: number;
  /** Null once the records of the request are purged. */
  readonly payload: ChangePayload | null;
  readonly plannedAt: Date;
  /** The first time. */
  readonly sentAt: Date | null;
  /** Tried again from then on; null when nothing is tried any more. */
  readonly nextAt: Date | null;
  readonly endedAt: Date | null;
}

/** The same change of the same record as it was previewed is always the same step, however often it is approved. */
export function changeId(requestId: string, step: PlanStep, change: Change): string {
  const { source, action, recordRef, recordHash, treatment, fields } = step;
  return idOf(
    `change ${requestId} ${canonicalJson({ source, action, recordRef, recordHash, treatment, fields, change })}`,
  );
}

/** A step before anything is done; one that an earlier approval began may have been made, and is looked at first. */
export function plannedStep(
  id: string,
  payload: ChangePayload,
  position: number,
  before: ChangeStep | undefined,
  now: Date,
): ChangeStep {
  const { source, action, category, treatment } = payload.step;
  const begun = before !== undefined && MAY_BE_MADE.includes(before.status);
  return {
    ...{ id, source, action, category, treatment, position, payload },
    status: treatment === 'by_hand' ? 'by_hand' : begun ? 'unknown' : 'planned',
    code: '',
    attempts: 0,
    plannedAt: now,
    sentAt: null,
    nextAt: begun ? now : null,
    endedAt: null,
  };
}

const MAY_BE_MADE: readonly ChangeStatus[] = ['sent', 'unknown', 'done', 'already_gone'];

/** Whether the system has it as it was approved; what is gone is neither corrected nor does it rest. */
export function isMade({ status, action }: Pick<ChangeStep, 'status' | 'action'>): boolean {
  return status === 'done' || (status === 'already_gone' && action === 'erase');
}

/** Whether the desk goes on with it by itself. */
export function isPending({ status, nextAt, endedAt }: ChangeStep): boolean {
  if (endedAt !== null) return false;
  return status === 'planned' || status === 'sent' || nextAt !== null;
}

/** Whether a person has to see to it. */
export function isLeft(step: ChangeStep): boolean {
  return step.endedAt === null && !isMade(step) && !isPending(step);
}
