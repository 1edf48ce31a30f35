import { expect, test } from 'vitest';
import { followPlans, type PlanFigures } from '../../../src/core/application/follow-plans.ts';
import type { ReviewEvent } from '../../../src/core/application/review-ports.ts';
import { CHAIN_START, chainHash } from '../../../src/core/register/event-chain.ts';
import { AT } from '../../support/request-builder.ts';

const ID = '11111111-1111-4111-8111-111111111111';
const LISTED = { type: 'listed', people: 2, orders: 3 } as const;
const APPROVED = { type: 'approved', people: 1, orders: 2 } as const;
const TICKED = { type: 'ticked', places: ['mollie', 'jouwweb'] } as const;
const CARRIED_OUT = { type: 'carried_out', people: 1 } as const;
const OPEN: PlanFigures = { id: ID, status: 'open', approvedBy: null, count: 2, orders: 3, done: [] };
const DONE: PlanFigures = {
  id: ID,
  status: 'done',
  approvedBy: 'staff:1',
  count: 1,
  orders: 2,
  done: ['jouwweb', 'mollie'],
};

/** The faults of one log, every entry of which follows from the one before it. */
function faults(events: readonly ReviewEvent[], beside: readonly PlanFigures[]) {
  let previousHash = CHAIN_START;
  const known = new Map<number, ReviewEvent>();
  const entries = events.map((event, index) => {
    const entry = { requestId: ID, sequence: index + 1, at: AT, by: 'staff:1', event };
    const linked = { ...entry, previousHash, hash: chainHash(previousHash, entry) };
    previousHash = linked.hash;
    known.set(linked.sequence, event);
    return linked;
  });
  return followPlans(entries, ({ sequence }) => known.get(sequence), beside).map((fault) => fault.sequence);
}

test.each<readonly [what: string, events: readonly ReviewEvent[], beside: readonly PlanFigures[]]>([
  ['a list', [LISTED], [OPEN]],
  [
    'a list of nobody',
    [{ ...LISTED, people: 0, orders: 0 }],
    [{ ...OPEN, status: 'done', count: 0, orders: 0 }],
  ],
  ['one that a newer one replaced', [LISTED], []],
  ['one that was stopped', [LISTED, { ...APPROVED, people: 2, orders: 3 }, { type: 'stopped' }], [OPEN]],
  ['one that was carried out, in any order', [LISTED, APPROVED, TICKED, CARRIED_OUT], [DONE]],
  ['no log, from before there was one', [], [DONE]],
])('the log of a plan fits it: %s (R32)', (_what, events, beside) => {
  expect(faults(events, beside)).toEqual([]);
});

test.each<readonly [what: string, events: readonly ReviewEvent[], beside: readonly PlanFigures[]]>([
  ['its end was cut off', [LISTED, APPROVED, TICKED], [DONE]],
  ['all but the list was cut off', [LISTED], [DONE]],
  ['the plan is gone', [LISTED, APPROVED, TICKED, CARRIED_OUT], []],
  [
    'somebody else stands beside it',
    [LISTED, APPROVED, TICKED, CARRIED_OUT],
    [{ ...DONE, approvedBy: 'staff:2' }],
  ],
  ['other people are counted beside it', [LISTED, APPROVED, TICKED, CARRIED_OUT], [{ ...DONE, count: 9 }]],
  ['another place was ticked', [LISTED, APPROVED, TICKED, CARRIED_OUT], [{ ...DONE, done: ['jouwweb'] }]],
])('a whole chain is no whole log when %s', (_what, events, beside) => {
  expect(faults(events, beside)).toEqual([events.length + 1]);
});
