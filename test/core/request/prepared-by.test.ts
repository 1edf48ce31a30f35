import { expect, test } from 'vitest';
import { evolveRequest } from '../../../src/core/request/evolve-request.ts';
import { preparedAnew, preparedToo, preparersOf } from '../../../src/core/request/prepared-by.ts';
import type { RequestState } from '../../../src/core/request/request-state.ts';
import { AT, aRequest, OTHER_STAFF, STAFF } from '../../support/request-builder.ts';

const THIRD = 'staff:33333333-3333-4333-8333-333333333333';
const untouched = () => aRequest('erasure').awaitingApproval().state();

function those(state: RequestState): readonly boolean[] {
  return [STAFF, OTHER_STAFF, THIRD].map((by) => preparersOf(state).includes(by));
}

test('a draft that the desk made by itself was prepared by nobody', () => {
  expect(those(untouched())).toEqual([false, false, false]);
});

test('everybody who changed a part of it had a part in it, each kept once', () => {
  let state = untouched();
  for (const by of [STAFF, OTHER_STAFF, STAFF, THIRD, STAFF]) state = preparedToo(state, by);
  expect(those(state)).toEqual([true, true, true]);
  expect(state).toMatchObject({ preparedBy: STAFF, alsoPreparedBy: [OTHER_STAFF, THIRD] });
});

test('who decides it anew takes all of it over', () => {
  const state = preparedAnew(preparedToo(preparedToo(untouched(), STAFF), OTHER_STAFF), THIRD);
  expect(those(state)).toEqual([false, false, true]);
});

test('of a state from before, the last editor is known and counts', () => {
  const state: RequestState = { ...untouched(), preparedBy: OTHER_STAFF };
  expect(those(state)).toEqual([false, true, false]);
  expect(those(preparedToo(state, THIRD))).toEqual([false, true, true]);
});

test('who had a part in it is still known after a new draft and another search', () => {
  let state: RequestState = preparedToo(preparedToo(untouched(), STAFF), OTHER_STAFF);
  const next = evolveRequest(
    state,
    { type: 'search_started', sources: ['jouwweb'] },
    { by: 'system', at: AT },
  );
  if (next.status === 'anonymised') throw new Error('still a request');
  state = next;
  expect(state.status).toBe('gathering');
  expect(those(state)).toEqual([true, true, false]);
});
