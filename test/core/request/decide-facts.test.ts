import { describe, expect, test } from 'vitest';
import { decideFacts, evolveFacts, mayPost } from '../../../src/core/request/decide-facts.ts';
import type { AskedFacts } from '../../../src/core/request/request-state.ts';
import { aRequest } from '../../support/request-builder.ts';

const at = (level: number, facts?: AskedFacts) => ({
  ...aRequest().searching().state(),
  level,
  ...(facts === undefined ? {} : { facts }),
});
const allowed = (state: ReturnType<typeof at>, type: 'ask_facts' | 'give_facts' | 'end_facts') =>
  decideFacts(state, { type, by: 'customer' }).ok;

describe('two facts of an order (R9)', () => {
  test('are asked of a proven mailbox only, and no more once more is proven', () => {
    expect([0, 1, 2, 3].filter((level) => allowed(at(level), 'ask_facts'))).toEqual([1]);
  });

  test('are asked again of who knew none, never of who was wrong three times', () => {
    expect(allowed(at(1, { stage: 'ended', wrong: 0 }), 'ask_facts')).toBe(true);
    expect(allowed(at(1, { stage: 'ended', wrong: 3 }), 'ask_facts')).toBe(false);
    expect(allowed(at(1, { stage: 'asked', wrong: 1 }), 'ask_facts')).toBe(false);
  });

  test('wait one at a time: what is typed meanwhile is not compared', () => {
    expect(allowed(at(1, { stage: 'asked', wrong: 1 }), 'give_facts')).toBe(true);
    for (const stage of ['given', 'ended'] as const)
      expect(allowed(at(1, { stage, wrong: 1 }), 'give_facts')).toBe(false);
    expect(allowed(at(2, { stage: 'asked', wrong: 0 }), 'give_facts')).toBe(false);
  });

  test('are not compared any more once more was proven another way: a wrong answer would ask again', () => {
    const compares = (level: number) =>
      decideFacts(at(level, { stage: 'given', wrong: 0 }), {
        type: 'record_facts',
        by: 'customer',
        right: false,
      }).ok;
    expect([1, 2, 3].filter(compares)).toEqual([1]);
  });

  test('end with the third wrong answer, or with a right one', () => {
    const compared = (wrong: number, right: boolean) =>
      evolveFacts({ stage: 'given', wrong }, { type: 'facts_compared', right });
    expect([0, 1, 2].map((wrong) => compared(wrong, false))).toEqual([
      { stage: 'asked', wrong: 1 },
      { stage: 'asked', wrong: 2 },
      { stage: 'ended', wrong: 3 },
    ]);
    expect(compared(1, true)).toEqual({ stage: 'ended', wrong: 1 });
  });
});

test('a letter with a code leaves where it would show more than is known: from a mailbox up to level 3', () => {
  expect([0, 1, 2, 3, 4].filter((level) => mayPost(at(level)))).toEqual([1, 2]);
});
