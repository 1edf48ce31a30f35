import { expect, test } from 'vitest';
import {
  ACCESS_LEVEL,
  DOUBT_LEVELS,
  type Doubt,
  REQUIRED_LEVELS,
  withDoubts,
} from '../../../../src/core/fulfilment/outcome/required-level.ts';
import { EVIDENCE } from '../../../../src/core/identity/evidence.ts';
import { after, DAY } from '../../../../src/core/kernel/clock.ts';
import { RIGHTS, type Right } from '../../../../src/core/kernel/rights.ts';
import { approve } from '../../../../src/core/request/decide-execution.ts';
import { readText } from '../../../rules/support/tree.ts';
import { AT, aRequest } from '../../../support/request-builder.ts';

const PAGE = readText('docs/identity.md');

function rows(pattern: RegExp): Readonly<Record<string, number>> {
  return Object.fromEntries([...PAGE.matchAll(pattern)].map(([, name, level]) => [name, Number(level)]));
}

test('the page has every right with its results, every doubt and every kind of evidence, with the level of the code', () => {
  const results = RIGHTS.flatMap((right): readonly (readonly [string, number])[] =>
    right === 'access'
      ? [['access answered', ACCESS_LEVEL]]
      : Object.entries<number>(REQUIRED_LEVELS[right]).map(([result, level]) => [
          `${right} ${result}`,
          level,
        ]),
  );
  const page = [...PAGE.matchAll(/^\| `(\w+)` +\| `?(\w+)`? +\| (\d) +\| .{4,} \|$/gm)].map(
    ([, right, result, level]) => [`${right} ${result}`, Number(level)] as const,
  );
  expect(Object.fromEntries(page)).toEqual(Object.fromEntries(results));
  expect(rows(/^\| `(\w+)` +\| (\d) +\| [^|]{20,}\|$/gm)).toEqual(DOUBT_LEVELS);
  const evidence = Object.entries(EVIDENCE).map(([kind, { level }]) => [kind, level]);
  expect(rows(/^\| `(\w+)` +\| (\d) +\| (?:channel|customer|staff)[^|]*\| .+ \|$/gm)).toEqual(
    Object.fromEntries(evidence),
  );
});

// The rights checklist, a row each: the lowest level of the right, and the doubts that its row names.
test.each<readonly [row: string, right: Right, lowest: number, doubts: Partial<Record<Doubt, number>>]>([
  ['Access 15: L1; L2 for a changed address', 'access', 1, { another_address: 2, several_names: 2 }],
  [
    'Rectification 16: L1; L2 or L3 when e-mail, phone, delivery address or account changes',
    'rectification',
    1,
    { takeover: 2 },
  ],
  ['Erasure 17: L1; L2 if account or order history goes', 'erasure', 1, { history: 2 }],
  ['Restriction 18: L1', 'restriction', 1, {}],
  ['Restriction lifted, 18(3): L1', 'lift_restriction', 1, {}],
  ['Portability 20: L1; L2 as for access', 'portability', 1, { another_address: 2, several_names: 2 }],
  ['Objection to direct marketing 21(2)-(3): L0', 'objection', 0, {}],
  ['Automated decision 22: L1', 'automated_decision', 1, {}],
  [
    'Withdrawal of consent 7(3): L0; never harder than giving was',
    'withdraw_consent',
    0,
    { several_names: 0, another_address: 0 },
  ],
  ['Complaint: -', 'complaint', 0, {}],
])('%s', (_row, right, lowest, doubts) => {
  const levels = right === 'access' ? [ACCESS_LEVEL] : Object.values(REQUIRED_LEVELS[right]);
  const least = ([0, 1, 2, 3] as const).find((level) => levels.includes(level)) ?? 3;
  expect(least).toBe(lowest);
  for (const [doubt, level] of Object.entries(doubts))
    expect(
      withDoubts(least, [
        Object.keys(DOUBT_LEVELS).find((name): name is Doubt => name === doubt) ?? 'at_once',
      ]),
    ).toBe(level);
});

test('every level that can be required can be reached, by the customer up to 3 without showing any document', () => {
  const byCustomer = Object.entries(EVIDENCE).flatMap(([kind, { level, from }]) =>
    kind !== 'masked_id' && from.some((source) => source === 'customer') ? [level] : [],
  );
  for (const level of Object.values(DOUBT_LEVELS)) expect(byCustomer).toContain(level);
});

test('no package goes to a new address for seven days, unless a call or a letter showed who asks (R9)', () => {
  const state = (level: number) => {
    const built = aRequest().awaitingApproval().seen().state();
    return { ...built, level, elsewhere: AT.toISOString() };
  };
  const letter = { letterId: 'letter-1', letterHash: 'hash-1' };
  const ask = (level: number, days: number) => {
    const decided = approve(state(level), letter, after(AT, days * DAY));
    return decided.ok ? 'approved' : decided.refusal.code;
  };
  expect(ask(2, 6)).toBe('decision.address_too_new');
  expect(ask(2, 7)).toBe('approved');
  expect(ask(DOUBT_LEVELS.at_once, 0)).toBe('approved');
});
