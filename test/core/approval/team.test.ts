import { describe, expect, test } from 'vitest';
import { careOfErasure } from '../../../src/core/approval/needed-care.ts';
import { type Colleague, isSomebodyElse, nowAs, people } from '../../../src/core/approval/team.ts';

const NOOR: Colleague = { by: 'staff:noor', atDesk: true, inSlack: false, acts: true, goesOnAs: null };
const SAM: Colleague = { ...NOOR, by: 'staff:sam' };
const slack = (by: string): Colleague => ({ ...NOOR, by, atDesk: false, inSlack: true });
const ANNA = slack('staff:anna');
const BRAM = slack('staff:bram');
const LINKED: Colleague = { ...NOOR, inSlack: true };
/** The Slack user who has become Noor of the desk. */
const FORMER: Colleague = { ...ANNA, inSlack: false, acts: false, goesOnAs: NOOR.by };

describe('how many humans decide (R19)', () => {
  test.each([
    ['one at the desk and one in Slack may be the same', [NOOR, ANNA], 1],
    ['two users of Slack are two', [ANNA, BRAM], 2],
    ['with one at the desk they are still surely two', [NOOR, ANNA, BRAM], 2],
    ['who is known as both is one, beside the others', [LINKED, SAM, BRAM], 2],
    ['a row that became another is nobody', [LINKED, FORMER], 1],
    ['who cannot act is not counted', [NOOR, { ...SAM, acts: false }], 1],
    ['an empty team is nobody', [], 0],
  ] as const)('%s', (_what, team, count) => {
    expect(people(team)).toBe(count);
  });

  test('two addresses or two users of Slack are two humans, anything else may be one', () => {
    const team = [NOOR, SAM, ANNA, BRAM];
    const others = (one: Colleague) => team.filter(({ by }) => isSomebodyElse(team, one.by, by));
    expect(others(NOOR)).toEqual([SAM]);
    expect(others(ANNA)).toEqual([BRAM]);
    expect(isSomebodyElse([LINKED, SAM, BRAM], LINKED.by, BRAM.by)).toBe(true);
  });

  test('what a Slack user did counts as done by whom they turned out to be', () => {
    const team = [LINKED, FORMER, SAM];
    expect(nowAs(team, FORMER.by)).toBe(NOOR.by);
    expect(isSomebodyElse(team, FORMER.by, NOOR.by)).toBe(false);
    expect(isSomebodyElse(team, FORMER.by, SAM.by)).toBe(true);
  });
});

describe('the second pair of eyes of an erasure (R19)', () => {
  test.each([
    ['the only owner, in Slack under another name, types a reason', [NOOR, ANNA], NOOR, ANNA, 'reason'],
    ['the same owner is not blocked at the desk', [NOOR, ANNA], NOOR, NOOR, 'reason'],
    ['linked, the only owner is one person', [LINKED, FORMER], NOOR, NOOR, 'reason'],
    ['of two at the desk, a Slack user may be the preparer', [NOOR, SAM, ANNA], NOOR, ANNA, 'somebody_else'],
    ['the other of the desk needs no reason', [NOOR, SAM, ANNA], NOOR, SAM, 'none'],
    ['linked, the preparer is refused in Slack too', [LINKED, FORMER, SAM], FORMER, LINKED, 'somebody_else'],
    ['two users of Slack are two pairs of eyes', [NOOR, ANNA, BRAM], ANNA, BRAM, 'none'],
    ['who prepared it waits for one of them', [NOOR, ANNA, BRAM], NOOR, NOOR, 'somebody_else'],
    ['where nobody is surely another, a reason is typed', [NOOR, ANNA, BRAM], NOOR, ANNA, 'reason'],
  ] as const)('%s', (_what, team, preparer, by, care) => {
    expect(careOfErasure({ by: by.by, preparedBy: [preparer.by], team })).toBe(care);
  });
});
