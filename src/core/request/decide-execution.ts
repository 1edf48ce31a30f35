import { assertNever } from '../kernel/assert-never.ts';
import { addDays, amsterdamDay, type CalendarDay } from '../kernel/calendar-day.ts';
import { after, DAY, SECOND } from '../kernel/clock.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { approvalBlock } from './approval-block.ts';
import { decideChanges } from './decide-changes.ts';
import { isInTime } from './letter-plan.ts';
import type { RequestCommand } from './request-commands.ts';
import type { RequestEvent } from './request-events.ts';
import type { RequestState } from './request-state.ts';

export type ExecutionRefusal =
  | 'decision.wrong_state'
  | 'decision.card_outdated'
  | 'decision.letter_changed'
  | 'decision.identity_doubted'
  | 'decision.fee_open'
  | 'decision.sources_open'
  | 'decision.records_undecided'
  | 'decision.authority_missing'
  | 'decision.identity_missing'
  | 'decision.level_missing'
  | 'decision.text_missing'
  | 'decision.plan_outdated'
  /** The answer goes to an address that is new since less than seven days. */
  | 'decision.address_too_new'
  | 'decision.too_late'
  /** The customer has to hear of it first, and so many days before (AVG 18(3), R21). */
  | 'decision.not_announced'
  | 'decision.steps_open'
  /** It was done: what is left to do is that the customer hears of it. */
  | 'decision.already_executed'
  | 'step.unknown'
  | 'step.already_done'
  | 'step.tell_recipient';

/** R9: so long the old address has to say that it was not them; a call or a letter's code makes it shorter. */
const NEW_ADDRESS_MS = 7 * DAY;
const AT_ONCE = 3;

type Decided = Result<readonly RequestEvent[], ExecutionRefusal>;
type Executing = Extract<RequestState, { readonly status: 'executing' }>;
type Command = Extract<
  RequestCommand,
  {
    readonly type:
      | 'stop'
      | 'announce'
      | 'confirm_announced'
      | 'begin'
      | 'confirm_step'
      | 'begin_changes'
      | 'record_changes'
      | 'halt'
      | 'restore'
      | 'confirm_sent'
      | 'fail_send';
  }
>;

/** Approves exactly the letter that the proof names, when nothing stands in its way. */
export function approve(
  state: RequestState,
  proof: { readonly letterId: string; readonly letterHash: string },
  sendAt: Date,
): Decided {
  if (state.status !== 'awaiting_approval') return refuse('decision.wrong_state');
  if (state.letter.hash !== proof.letterHash || state.letter.id !== proof.letterId)
    return refuse('decision.letter_changed');
  const blocked = approvalBlock(state);
  if (blocked !== null) return refuse(`decision.${blocked}`);
  // R9: whoever took over an account changes the address first, and wants the package at once.
  if (
    state.elsewhere !== undefined &&
    state.level < AT_ONCE &&
    sendAt < after(new Date(state.elsewhere), NEW_ADDRESS_MS)
  )
    return refuse('decision.address_too_new');
  const { letterId, letterHash } = proof;
  const { cardVersion } = state;
  return ok([{ type: 'approved', letterId, letterHash, sendAt: sendAt.toISOString(), cardVersion }]);
}

/** What happens between approval and answer: announcement, deed by hand, letter. */
export function decideExecution(state: Executing, command: Command, now: Date): Decided {
  const { letter } = state;
  if ('letterId' in command && command.letterId !== letter.id) return refuse('decision.wrong_state');
  switch (command.type) {
    case 'stop':
      return stop(state, command.version, now);
    case 'announce': {
      const due = announceDays(state) !== null && state.announcedAt === undefined;
      return ok(due ? [{ type: 'announcement_queued', letterId: letter.id }] : []);
    }
    case 'confirm_announced': {
      if (state.announcedAt !== null) return refuse('decision.wrong_state');
      // R19, R21: who hears of it late has as long to stop it as who hears of it in time.
      const later = command.notBefore > new Date(state.sendAt);
      const from = later ? { sendAt: command.notBefore.toISOString() } : {};
      return ok([{ type: 'announced', letterId: letter.id, ...from }]);
    }
    case 'begin':
      return begin(state, now);
    case 'confirm_step': {
      if (state.done === undefined || !steps(state).includes(command.step)) return refuse('step.unknown');
      // It asks how and when (AVG 19): `tell_recipient`.
      if (command.step.startsWith('tell:') && !state.done.includes(command.step))
        return refuse('step.tell_recipient');
      return state.done.includes(command.step)
        ? refuse('step.already_done')
        : ok([{ type: 'step_done', step: command.step }]);
    }
    case 'begin_changes':
    case 'record_changes':
      return decideChanges(state, command);
    case 'halt':
      return halt(state, command.version);
    case 'restore':
      return ok(restored(state));
    case 'confirm_sent':
      return confirmSent(state, now);
    case 'fail_send':
      return ok(
        command.announcement === true
          ? unannounced(state, command.reason)
          : failed(state, command.reason, now),
      );
    default:
      return assertNever(command);
  }
}

/** Before the deed it is decided again. Afterwards only the telling is owed, and a half-done deed waits for people. */
function failed(state: Executing, reason: string, now: Date): readonly RequestEvent[] {
  if (!mayStillLeave(state, amsterdamDay(now))) return [{ type: 'send_failed', reason }];
  if (isDelivering(state)) return state.undelivered === undefined ? [{ type: 'undelivered', reason }] : [];
  return state.done === undefined ? [{ type: 'send_failed', reason }] : [];
}

/** AVG 18(3), R21: who did not hear of it is told first; what people began by then they stop themselves. */
function unannounced({ announcedAt, done, undelivered }: Executing, reason: string): readonly RequestEvent[] {
  const waits = typeof announcedAt === 'string' && done === undefined && undelivered === undefined;
  return waits ? [{ type: 'send_failed', reason }] : [];
}

/** R19: also past the time at which nobody may stop it any more. What was done stays done, and waits for a person too. */
function restored(state: Executing): readonly RequestEvent[] {
  if (state.undelivered !== undefined) return [];
  const carriedOut = steps(state).length > 0 && stepsAreDone(state);
  return [carriedOut ? { type: 'undelivered', reason: 'restored' } : { type: 'restored' }];
}

/** What people confirmed as done is not decided again; an answer that only did not arrive may be. */
function halt(state: Executing, version: number): Decided {
  if (state.done === undefined && state.undelivered === undefined) return refuse('decision.wrong_state');
  if (steps(state).length > 0 && stepsAreDone(state)) return refuse('decision.already_executed');
  return state.cardVersion === version
    ? ok([{ type: 'execution_halted' }])
    : refuse('decision.card_outdated');
}

/** Whether all that is still owed is that the letter arrives: announced where it had to be, and done. */
export function isDelivering(state: Executing): boolean {
  return (announceDays(state) === null || typeof state.announcedAt === 'string') && stepsAreDone(state);
}

/**
 * AVG 18(3): whether the letter, or what announces it, would still come in time on `day`; who heard of it in time may be
 * told of the deed whenever. A letter that may not leave any more is decided anew.
 */
export function mayStillLeave({ letter, announcedAt }: Executing, day: CalendarDay): boolean {
  return typeof announcedAt === 'string' || isInTime(letter.plan, day);
}

/** Whether people confirmed everything that this letter says was done. */
export function stepsAreDone(state: Executing): boolean {
  return steps(state).every((step) => state.done?.includes(step) === true);
}

function steps({ letter }: Executing): readonly string[] {
  return letter.plan?.steps ?? [];
}

function announceDays({ letter }: Executing): number | null {
  return letter.plan?.announceDays ?? null;
}

function begin(state: Executing, now: Date): Decided {
  if (state.done !== undefined) return ok([]);
  if (now < new Date(state.sendAt)) return refuse('decision.too_late');
  return isAnnounced(state, now) ? ok([{ type: 'execution_begun' }]) : refuse('decision.not_announced');
}

/** Whether the customer heard of it, and so many days ago; also where nothing has to be announced. */
function isAnnounced(state: Executing, now: Date): boolean {
  const days = announceDays(state);
  if (days === null) return true;
  const { announcedAt = null } = state;
  return announcedAt !== null && amsterdamDay(now) >= addDays(amsterdamDay(new Date(announcedAt)), days);
}

function stop(state: Executing, version: number, now: Date): Decided {
  if (state.cardVersion !== version) return refuse('decision.card_outdated');
  return hasBegun(state, now) ? refuse('decision.too_late') : ok([{ type: 'stopped' }]);
}

/**
 * Whether what was approved is being done or sent; never before it was announced where it has to be. The job may already
 * be sending in the second of `sendAt` itself: from then on "stopped" could be untrue.
 */
export function hasBegun(state: Executing, now: Date): boolean {
  const due = now >= after(new Date(state.sendAt), -SECOND);
  return state.done !== undefined || (due && isAnnounced(state, now));
}

function confirmSent(state: Executing, now: Date): Decided {
  if (now < new Date(state.sendAt)) return refuse('decision.too_late');
  if (!stepsAreDone(state)) return refuse('decision.steps_open');
  return ok([{ type: 'sent', outcome: endOf(state.letter) }]);
}

/** How a request ends when this letter has left. */
export function endOf({ plan, kind }: Executing['letter']): 'answered' | 'refused' {
  return plan?.ends ?? (kind === 'refusal' ? 'refused' : 'answered');
}
