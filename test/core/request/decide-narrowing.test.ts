import { expect, test } from 'vitest';
import { decideNarrowing } from '../../../src/core/request/decide-narrowing.ts';
import { AT, aRequest } from '../../support/request-builder.ts';

test('less is asked at any time before it is carried out, and the plan of an erasure is made anew then', () => {
  const erasure = aRequest('erasure').searched();
  expect(decideNarrowing(erasure.state(), AT)).toEqual({ ok: true, value: [{ type: 'narrowed' }] });
  const decided = erasure.then({ type: 'outcome_set', result: 'erased' });
  expect(decided.state().foundSince).toBeUndefined();
  expect(decided.then({ type: 'narrowed' }).state().foundSince).toBe(true);
  expect(aRequest('access').then({ type: 'narrowed' }).state().foundSince).toBeUndefined();
});
