import type { RequestState } from './request-state.ts';

/** Whoever decides it as a whole answers for all of it: so two who both worked on it still find a second pair of eyes. */
export function preparedAnew({ alsoPreparedBy: _others, ...state }: RequestState, by: string): RequestState {
  return { ...state, preparedBy: by };
}

/** Of what others prepared, somebody changed a part. */
export function preparedToo(state: RequestState, by: string): RequestState {
  const { alsoPreparedBy = [], preparedBy } = state;
  if (preparedBy === undefined || preparedBy === by) return { ...state, preparedBy: by };
  const others = [...alsoPreparedBy.filter((other) => other !== by && other !== preparedBy), preparedBy];
  return { ...state, preparedBy: by, alsoPreparedBy: others };
}

/** Everybody, `staff:<id>`, who had a part in what is to be approved (R19). */
export function preparersOf({ preparedBy, alsoPreparedBy = [], outcomeBy }: RequestState): readonly string[] {
  return [preparedBy, outcomeBy, ...alsoPreparedBy].filter((by) => by !== undefined);
}
