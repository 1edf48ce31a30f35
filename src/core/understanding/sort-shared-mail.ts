import { RIGHTS } from '../kernel/rights.ts';
import { confidenceNeeded, confidenceOf, type Label, type Understanding } from './understanding.ts';

/** A wish of AVG 15-22 for sure; perhaps one, or something else about privacy; or the ordinary mail of a shop. */
export type SortedSharedMail = 'take' | 'doubt' | 'leave';

/** A person who looks may find a wish in them; most complaints to a shop are about what it sold. */
const PERHAPS: readonly Label[] = ['complaint', 'policy_question', 'status', 'withdraw_request'];

/**
 * What a new mail is in a mailbox that the whole shop uses. Of ordinary mail nothing may be kept, and nobody may be answered
 * by mistake; a wish that is overlooked is worse than a look too many (R17). `program`: nobody would read an answer (RFC 3834).
 */
export function sortSharedMail(understood: Understanding, program: boolean): SortedSharedMail {
  const { labels, alternatives = [], slots, signals } = understood;
  if (labels.includes('auto_reply')) return 'leave';
  const wishes = labels.filter(isWish);
  const sure = wishes.some(
    (label) => !PERHAPS.includes(label) && confidenceOf(understood, label) >= confidenceNeeded(label),
  );
  if (!program && (sure || slots.requestNumber !== undefined)) return 'take';
  const perhaps =
    wishes.length > 0 ||
    labels.some((label) => PERHAPS.includes(label)) ||
    alternatives.some(isWish) ||
    signals.includes('authority') ||
    signals.includes('lawyer');
  return perhaps ? 'doubt' : 'leave';
}

function isWish(label: Label): boolean {
  return RIGHTS.some((right) => right === label);
}
