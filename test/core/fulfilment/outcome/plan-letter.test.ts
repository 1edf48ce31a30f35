import { describe, expect, it, test } from 'vitest';
import type { Outcome } from '../../../../src/core/fulfilment/outcome/outcome.ts';
import { type Decided, planLetter } from '../../../../src/core/fulfilment/outcome/plan-letter.ts';
import {
  answersUnproven,
  REFUSAL_LEVELS,
  requiredLevel,
} from '../../../../src/core/fulfilment/outcome/required-level.ts';
import { CATEGORIES } from '../../../../src/core/fulfilment/processor.ts';
import { addDays, type CalendarDay } from '../../../../src/core/kernel/calendar-day.ts';
import { RIGHTS, type Right } from '../../../../src/core/kernel/rights.ts';
import { REFUSAL_GROUNDS } from '../../../../src/core/request/refusal-ground.ts';
import { ALL_SAMPLES, correction, erasurePlan, rectified, SAMPLES } from './sample-outcomes.ts';

const STRANGER = { channel: 'web', proven: false, sendTo: '' } as const;
const CUSTOMER = { ...STRANGER, proven: true } as const;

function decided(outcome: Outcome): Decided {
  return { right: outcome.right, refusedOn: null, outcome };
}

function refused(right: Right, refusedOn: (typeof REFUSAL_GROUNDS)[number]): Decided {
  return { right, refusedOn, outcome: null };
}

// law.md 3.6 and the rights checklist, right by right.
test.each<readonly [Outcome['right'], number]>([
  ['withdraw_consent', 0],
  ['complaint', 0],
  ['breach_report', 0],
  ['automated_decision', 1],
  ['restriction', 1],
  ['lift_restriction', 1],
  ['portability', 1],
])('%s needs level %i, whatever comes of it', (right, level) => {
  const samples = ALL_SAMPLES.filter((sample) => sample.right === right);
  expect(new Set(samples.map((sample) => requiredLevel(sample)))).toEqual(new Set([level]));
});

test('advertising stops without proof; any other objection is answered at level 1 (AVG 21; F28)', () => {
  const levels = Object.values(SAMPLES.objection).flatMap((samples) =>
    samples.map((sample) => [sample.result, requiredLevel(sample)] as const),
  );
  expect(new Map<string, number>(levels)).toEqual(
    new Map([
      ['marketing_stopped', 0],
      ['upheld', 1],
      ['overruled', 1],
    ]),
  );
});

test('erasing anything of an account or of orders needs order facts; a message or a note does not (checklist)', () => {
  const level = (category: (typeof CATEGORIES)[number]) => {
    const line = {
      source: 'jouwweb',
      count: 1,
      treatment: 'erase',
      ground: null,
      facts: '',
      until: null,
    } as const;
    return requiredLevel(erasurePlan({ plan: [{ ...line, category }] }));
  };
  expect(CATEGORIES.filter((category) => level(category) === 2)).toEqual([
    'contact_details',
    'order',
    'invoice',
    'payment',
    'parcel',
    'account',
  ]);
});

test('what would let somebody take over an account needs order facts; a statement or a name does not (R9)', () => {
  const level = (...made: Parameters<typeof correction>) =>
    requiredLevel(rectified({ corrections: [correction(...made)] }));
  for (const what of ['email', 'phone', 'delivery_address', 'bank_account'] as const) {
    expect(level(what, 'changed')).toBe(2);
    expect(level(what, 'statement')).toBe(1);
  }
  expect(level('name', 'changed')).toBe(1);
});

test('an erasure of account or orders needs order facts, of messages only the mailbox', () => {
  expect(requiredLevel(erasurePlan())).toBe(2);
  const messages = erasurePlan().plan.filter(({ category }) => category === 'message');
  expect(requiredLevel(erasurePlan({ plan: messages }))).toBe(1);
});

test('a refusal may leave unproven only when it says nothing about whether there are data', () => {
  const unproven = REFUSAL_GROUNDS.filter((ground) => REFUSAL_LEVELS[ground] === 0);
  expect(unproven).toEqual([
    'not_identifiable',
    'unfounded',
    'excessive',
    'deceased',
    'not_own_data',
    'no_authority',
    'not_controller',
  ]);
});

test('four rights have an answer that needs no proof', () => {
  expect(RIGHTS.filter(answersUnproven)).toEqual([
    'objection',
    'withdraw_consent',
    'complaint',
    'breach_report',
  ]);
});

describe('a letter', () => {
  const [complaint] = SAMPLES.complaint.answered;
  const [upheld] = SAMPLES.objection.upheld;
  if (complaint === undefined || upheld === undefined) throw new Error('no samples');

  it('goes to the proven mailbox with its page, else to the address concerned, else into the conversation', () => {
    expect(planLetter(decided(complaint), CUSTOMER).route).toBe('page');
    expect(planLetter(decided(complaint), { ...STRANGER, sendTo: 'a@example.nl' }).route).toBe('mail');
    expect(planLetter(decided(complaint), STRANGER).route).toBe('conversation');
    expect(planLetter(refused('access', 'not_identifiable'), STRANGER).route).toBe('conversation');
  });

  it('of somebody at the counter is given by hand, and that is confirmed', () => {
    const plan = planLetter(decided(complaint), { ...STRANGER, channel: 'counter' });
    expect(plan).toMatchObject({ route: 'hand', steps: ['hand_over'] });
  });

  it('that needs proof never takes another way than the proven one', () => {
    for (const outcome of ALL_SAMPLES.filter((sample) => requiredLevel(sample) > 0))
      expect(planLetter(decided(outcome), { ...STRANGER, sendTo: 'a@example.nl' }).route).toBe('page');
  });

  it('ends a request as refused after a refusal and an objection that is overruled, else as answered', () => {
    const ends = new Map(
      ALL_SAMPLES.map((outcome) => [outcome.result, planLetter(decided(outcome), CUSTOMER).ends]),
    );
    expect([...ends].filter(([, end]) => end === 'refused').map(([result]) => result)).toEqual(['overruled']);
    expect(planLetter(refused('erasure', 'unfounded'), CUSTOMER).ends).toBe('refused');
  });

  it('has the records beside it for access, portability and an objection that was upheld (F28)', () => {
    const withCopy = ALL_SAMPLES.filter((outcome) => planLetter(decided(outcome), CUSTOMER).copy);
    expect(new Set(withCopy.map(({ right, result }) => `${right} ${result}`))).toEqual(
      new Set(['portability given', 'objection upheld']),
    );
    const access = planLetter({ right: 'access', refusedOn: null, outcome: null }, CUSTOMER);
    expect(access).toMatchObject({ copy: true, whole: true, level: 1 });
    expect(planLetter(refused('portability', 'unfounded'), CUSTOMER)).toMatchObject({
      copy: false,
      whole: false,
    });
  });

  it('about an erasure is announced, and leaves when each place and recipient was confirmed (R21, AVG 19)', () => {
    expect(planLetter(decided(erasurePlan()), CUSTOMER)).toMatchObject({
      whole: true,
      announceDays: 0,
      steps: ['erase:mijndomein', 'erase:jouwweb', 'tell:e-boekhouden', 'suppress'],
    });
    expect(planLetter(refused('erasure', 'exception_17_3'), CUSTOMER)).toMatchObject({
      announceDays: null,
      steps: [],
    });
  });

  it('about a lifting is announced a week before, a day before when the customer asked (AVG 18(3))', () => {
    const days = SAMPLES.lift_restriction.lifted.map((outcome) => {
      const { announceDays, steps } = planLetter(decided(outcome), CUSTOMER);
      expect(steps).toEqual(['lift:jouwweb', 'tell:e-boekhouden']);
      return [outcome.reason, announceDays];
    });
    expect(days).toEqual([
      ['asked', 1],
      ['checked', 7],
      ['weighed', 7],
      ['claim_ended', 7],
      ['another', 7],
    ]);
  });
});

test('a letter knows by when it has to arrive: a week before data are used again, a day when the customer asked (AVG 18(3))', () => {
  const by = (outcome: Outcome) => planLetter(decided(outcome), CUSTOMER).noticeBy;
  const before = (day: CalendarDay, days: number) => addDays(day, -days);
  for (const sample of ALL_SAMPLES) {
    if (sample.result === 'overruled') expect(by(sample)).toBe(before(sample.resumesOn, 7));
    else if (sample.result === 'lifted')
      expect(by(sample)).toBe(before(sample.liftOn, sample.reason === 'asked' ? 1 : 7));
    else expect(by(sample)).toBeUndefined();
  }
});

test('what goes straight to another shop is confirmed by who sent it, before the letter says so (AVG 20(2))', () => {
  const steps = SAMPLES.portability.given.map((sample) => [
    sample.sending,
    planLetter(decided(sample), CUSTOMER).steps,
  ]);
  expect(steps).toEqual([
    [null, []],
    // The system mails the link when the letter has left.
    ['link', []],
    ['sent', ['transmit']],
    ['not_feasible', []],
  ]);
});

test('who else decides may be told to anybody; what the shop itself holds only to whom it is of (R12)', () => {
  const names = refused('access', 'not_controller');
  const level = (tellsHeld: boolean, doubts: Parameters<typeof planLetter>[2] = []) =>
    planLetter({ ...names, tellsHeld }, CUSTOMER, doubts).level;
  expect([level(false), level(false, ['unknown_address'])]).toEqual([0, 0]);
  expect([level(true), level(true, ['unknown_address'])]).toEqual([1, 2]);
});
