import { RIGHTS, type Right } from '../kernel/rights.ts';
import {
  confidenceNeeded,
  confidenceOf,
  type Label,
  type Understanding,
} from '../understanding/understanding.ts';

/** Below this a reading by itself is no reading: the customer is not asked about it, but where something is asked anyway. */
const PERHAPS = 0.15;
const OUT_OF_SCOPE = 0.7;

export interface FiledRights {
  /** Filed at once. */
  readonly sure: readonly Right[];
  /** Asked about first, with the words kept (R17, R18). */
  readonly perhaps: readonly Right[];
}

/**
 * The rights that were understood, in the order of the message. How sure is sure enough differs by right: a wrong
 * erasure costs far more than a question.
 */
export function rightsOf(understood: Understanding): FiledRights {
  const { labels, confidence, alternatives = [] } = understood;
  const rights = labels.filter(isRight);
  const sure = rights.filter((right) => confidenceOf(understood, right) >= confidenceNeeded(right));
  const isAskedAnyway = rights.length > 1 || alternatives.some(isRight);
  const unsure =
    confidence >= PERHAPS || isAskedAnyway ? rights.filter((right) => !sure.includes(right)) : [];
  return { sure, perhaps: [...new Set([...unsure, ...alternatives.filter(isRight)])] };
}

/** Whether this was understood surely enough to act on; the less sure ends nothing and answers nothing. */
export function isAsked(understood: Understanding, label: Label): boolean {
  return understood.labels.includes(label) && confidenceOf(understood, label) >= confidenceNeeded(label);
}

/** Whether the words are surely about something else than the customer's data. */
export function isOutOfScope({ labels, confidence }: Understanding): boolean {
  return labels.includes('out_of_scope') && confidence >= OUT_OF_SCOPE;
}

/** Whether a label is one of the rights. */
export function isRight(label: string): label is Right {
  return RIGHTS.some((right) => right === label);
}
