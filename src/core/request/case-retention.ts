import { addDays, amsterdamDay, type CalendarDay } from '../kernel/calendar-day.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { type CaseClass, cutoff } from '../kernel/retention-terms.ts';
import type { ClosedState } from './request-state.ts';

/** What else is known of a closed request when its term is over. Nothing about whose it is. */
export interface CaseFacts {
  /** When a mail server last took a mail about it; null without one. */
  readonly lastMailAt: Date | null;
  /** Mails and messages about it, or in its conversation, that still have to go out. */
  readonly waiting: number;
  /** Of the request and of its conversation. */
  readonly openTasks: number;
  /** Of the same conversation or the same proven address: open complaints, and requests against this decision. */
  readonly openComplaints: number;
  /** Cards in a staff channel that are still there (R25). */
  readonly cards: number;
  /** Why records that were found have to stay, and until when. */
  readonly holds: readonly { readonly basis: string; readonly until: CalendarDay }[];
  /** The same person was erased when this case was closed already: an erasure reaches our own files too (R34). */
  readonly erasedSince: boolean;
}

/** Why a closed request is kept although somebody asked to anonymise it. */
export type KeptRefusal =
  | 'retention.not_due'
  | 'retention.task_open'
  | 'retention.complaint_open'
  | 'retention.mail_waits'
  | 'retention.hold'
  | 'retention.card_left';

/** Six weeks for an appeal after a hold has ended (law.md 6.6; UAVG 35). */
const APPEAL_DAYS = 42;

/**
 * Which term a closed request has. What was erased is forgotten a fortnight after the last message (F21); an erasure
 * that was refused or withdrawn is a case like any other. A decision is a case whoever asked: the proof of it is needed
 * while a complaint and the court are open (law.md 6.6; UAVG 35(2)).
 */
export function caseClass(
  state: Pick<ClosedState, 'right' | 'status' | 'level'>,
  erasedSince: boolean,
): CaseClass {
  if (state.level === 0 && !isDecided(state)) return 'unproven_request';
  return erasedSince || isErasure(state) ? 'erasure_case' : 'case';
}

function isDecided({ status }: Pick<ClosedState, 'status'>): boolean {
  return status === 'answered' || status === 'refused';
}

function isErasure({ right, status }: Pick<ClosedState, 'right' | 'status'>): boolean {
  return right === 'erasure' && status === 'answered';
}

/** Whether the term is over and nothing needs the case any more; pure, so that every age can be tried. */
export function checkTerm(state: ClosedState, facts: CaseFacts, now: Date): Result<null, KeptRefusal> {
  const name = caseClass(state, facts.erasedSince);
  const closed = new Date(state.closedAt);
  const { lastMailAt } = facts;
  const since = name === 'erasure_case' && lastMailAt !== null && lastMailAt > closed ? lastMailAt : closed;
  if (since >= cutoff(name, now)) return refuse('retention.not_due');
  if (facts.openTasks > 0) return refuse('retention.task_open');
  if (facts.openComplaints > 0) return refuse('retention.complaint_open');
  if (facts.waiting > 0) return refuse('retention.mail_waits');
  if (facts.holds.some((hold) => isHeld(hold, isErasure(state), amsterdamDay(now))))
    return refuse('retention.hold');
  return facts.cards > 0 ? refuse('retention.card_left') : ok(null);
}

/**
 * A claim holds any case. What a law keeps back from an erasure makes that erasure a partial one, whose file stays as
 * long as the reason for it (R34); of other rights such records are only a copy.
 */
function isHeld(
  { basis, until }: CaseFacts['holds'][number],
  ofErasure: boolean,
  today: CalendarDay,
): boolean {
  return (basis === 'claim' || ofErasure) && addDays(until, APPEAL_DAYS) >= today;
}
