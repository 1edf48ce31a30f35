import { assertNever } from '../kernel/assert-never.ts';
import type { RequestEvent } from './request-events.ts';
import type { RequestState } from './request-state.ts';
import { stateBase } from './state-base.ts';

/** What happens between approval and the arrival of the letter. */
export function evolveExecution(
  state: Extract<RequestState, { status: 'executing' }>,
  event: Extract<
    RequestEvent,
    {
      type:
        | 'announcement_queued'
        | 'announced'
        | 'execution_begun'
        | 'step_done'
        | 'changes_begun'
        | 'changes_made'
        | 'undelivered'
        | 'delivery_retried';
    }
  >,
  at: Date,
): RequestState {
  switch (event.type) {
    case 'announcement_queued':
      return { ...state, announcedAt: null };
    case 'announced':
      return { ...state, announcedAt: at.toISOString(), sendAt: event.sendAt ?? state.sendAt };
    case 'execution_begun':
      return { ...state, done: [] };
    case 'step_done':
      return { ...state, done: [...(state.done ?? []), event.step] };
    case 'changes_begun':
      return { ...state, changed: { ...state.changed, [event.source]: null } };
    case 'changes_made': {
      const { source, made, left } = event;
      return { ...state, changed: { ...state.changed, [source]: { made, left } } };
    }
    case 'undelivered':
      return { ...state, undelivered: event.reason };
    case 'delivery_retried': {
      const { undelivered: _before, ...rest } = state;
      return rest;
    }
    default:
      return assertNever(event);
  }
}

/** All of it was done, and only the letter is still to arrive. */
export function cameBack(state: RequestState): RequestState {
  if (!('closedAt' in state) || state.status === 'joined' || state.letter === null)
    throw new Error('nothing was sent that could come back');
  const { letter, closedBy: approvedBy, closedAt: sendAt } = state;
  const known = {
    ...stateBase(state),
    status: 'executing',
    searches: {},
    letter,
    seen: [],
    approvedBy,
    sendAt,
  } as const;
  const { steps = [], announceDays = null } = letter.plan ?? {};
  return {
    ...known,
    ...(announceDays === null ? {} : { announcedAt: sendAt }),
    ...(steps.length === 0 ? {} : { done: steps }),
    undelivered: 'bounced',
  };
}
