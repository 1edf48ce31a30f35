import { RIGHTS, type Right } from '../kernel/rights.ts';
import type { Understanding } from '../understanding/understanding.ts';

/** Above it a right is filed at once; between the two the customer is asked; below, it is no wish (R17, R18). */
const SURE = 0.6;
const PERHAPS = 0.3;
/** A wrong erasure costs far more than a question. */
const SURE_OF_ERASURE = 0.75;

export interface FiledRights {
  readonly sure: readonly Right[];
  readonly perhaps: readonly Right[];
}

/** The rights that were understood, in the order of the message, by how sure the reading is. */
export function rightsOf(understood: Understanding): FiledRights {
  const rights = understood.labels.filter(isRight);
  const { confidence } = understood;
  const sure = rights.filter((right) => confidence >= (right === 'erasure' ? SURE_OF_ERASURE : SURE));
  const perhaps = confidence >= PERHAPS ? rights.filter((right) => !sure.includes(right)) : [];
  return { sure, perhaps };
}

function isRight(label: string): label is Right {
  return RIGHTS.some((right) => right === label);
}
