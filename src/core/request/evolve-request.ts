import { assertNever } from '../kernel/assert-never.ts';
import { changesCard } from './changes-card.ts';
import { evolveRecipients } from './decide-recipients.ts';
import { cameBack, evolveExecution } from './evolve-execution.ts';
import { evolveIdentity } from './evolve-identity.ts';
import { evolveNotice } from './evolve-notice.ts';
import {
  decidedRecords,
  foundAnew,
  searched,
  searchedAgain,
  searchesOf,
  startedSearches,
} from './evolve-searches.ts';
import type { NoticeKind, NoticeReference } from './notice.ts';
import { preparedAnew, preparedToo } from './prepared-by.ts';
import type { RequestEvent } from './request-events.ts';
import type { ClosedState, FoldedState, OpenState, RequestState } from './request-state.ts';
import { stateBase } from './state-base.ts';

/** Who did it (`customer`, `system`, `staff:<id>`) and when. */
export interface EventMeta {
  readonly by: string;
  readonly at: Date;
}

type Opened = Extract<RequestEvent, { type: 'opened' }>;

/** Folds one event into the state. Total: an event that does not fit is a bug and throws. */
export function evolveRequest(state: FoldedState | null, event: RequestEvent, meta: EventMeta): FoldedState {
  if (state?.status === 'anonymised') throw new Error(`nothing follows anonymised, not ${event.type} either`);
  if (state === null) {
    if (event.type !== 'opened') throw new Error(`a request begins with opened, not ${event.type}`);
    return opened(event);
  }
  const next = { ...state, sequence: state.sequence + 1 };
  return changesCard(event)
    ? apply({ ...next, cardVersion: state.cardVersion + 1 }, event, meta)
    : apply(next, event, meta);
}

function opened(event: Opened): OpenState {
  return {
    status: 'received',
    right: event.right,
    channel: event.channel,
    language: event.language,
    receivedAt: event.receivedAt,
    due: event.due,
    raised: event.raised,
    sequence: 1,
    cardVersion: 1,
    level: 0,
    ...(event.thirdParty ? { forOther: true } : {}),
    ...(event.against === undefined ? {} : { against: event.against }),
    ...(event.objectsTo === undefined ? {} : { objectsTo: event.objectsTo }),
  };
}

function apply(state: RequestState, event: RequestEvent, meta: EventMeta): FoldedState {
  switch (event.type) {
    case 'opened':
      throw new Error('a request is opened once');
    case 'identity_asked':
      return { ...stateBase(state), status: 'awaiting_identity' };
    case 'proven':
      // The mailbox opens the search; what is proven later lets more leave.
      return state.level === 0
        ? { ...stateBase(state), status: 'gathering', level: event.level, searches: {} }
        : { ...state, level: event.level };
    case 'search_started':
      return { ...stateBase(state), status: 'gathering', searches: startedSearches(event.sources) };
    case 'source_searched':
      return searched(state, event);
    case 'search_continued':
      return searchedAgain(state, event.sources);
    case 'records_decided':
      return decidedRecords(state, event);
    case 'source_reopened': {
      const { source } = event;
      const found = searchesOf(state)[source]?.found ?? 0;
      const search = { source, coverage: 'pending_manual', settled: false, found };
      return searched(state, { type: 'source_searched', ...search });
    }
    case 'draft_made':
      return {
        ...stateBase(state),
        status: 'awaiting_approval',
        searches: searchesOf(state),
        letter: {
          id: event.letterId,
          hash: event.letterHash,
          kind: event.kind,
          complete: event.complete,
          ...(event.plan === undefined ? {} : { plan: event.plan }),
        },
        seen: [],
      };
    case 'preview_opened':
      if (state.notice?.hash === event.letterHash) {
        const notice = { ...state.notice, seen: [...state.notice.seen, meta.by] };
        return { ...state, notice };
      }
      return state.status === 'awaiting_approval'
        ? { ...state, seen: [...state.seen, `${meta.by} ${event.letterHash}`] }
        : state;
    case 'approved':
      if (state.status !== 'awaiting_approval') throw new Error('approved without a draft');
      return { ...state, status: 'executing', approvedBy: meta.by, sendAt: event.sendAt };
    case 'announcement_queued':
    case 'announced':
    case 'execution_begun':
    case 'step_done':
    case 'changes_begun':
    case 'changes_made':
    case 'undelivered':
    case 'delivery_retried':
      if (state.status !== 'executing') throw new Error(`${event.type} without an approval`);
      return evolveExecution(state, event, meta.at);
    case 'stopped':
    case 'send_failed':
    case 'restored':
    case 'execution_halted': {
      if (state.status !== 'executing') throw new Error(`${event.type} without an approval`);
      const {
        approvedBy: _by,
        sendAt: _at,
        announcedAt: _announced,
        done: _done,
        changed: _changed,
        ...kept
      } = state;
      const { undelivered: _undelivered, ...rest } = kept;
      return { ...rest, status: 'awaiting_approval', seen: [] };
    }
    case 'outcome_set':
      return outcomeSet(state, event.result, meta.by);
    case 'objection_named':
      return { ...state, against: event.against };
    case 'authority_recorded':
    case 'code_posted':
    case 'answer_redirected':
    case 'facts_asked':
    case 'facts_given':
    case 'facts_ended':
    case 'facts_compared':
      return evolveIdentity(state, event, meta.at);
    case 'notice_prepared':
    case 'notice_approved':
    case 'notice_failed':
    case 'notice_dropped':
    case 'notice_sent':
      return withNotice(
        event.type === 'notice_sent' ? afterNotice(state, event.kind) : state,
        evolveNotice(state.notice, event, meta.by),
      );
    case 'notice_bounced': {
      const { fee, ...rest } = state;
      return { ...(event.kind === 'fee' && fee === 'announced' ? rest : state), returned: true };
    }
    case 'fee_settled':
      return { ...state, fee: event.as };
    case 'sent':
      return closed(state, event.outcome, state.status === 'executing' ? state.approvedBy : meta.by, meta.at);
    case 'recipient_told':
    case 'recipient_chased':
    case 'recipient_answered':
      return { ...state, told: evolveRecipients(state.told, event) };
    case 'bounced':
      return cameBack(state);
    case 'withdrawn':
      return closed(state, event.as, meta.by, meta.at);
    case 'lapsed':
      return closed(state, 'lapsed', meta.by, meta.at);
    case 'joined': {
      const { into: joinedTo, due } = event;
      return {
        ...ended(state),
        status: 'joined',
        due,
        joinedTo,
        closedBy: meta.by,
        closedAt: meta.at.toISOString(),
      };
    }
    case 'took_in':
      return { ...state, receivedAt: event.receivedAt, due: event.due, raised: event.raised };
    case 'followed':
      return closed(state, event.as, meta.by, meta.at);
    case 'erasure_replayed': {
      const answered = closed(state, 'answered', meta.by, new Date(event.at));
      // It was proven when it was carried out.
      return { ...answered, level: Math.max(1, state.level) };
    }
    case 'reopened':
      return state.level > 0
        ? { ...stateBase(state), status: 'gathering', searches: {} }
        : { ...stateBase(state), status: 'received' };
    case 'sender_known':
      return { ...state, knownSender: true };
    case 'raised':
      return { ...state, raised: true };
    case 'assigned': {
      const { assignee: _before, ...rest } = state;
      return event.to === null ? rest : { ...rest, assignee: event.to };
    }
    case 'paragraphs_changed':
    case 'answer_prepared':
      return preparedToo(state, meta.by);
    case 'refusal_prepared':
      return preparedAnew(state, meta.by);
    case 'record_withheld':
    case 'narrowed':
      return foundAnew(state);
    case 'redated':
      return { ...state, due: event.due };
    case 'choice_made':
    case 'code_mailed':
    case 'code_failed':
    case 'question_asked':
    case 'customer_wrote':
    case 'note_added':
    case 'human_wanted':
    case 'codes_allowed':
    case 'key_decided':
    case 'looked_at':
    case 'link_mailed':
    case 'answer_opened':
    case 'answer_downloaded':
    case 'portable_handed_over':
    case 'portable_taken':
    case 'portable_stopped':
    case 'task_done':
    case 'posted':
    case 'went_wrong':
      return state;
    case 'anonymised': {
      const { type: _type, ...remains } = event;
      return { ...remains, status: 'anonymised', sequence: state.sequence };
    }
    default:
      return assertNever(event);
  }
}

function outcomeSet({ foundSince: _seen, ...state }: RequestState, result: string, by: string): RequestState {
  return {
    ...preparedAnew(state, by),
    outcomeBy: by,
    ...(result === 'marketing_stopped' ? { against: 'marketing' } : {}),
  };
}

function afterNotice({ returned: _before, ...state }: RequestState, kind: NoticeKind): RequestState {
  return kind === 'fee' ? { ...state, fee: 'announced' } : state;
}

function withNotice(
  { notice: _before, ...state }: RequestState,
  notice: NoticeReference | null,
): RequestState {
  return notice === null ? state : { ...state, notice };
}

/** What is over has nothing more to tell, but a breach (AVG 34). */
function ended(state: RequestState) {
  const { notice, returned: _returned, ...rest } = stateBase(state);
  return notice?.kind === 'breach' ? { ...rest, notice } : rest;
}

function closed(state: RequestState, status: ClosedState['status'], by: string, at: Date): ClosedState {
  return {
    ...ended(state),
    status,
    closedBy: by,
    closedAt: at.toISOString(),
    letter: 'letter' in state ? state.letter : null,
  };
}
