import { checkDoubt } from '../deadline/check-doubt.ts';
import { checkExtension } from '../deadline/check-extension.ts';
import type { ClockEvent } from '../deadline/read-clock.ts';
import { stoppedSince } from '../deadline/stopped-since.ts';
import { assertNever } from '../kernel/assert-never.ts';
import { amsterdamDay } from '../kernel/calendar-day.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { type FeeRefusal, mayAskFee, recordFee } from './decide-fee.ts';
import { CLOCK_CAUSES, type NoticeKind } from './notice.ts';
import type { RequestCommand } from './request-commands.ts';
import type { RedateCause, RequestEvent } from './request-events.ts';
import { type DueDays, isOpen, type OpenState, type RequestState } from './request-state.ts';

export type NoticeRefusal =
  | 'decision.wrong_state'
  | 'decision.card_outdated'
  | 'decision.letter_changed'
  /** There is none, or it is another one by now. */
  | 'notice.none'
  /** It is approved and on its way. */
  | 'notice.leaving'
  /** The day that it names is not true any more. */
  | 'notice.outdated'
  | 'doubt.nothing_to_prove'
  | 'doubt.decided'
  | 'doubt.after_due'
  | 'extension.already'
  | 'extension.stopped'
  | 'extension.too_late'
  | FeeRefusal
  | 'stop.not_open'
  | 'stop.in_future'
  | 'stop.before_asked';

type Decided = Result<readonly RequestEvent[], NoticeRefusal>;
export type NoticeCommand = Extract<
  RequestCommand,
  {
    readonly type:
      | 'prepare_notice'
      | 'open_notice'
      | 'approve_notice'
      | 'drop_notice'
      | 'confirm_notice'
      | 'fail_notice'
      | 'bounce_notice'
      | 'end_stop'
      | 'record_fee';
  }
>;

/** What staff tell a customer meanwhile, and the end of a stop. The clock changes when the notice has left, not before. */
export function decideNotice(state: RequestState, command: NoticeCommand, now: Date): Decided {
  switch (command.type) {
    case 'prepare_notice': {
      const { kind, letterId, letterHash } = command;
      if (state.cardVersion !== command.version) return refuse('decision.card_outdated');
      if (state.notice?.approvedBy !== undefined) return refuse('notice.leaving');
      const may = mayTell(state, kind, command.clock, now);
      if (!may.ok) return may;
      const asks = command.asks === undefined ? {} : { asks: command.asks };
      return ok([{ type: 'notice_prepared', kind, letterId, letterHash, ...asks }]);
    }
    case 'open_notice': {
      if (state.notice?.hash !== command.letterHash) return refuse('decision.letter_changed');
      const { seen, hash: letterHash } = state.notice;
      return ok(seen.includes(command.by) ? [] : [{ type: 'preview_opened', letterHash }]);
    }
    case 'approve_notice': {
      const { letterId, letterHash } = command.proof;
      if (state.notice?.id !== letterId || state.notice.hash !== letterHash)
        return refuse('decision.letter_changed');
      if (state.notice.approvedBy !== undefined) return refuse('notice.leaving');
      const may = mayTell(state, state.notice.kind, command.clock, now);
      return may.ok ? ok([{ type: 'notice_approved', letterId, letterHash }]) : may;
    }
    case 'drop_notice':
      if (state.cardVersion !== command.version) return refuse('decision.card_outdated');
      if (state.notice === undefined) return refuse('notice.none');
      return state.notice.approvedBy === undefined
        ? ok([{ type: 'notice_dropped' }])
        : refuse('notice.leaving');
    case 'confirm_notice': {
      const { notice } = state;
      if (notice?.id !== command.letterId || notice.approvedBy === undefined) return refuse('notice.none');
      const { kind, id: letterId } = notice;
      const cause = CLOCK_CAUSES[kind];
      return ok([
        { type: 'notice_sent', kind, letterId },
        ...(cause === null || command.due === null ? [] : [redated(cause, command.due)]),
      ]);
    }
    case 'fail_notice':
      if (state.notice?.id !== command.letterId) return refuse('notice.none');
      return ok([{ type: 'notice_failed', reason: command.reason }]);
    case 'bounce_notice': {
      const { version, kind, letterId, due } = command;
      if (state.cardVersion !== version) return refuse('decision.card_outdated');
      if (kind !== 'breach' && !isOpen(state)) return refuse('decision.wrong_state');
      return ok([
        { type: 'notice_bounced', kind, letterId },
        ...(due === null ? [] : [redated('notice_bounced', due)]),
      ]);
    }
    case 'end_stop':
      return isOpen(state) ? endStop(state, command, now) : refuse('decision.wrong_state');
    case 'record_fee':
      return isOpen(state) ? recordFee(state, command, now) : refuse('decision.wrong_state');
    default:
      return assertNever(command);
  }
}

function redated(cause: RedateCause, due: DueDays): RequestEvent {
  return { type: 'redated', cause, due };
}

/** Whether such a notice may go out now, by state and clock. A breach is told whenever it is known, also long after the answer. */
export function mayTell(
  state: RequestState,
  kind: NoticeKind,
  clock: readonly ClockEvent[],
  now: Date,
): Result<null, NoticeRefusal> {
  if (kind === 'breach') return ok(null);
  if (!isOpen(state)) return refuse('decision.wrong_state');
  const received = new Date(state.receivedAt);
  if (kind === 'fee') return mayAskFee(state, now);
  if (kind === 'extension') {
    const may = checkExtension(received, clock, now);
    return may.ok ? ok(null) : may;
  }
  if (needsNoProof(state)) return refuse('doubt.nothing_to_prove');
  if (state.status === 'executing') return refuse('doubt.decided');
  const may = checkDoubt(received, clock, now);
  return may.ok ? ok(null) : may;
}

/** Rights whose outcomes act on the address or the words themselves (checklist: L0): a doubt would only delay them. */
function needsNoProof({ right, against }: OpenState): boolean {
  if (right === 'objection') return against !== 'situation';
  return right === 'withdraw_consent' || right === 'complaint' || right === 'breach_report';
}

/** The stop ends on the day on which the thing came, not on the day on which somebody looked (law.md 2.10 d). */
function endStop(
  { receivedAt }: OpenState,
  { on, clock, due }: Extract<NoticeCommand, { readonly type: 'end_stop' }>,
  now: Date,
): Decided {
  const since = stoppedSince(new Date(receivedAt), clock);
  if (since === null) return refuse('stop.not_open');
  if (on > amsterdamDay(now)) return refuse('stop.in_future');
  if (on < since) return refuse('stop.before_asked');
  return ok([{ type: 'redated', cause: 'identity_verified', on, due }]);
}
