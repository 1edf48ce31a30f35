import type { RequestEvent } from './request-events.ts';
import type { RequestState, Searches } from './request-state.ts';

/** What was decided about an erasure was decided of other records. */
export function foundAnew<State extends RequestState>(state: State): State {
  return state.right === 'erasure' ? { ...state, foundSince: true } : state;
}

/** None before there were any. */
export function searchesOf(state: RequestState): Searches {
  return 'searches' in state ? state.searches : {};
}

/** Every source is being searched. */
export function startedSearches(sources: readonly string[]): Searches {
  return Object.fromEntries(
    sources.map((source) => [source, { coverage: 'waiting', settled: false, found: 0 }]),
  );
}

/** How the search of one source ended. */
export function searched(
  state: RequestState,
  event: Extract<RequestEvent, { type: 'source_searched' }>,
): RequestState {
  const { type: _type, source, ...search } = event;
  const searches = { ...searchesOf(state), [source]: search };
  if (state.status !== 'awaiting_approval' && state.status !== 'gathering') return state;
  return foundAnew({ ...state, searches });
}

/** What these sources found so far stands, and is not the whole of it. */
export function searchedAgain(state: RequestState, sources: readonly string[]): RequestState {
  if (state.status !== 'awaiting_approval' && state.status !== 'gathering') return state;
  const again = Object.entries(state.searches)
    .filter(([source]) => sources.includes(source))
    .map(([source, search]) => [source, { ...search, coverage: 'waiting', settled: false }]);
  return { ...state, searches: { ...state.searches, ...Object.fromEntries(again) } };
}

/** A person said of some records of a source whose they are. */
export function decidedRecords(
  state: RequestState,
  { source, undecided }: Extract<RequestEvent, { type: 'records_decided' }>,
): RequestState {
  if (state.status !== 'awaiting_approval' && state.status !== 'gathering') return state;
  const search = state.searches[source];
  if (search === undefined) return state;
  const { undecided: _before, ...rest } = search;
  const left = undecided === 0 ? rest : { ...rest, undecided };
  return foundAnew({ ...state, searches: { ...state.searches, [source]: left } });
}
