import type { LiveStatus, RequestState } from '../request/request-state.ts';

/** How a request stands, for its customer. A draft may exist while a system is still to be searched: that is no answer yet. */
export function toldStatus(state: RequestState): LiveStatus {
  if (state.status !== 'awaiting_approval') return state.status;
  const { plan, kind } = state.letter;
  if (!(plan?.whole ?? kind === 'access_answer')) return state.status;
  return Object.values(state.searches).every(({ settled }) => settled) ? state.status : 'gathering';
}
