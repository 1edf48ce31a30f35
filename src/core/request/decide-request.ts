import { closedInTime } from '../deadline/refusal-term.ts';
import { assertNever } from '../kernel/assert-never.ts';
import { amsterdamDay, daysBetween } from '../kernel/calendar-day.ts';
import { ok, type Result, refuse } from '../kernel/result.ts';
import { ANSWER_EVENTS } from './answer-events.ts';
import { type CaseFacts, checkTerm, type KeptRefusal } from './case-retention.ts';
import { type DeliveryRefusal, decideDelivery } from './decide-delivery.ts';
import { decideElsewhere, type ElsewhereRefusal } from './decide-elsewhere.ts';
import { approve, decideExecution, type ExecutionRefusal } from './decide-execution.ts';
import { decideFacts, mayPost } from './decide-facts.ts';
import { decideNarrowing } from './decide-narrowing.ts';
import { decideNotice, type NoticeRefusal } from './decide-notice.ts';
import { decideRecipients, type RecipientRefusal } from './decide-recipients.ts';
import { decideSearch } from './decide-search.ts';
import { decideWithdrawal, type WithdrawalRefusal } from './decide-withdrawal.ts';
import { mayLapse } from './may-lapse.ts';

import { checkRefusal, type GroundRefusal } from './refusal-ground.ts';
import type { OpenRequest, RequestCommand } from './request-commands.ts';
import { isOwnDate, type RequestEvent } from './request-events.ts';
import {
  DUE_DAYS,
  type DueDays,
  hasEnded,
  type LetterReference,
  type RequestState,
} from './request-state.ts';
import { TRANSITIONS } from './transitions.ts';

export type RequestRefusal =
  | ExecutionRefusal
  | DeliveryRefusal
  | NoticeRefusal
  | RecipientRefusal
  | 'decision.too_early'
  | ElsewhereRefusal
  | GroundRefusal
  | KeptRefusal
  /** Whether advertising or another use is meant decides what may be answered at all (AVG 21). */
  | 'objection.unnamed'
  /** AVG 21(2)-(3). */
  | 'objection.never_refused'
  | WithdrawalRefusal;

type Decided = Result<readonly RequestEvent[], RequestRefusal>;

/** Opens a request with its receipt; every wording counts, so nothing here can refuse (AVG 12(2); R2). */
export function openRequest(command: OpenRequest): RequestEvent {
  const { type: _type, receivedAt, ...rest } = command;
  return { type: 'opened', receivedAt: receivedAt.toISOString(), ...rest };
}

/** What a command leads to, or why not. Pure; `now` is the instant of the command. */
export function decideRequest(state: RequestState, command: RequestCommand, now: Date): Decided {
  if (!TRANSITIONS[state.status].includes(command.type)) return refuse('decision.wrong_state');
  switch (command.type) {
    case 'redate': {
      const { cause, due } = command;
      return ok(isOwnDate(cause) && sameDays(state.due, due) ? [] : [{ type: 'redated', cause, due }]);
    }
    case 'choose_copy':
      return ok([{ type: 'choice_made', choice: 'copy' }]);
    case 'ask_identity':
      return ok(state.status === 'received' ? [{ type: 'identity_asked' }] : []);
    case 'record_code_mailed':
      return ok([{ type: 'code_mailed', challengeId: command.challengeId }]);
    case 'record_code_failed':
      return ok([{ type: 'code_failed', reason: command.reason }]);
    case 'prove':
      if (command.proof.level <= state.level) return refuse('decision.wrong_state');
      return ok([{ type: 'proven', level: command.proof.level, method: command.proof.method }]);
    case 'start_search':
    case 'record_search':
    case 'continue_search':
    case 'decide_key':
    case 'decide_records':
    case 'reopen_source':
    case 'withhold_record':
      return decideSearch(state, command);
    case 'make_draft':
      return ok(drafted(state, command.letter));
    case 'open_preview':
      return openPreview(state, command.letterHash, command.by);
    case 'change_paragraphs':
      return atVersion(state, command.version, [{ type: 'paragraphs_changed' }]);
    case 'set_outcome': {
      const fits = fitsObjection(state, command.result === 'marketing_stopped');
      return fits.ok ? atVersion(state, command.version, [outcomeSet(command.result)]) : fits;
    }
    case 'name_objection':
      if (state.right !== 'objection') return refuse('decision.wrong_state');
      return atVersion(state, command.version, [{ type: 'objection_named', against: command.against }]);
    case 'prepare_refusal': {
      // AVG 21(2)-(3) binds who sends the advertising; another's is theirs to stop.
      const refusable = command.ground === 'not_controller' ? ok(null) : fitsObjection(state, false);
      if (!refusable.ok) return refusable;
      const article = checkRefusal(state.right, command);
      if (!article.ok) return article;
      return atVersion(state, command.version, [
        { type: 'refusal_prepared', ground: command.ground, article: article.value },
      ]);
    }
    case 'prepare_answer':
      return atVersion(state, command.version, [{ type: 'answer_prepared' }]);
    case 'approve':
      return approve(state, command.proof, command.sendAt);
    case 'stop':
    case 'announce':
    case 'confirm_announced':
    case 'begin':
    case 'confirm_step':
    case 'begin_changes':
    case 'record_changes':
    case 'halt':
    case 'restore':
    case 'confirm_sent':
    case 'fail_send':
      return state.status === 'executing'
        ? decideExecution(state, command, now)
        : refuse('decision.wrong_state');
    case 'record_authority':
      return atVersion(state, command.version, [{ type: 'authority_recorded', ...command.authority }]);
    case 'post_code':
      return mayPost(state)
        ? ok([{ type: 'code_posted', challengeId: command.challengeId }])
        : refuse('decision.wrong_state');
    case 'answer_elsewhere':
      return decideElsewhere(state, command);
    case 'ask_facts':
    case 'give_facts':
    case 'end_facts':
    case 'record_facts':
      return decideFacts(state, command);
    case 'tell_recipient':
    case 'chase_recipient':
    case 'answer_recipient':
      return decideRecipients(state, command, now);
    case 'report_wrong':
      return ok([{ type: 'went_wrong' }]);
    case 'retry_delivery':
    case 'post_letter':
    case 'report_bounce':
      return decideDelivery(state, command, now);
    case 'prepare_notice':
    case 'open_notice':
    case 'approve_notice':
    case 'drop_notice':
    case 'confirm_notice':
    case 'fail_notice':
    case 'bounce_notice':
    case 'end_stop':
    case 'record_fee':
      return decideNotice(state, command, now);
    case 'ask_customer':
      return ok([{ type: 'question_asked' }]);
    case 'withdraw':
      return decideWithdrawal(state, command, now);
    case 'narrow':
      return decideNarrowing(state, now);
    case 'lapse':
      if (!mayLapse(state, now)) return refuse('decision.too_early');
      return atVersion(state, command.version, [{ type: 'lapsed' }]);
    case 'join':
      // A stranger's request may not disappear into somebody's, nor be answered with it (R12).
      if (state.level < 1) return refuse('decision.identity_missing');
      return ok([{ type: 'joined', into: command.into, due: command.due }]);
    case 'take_in':
      if (state.level < 1) return refuse('decision.identity_missing');
      return ok([tookIn(state, command)]);
    case 'follow':
      return ok([{ type: 'followed', as: command.as }]);
    case 'reopen':
      return ok([{ type: 'reopened' }]);
    case 'replay_erasure':
      if (state.right !== 'erasure') return refuse('decision.wrong_state');
      return ok([{ type: 'erasure_replayed', at: command.at.toISOString() }]);
    case 'look_at':
      return ok([{ type: 'looked_at', ...(command.what === undefined ? {} : { what: command.what }) }]);
    case 'mail_link':
    case 'open_answer':
    case 'download_answer':
    case 'hand_over_portable':
    case 'take_portable':
    case 'stop_portable':
      return ok([{ type: ANSWER_EVENTS[command.type] }]);
    case 'note_customer_wrote':
      return ok([{ type: 'customer_wrote' }]);
    case 'raise':
      return ok(state.raised ? [] : [{ type: 'raised' }]);
    case 'note_known_sender':
      return ok(state.knownSender === true ? [] : [{ type: 'sender_known' }]);
    case 'note_human_wanted':
      return ok([{ type: 'human_wanted' }]);
    case 'add_note':
      return ok([{ type: 'note_added' }]);
    case 'assign':
      return ok((state.assignee ?? null) === command.to ? [] : [{ type: 'assigned', to: command.to }]);
    case 'note_codes_allowed':
      return ok([{ type: 'codes_allowed' }]);
    case 'note_task_done':
      return ok([{ type: 'task_done', task: command.task }]);
    case 'anonymise':
      return anonymise(state, command, now);
    default:
      return assertNever(command);
  }
}

/** The earlier receipt holds, with its days; a raised one raises both (R23). */
function tookIn(
  state: RequestState,
  { other, receivedAt, due, raised }: Extract<RequestCommand, { type: 'take_in' }>,
): RequestEvent {
  const earlier =
    receivedAt < state.receivedAt ? { receivedAt, due } : { receivedAt: state.receivedAt, due: state.due };
  return { type: 'took_in', other, ...earlier, raised: raised || state.raised };
}

function sameDays(before: DueDays, after: DueDays): boolean {
  return DUE_DAYS.every((day) => before[day] === after[day]);
}

function atVersion(state: RequestState, version: number, events: readonly RequestEvent[]): Decided {
  return state.cardVersion === version ? ok(events) : refuse('decision.card_outdated');
}

function outcomeSet(result: string): RequestEvent {
  return { type: 'outcome_set', result };
}

/** AVG 21(2)-(3): advertising stops, whatever else; the other kind is weighed. Which one is meant must be known first. */
function fitsObjection(
  { right, against }: RequestState,
  stopsMarketing: boolean,
): Result<null, 'objection.unnamed' | 'objection.never_refused'> {
  if (right !== 'objection' || stopsMarketing || against === 'situation') return ok(null);
  return refuse(against === 'marketing' ? 'objection.never_refused' : 'objection.unnamed');
}

function drafted(state: RequestState, letter: LetterReference): readonly RequestEvent[] {
  if (state.status === 'awaiting_approval' && isSame(state.letter, letter)) return [];
  return [
    {
      type: 'draft_made',
      letterId: letter.id,
      letterHash: letter.hash,
      kind: letter.kind,
      complete: letter.complete,
      ...(letter.plan === undefined ? {} : { plan: letter.plan }),
    },
  ];
}

/** The same words may need another approval: an address or a proof that came since changes where they go. */
function isSame(before: LetterReference, letter: LetterReference): boolean {
  const { plan: a } = before;
  const { plan: b } = letter;
  return (
    before.id === letter.id &&
    before.hash === letter.hash &&
    a?.level === b?.level &&
    a?.route === b?.route &&
    a?.doubts?.join() === b?.doubts?.join()
  );
}

function openPreview(state: RequestState, letterHash: string, by: string): Decided {
  if (state.status !== 'awaiting_approval') return refuse('decision.wrong_state');
  if (state.letter.hash !== letterHash) return refuse('decision.letter_changed');
  return ok(state.seen.includes(`${by} ${letterHash}`) ? [] : [{ type: 'preview_opened', letterHash }]);
}

/** R34: the last entry of the log says what remains of the request; a day would point at the person (law.md 6.6). */
function anonymise(
  state: RequestState,
  command: {
    readonly facts: CaseFacts;
    readonly grounds: readonly string[];
    readonly recipients: readonly string[];
  },
  now: Date,
): Decided {
  if (!hasEnded(state)) return refuse('decision.wrong_state');
  const past = checkTerm(state, command.facts, now);
  if (!past.ok) return past;
  const { right, status: outcome, due } = state;
  const closedDay = amsterdamDay(new Date(state.closedAt));
  return ok([
    {
      type: 'anonymised',
      right,
      outcome,
      grounds: command.grounds,
      recipients: command.recipients,
      month: due.receivedDay.slice(0, 7),
      daysUsed: daysBetween(due.receivedDay, closedDay),
      onTime: closedInTime(due, closedDay, outcome === 'refused'),
    },
  ]);
}
