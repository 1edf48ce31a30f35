import { isOnePersonAt } from '../identity/same-person.ts';
import { isDoubted } from '../request/approval-block.ts';
import type { RequestState } from '../request/request-state.ts';

/** A proven, open request of one mailbox, with the name that was typed for it. */
export interface Joinable {
  readonly state: RequestState;
  readonly name: string | null;
}

/**
 * Whether `other` may go into `stays` (R12). An answer that leaves already is its own, and one mailbox may be read by
 * several people (R11). Nothing is answered on less proof than was given for it, nor an objection with the answer to
 * another one. A request about which staff doubt who asks keeps that doubt and its stopped clock (AVG 12(6)), so it
 * goes into no other. `names` are all that were typed for the proven mailbox.
 */
export function mayJoin(stays: Joinable, other: Joinable, names: readonly string[]): boolean {
  const [one, two] = [stays.state, other.state];
  const sameWish = one.against === undefined || two.against === undefined || one.against === two.against;
  return (
    two.status !== 'executing' &&
    !isDoubted(two) &&
    one.level >= two.level &&
    sameWish &&
    isOnePersonAt(names, stays.name ?? '', other.name ?? '')
  );
}
