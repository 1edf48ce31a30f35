import type { AccessQuestion } from '../kernel/access-questions.ts';

/** What staff recorded about who asks and where the answer goes, and what the customer asks no more; sealed, and gone with the request. */
export interface Particulars {
  /** Why a masked document had to be seen, where nothing else would do (R9). */
  readonly idReason?: string;
  /** Another address than the proven one, to which the answer goes (F19, F20). */
  readonly answerTo?: string;
  /** The customer's later words about how far the request goes, a line for each message. */
  readonly narrowed?: string;
  /** What a wrong value should be, as the customer answered when it was asked (AVG 16). */
  readonly newValue?: string;
  /** The separate questions of AVG 15, as they were read when the request came in. */
  readonly questions?: readonly AccessQuestion[];
}
