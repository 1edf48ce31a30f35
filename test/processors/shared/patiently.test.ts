import { expect, test } from 'vitest';
import type { ApiAnswer } from '../../../src/processors/shared/fetch-json.ts';
import { patiently } from '../../../src/processors/shared/patiently.ts';

const FOUND: ApiAnswer = { ok: true, status: 200, headers: new Headers(), body: {} };

function busy(retryAfterMs?: number): ApiAnswer {
  const asked = retryAfterMs === undefined ? {} : { retryAfterMs };
  return { ok: false, code: 'api.too_many', status: 429, retryable: true, sent: false, ...asked };
}

/** Makes the call that gives these answers in turn, and notes how long was waited. */
async function calling(...answers: readonly ApiAnswer[]) {
  const waited: number[] = [];
  let calls = 0;
  const answer = await patiently(
    async () => {
      calls += 1;
      return answers[calls - 1] ?? FOUND;
    },
    async (ms) => {
      waited.push(ms);
    },
  );
  return { answer, calls, waited };
}

test('a system that is busy is left alone for as long as it asked, and asked again', async () => {
  expect(await calling(busy(7_000))).toEqual({ answer: FOUND, calls: 2, waited: [7_000] });
});

test('one that does not say how long is asked again after one and after five seconds', async () => {
  expect(await calling(busy(), busy())).toEqual({ answer: FOUND, calls: 3, waited: [1_000, 5_000] });
});

test('after three tries the last answer stands', async () => {
  expect(await calling(busy(1_000), busy(1_000), busy(2_000), FOUND)).toEqual({
    answer: busy(2_000),
    calls: 3,
    waited: [1_000, 1_000],
  });
});

test('nobody waits longer than a minute for one page', async () => {
  expect(await calling(busy(60_000))).toMatchObject({ calls: 2, waited: [60_000] });
  expect(await calling(busy(61_000))).toEqual({ answer: busy(61_000), calls: 1, waited: [] });
});

test('a refusal is not asked for twice', async () => {
  const refused: ApiAnswer = {
    ok: false,
    code: 'api.unauthorized',
    status: 401,
    retryable: false,
    sent: false,
  };
  expect(await calling(refused)).toEqual({ answer: refused, calls: 1, waited: [] });
});
