import { expect, test } from 'vitest';
import { parseDay } from '../../../src/core/kernel/calendar-day.ts';
import { approvalBlock } from '../../../src/core/request/approval-block.ts';
import {
  AUTHORITIES,
  type Authority,
  CAPACITIES,
  CAPACITY_NAMES,
  type Capacity,
  checkAuthority,
  groundWithout,
  mayAsk,
} from '../../../src/core/request/authority.ts';
import { decideRequest } from '../../../src/core/request/decide-request.ts';
import { AT, aRequest, day, STAFF } from '../../support/request-builder.ts';

const TODAY = parseDay('2026-11-22') ?? day('2026-11-22');
const check = (
  capacity: Capacity,
  seen: Authority['seen'],
  change: { complete?: boolean; receives?: boolean } = {},
) => checkAuthority({ capacity, seen, complete: true, receives: false, ...change }, TODAY);

// law.md section 8, and the checklist's cross-cutting cases.
test.each<readonly [Capacity, readonly string[], string | null]>([
  ['mandate', ['mandate'], 'no_authority'],
  ['lawyer', ['mandate', 'lawyers_word'], 'no_authority'],
  ['portal', ['mandate'], 'no_authority'],
  ['parent', ['declaration', 'register_extract'], 'no_authority'],
  ['guardian', ['court_order', 'register_extract'], 'no_authority'],
  ['heir', [], 'deceased'],
  ['partner', [], 'not_own_data'],
  ['relative', [], 'not_own_data'],
  ['housemate', [], 'not_own_data'],
  ['employer', [], 'not_own_data'],
  ['police', [], 'not_own_data'],
  ['themselves', [], null],
])('%s may show %j, and is refused on %s without', (capacity, powers, ground) => {
  expect(AUTHORITIES.filter((seen) => check(capacity, seen).ok)).toEqual(powers);
  const nothing = check(capacity, null);
  if (!nothing.ok) throw new Error(nothing.refusal.code);
  expect(groundWithout(nothing.value)).toBe(ground);
  expect(mayAsk(nothing.value)).toBe(capacity === 'themselves');
});

test('every capacity is tested above and stands in the list of names', () => {
  expect(new Set(CAPACITY_NAMES)).toEqual(new Set(Object.keys(CAPACITIES)));
});

test('a mandate names shop, right, person and date, and a portal never receives the data itself', () => {
  expect(check('mandate', 'mandate', { complete: false })).toMatchObject({
    refusal: { code: 'authority.incomplete' },
  });
  expect(check('portal', 'mandate', { receives: true })).toMatchObject({
    refusal: { code: 'authority.portal_receives' },
  });
  expect(check('mandate', 'mandate', { receives: true })).toMatchObject({
    value: { receives: true, seenOn: TODAY },
  });
});

const power = (capacity: Capacity, seen: Authority['seen'], receives = false): Authority => ({
  capacity,
  seen,
  seenOn: TODAY,
  receives,
});
const drafted = (kind: 'access_answer' | 'refusal', authority?: Authority, level = 1) => {
  const built = aRequest().awaitingApproval(kind).seen().state();
  if (built.status !== 'awaiting_approval') throw new Error('no draft');
  const plan = {
    level,
    route: 'mail',
    ends: 'refused',
    whole: false,
    copy: false,
    announceDays: null,
    steps: [],
  } as const;
  const letter = { ...built.letter, plan };
  return { ...built, letter, forOther: true, ...(authority === undefined ? {} : { authority }) } as const;
};

test('nothing about somebody else is approved before a power was seen, be it an answer or a refusal', () => {
  expect(approvalBlock(drafted('access_answer'))).toBe('authority_missing');
  expect(approvalBlock(drafted('access_answer', power('housemate', null)))).toBe('authority_missing');
  // Whether there are data can be read from a ground such as 17(3): it is told to whom it is about.
  expect(approvalBlock(drafted('refusal', power('relative', null), 1))).toBe('authority_missing');
  expect(approvalBlock(drafted('refusal', power('relative', null), 0))).toBeNull();
  expect(approvalBlock(drafted('access_answer', power('parent', 'declaration')))).not.toBe(
    'authority_missing',
  );
  expect(approvalBlock(drafted('access_answer', power('themselves', null)))).not.toBe('authority_missing');
});

test('the answer goes to the customer unless the power clearly covers receiving it', () => {
  const send = (authority: Authority) => {
    const state = { ...drafted('access_answer', authority), level: 2 };
    const decided = decideRequest(state, { type: 'answer_elsewhere', by: STAFF }, AT);
    return decided.ok ? 'sent' : decided.refusal.code;
  };
  expect(send(power('mandate', 'mandate'))).toBe('decision.receiving_not_covered');
  expect(send(power('mandate', 'mandate', true))).toBe('sent');
});
