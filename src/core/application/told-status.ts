import type { SearchedPlaces } from '../conversation/conversation-input.ts';
import type { LiveStatus, RequestState } from '../request/request-state.ts';

/** How a request stands, for its customer. A draft may exist while a system is still to be searched: that is no answer yet. */
export function toldStatus(state: RequestState): LiveStatus {
  if (state.status !== 'awaiting_approval') return state.status;
  const { plan, kind } = state.letter;
  if (!(plan?.whole ?? kind === 'access_answer')) return state.status;
  return Object.values(state.searches).every(({ settled }) => settled) ? state.status : 'gathering';
}

/** While a request is searched: in how many places that is finished. Nothing before it began, and when it has ended. */
export function searchedPlaces(state: RequestState): { readonly searched?: SearchedPlaces } {
  if (!('searches' in state) || toldStatus(state) !== 'gathering') return {};
  const places = Object.values(state.searches);
  if (places.length === 0) return {};
  return { searched: { done: places.filter(({ settled }) => settled).length, of: places.length } };
}
