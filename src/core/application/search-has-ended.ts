import type { RequestState } from '../request/request-state.ts';

/** Whether every source was searched to its end: nothing about an order can still come. */
export function searchHasEnded(state: RequestState): boolean {
  if (!('searches' in state)) return false;
  const searches = Object.values(state.searches);
  return searches.length > 0 && searches.every(({ settled }) => settled);
}
