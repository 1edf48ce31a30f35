import { describe, expect, it, test } from 'vitest';
import { checkOutcome } from '../../../../src/core/fulfilment/outcome/check-outcome.ts';
import { isOutcome, resultsOf, withLaterTexts } from '../../../../src/core/fulfilment/outcome/outcome.ts';
import { readOutcome } from '../../../../src/core/fulfilment/outcome/read-outcome.ts';
import { type TypedFields, typedOutcome } from '../../../../src/core/fulfilment/outcome/typed-outcome.ts';
import { addDays } from '../../../../src/core/kernel/calendar-day.ts';
import { RIGHTS, type Right } from '../../../../src/core/kernel/rights.ts';
import { day } from '../../../support/request-builder.ts';
import { ALL_SAMPLES, erasurePlan, PLACES, rectified, SAMPLES, TODAY } from './sample-outcomes.ts';

const CONTEXT = { today: TODAY, places: PLACES };

function problems(right: Right, result: string, typed: TypedFields): readonly string[] {
  const reading = readOutcome(right, result, typed, CONTEXT);
  return reading.ok ? [] : reading.problems.map(({ field, code }) => `${field} ${code}`);
}

test('every right but access has results, and every result has a sample', () => {
  for (const right of RIGHTS) {
    const samples = right === 'access' ? {} : SAMPLES[right];
    expect(Object.keys(samples)).toEqual(resultsOf(right));
  }
});

describe.each(ALL_SAMPLES)('$right $result', (outcome) => {
  it('is read back from its own form, word for word', () => {
    const { right, result } = outcome;
    expect(readOutcome(right, result, typedOutcome(outcome), CONTEXT)).toEqual({ ok: true, outcome });
  });

  it('is known from what is stored, and anything beside it is not', () => {
    const stored: unknown = JSON.parse(JSON.stringify(outcome));
    expect(isOutcome(stored)).toBe(true);
    expect(isOutcome({ ...outcome, more: 1 })).toBe(false);
    expect(isOutcome({ ...outcome, result: 'unheard_of' })).toBe(false);
    expect(isOutcome({ ...outcome, right: 'access' })).toBe(false);
  });
});

test('a plan from before it could have a reason is read with none', () => {
  const { planWhy: _later, ...before } = erasurePlan();
  expect(isOutcome(before)).toBe(false);
  expect(withLaterTexts(before)).toEqual(erasurePlan({ planWhy: '' }));
  expect(withLaterTexts({ right: 'erasure', result: 'unheard_of' })).toEqual({
    right: 'erasure',
    result: 'unheard_of',
  });
  expect([null, 'x'].map(withLaterTexts)).toEqual([null, 'x']);
});

describe('a form', () => {
  it('that is empty names every field that is needed, at once', () => {
    expect(problems('withdraw_consent', 'stopped', {})).toEqual([
      'consents outcome.missing',
      'stoppedOn outcome.missing',
      'rest outcome.missing',
    ]);
    expect(problems('objection', 'marketing_stopped', {})).toEqual(['channels outcome.rows_missing']);
  });

  it('asks for a field only when the choice before it calls for it, and drops what stands there otherwise', () => {
    const typed = typedOutcome(SAMPLES.withdraw_consent.stopped[0] ?? erasurePlan());
    expect(problems('withdraw_consent', 'stopped', { ...typed, rest: ['kept'] })).toEqual([
      'restWhy outcome.missing',
    ]);
    const reading = readOutcome('withdraw_consent', 'stopped', { ...typed, restWhy: ['oud'] }, CONTEXT);
    expect(reading).toMatchObject({ ok: true, outcome: { rest: 'erased', restWhy: '' } });
  });

  it('takes no choice, place or count that is not offered, and no day that cannot be', () => {
    const typed = typedOutcome(erasurePlan());
    const wrong = {
      ...typed,
      basis: ['zin in'],
      'plan.0.source': ['facebook'],
      'plan.0.count': ['drie'],
      'plan.2.until': ['31-12-2033'],
      lost: ['guarantee', 'alles'],
    };
    expect(problems('erasure', 'planned', wrong)).toEqual([
      'basis outcome.choice_unknown',
      'plan.0.source outcome.choice_unknown',
      'plan.0.count outcome.count_invalid',
      'plan.2.until outcome.day_invalid',
      'lost outcome.choice_unknown',
    ]);
  });

  it('tells a deed that is still to come from one that is done', () => {
    const typed = typedOutcome(SAMPLES.objection.marketing_stopped[1] ?? erasurePlan());
    const on = (text: string) =>
      problems('objection', 'marketing_stopped', { ...typed, 'channels.0.on': [text] });
    expect(on(TODAY)).toEqual([]);
    expect(on(addDays(TODAY, 1))).toEqual(['channels.0.on outcome.day_ahead']);
    const backup = (text: string) =>
      problems('erasure', 'planned', { ...typedOutcome(erasurePlan()), backupUntil: [text] });
    expect(backup(TODAY)).toEqual(['backupUntil outcome.day_past']);
    expect(backup(addDays(TODAY, 1))).toEqual([]);
  });

  it('leaves out lines without anything in them, and reads no text that is too long', () => {
    const typed = typedOutcome(SAMPLES.objection.marketing_stopped[1] ?? erasurePlan());
    const reading = readOutcome(
      'objection',
      'marketing_stopped',
      { ...typed, 'channels.1.channel': [], 'channels.1.on': [' '] },
      CONTEXT,
    );
    expect(reading).toMatchObject({ ok: true, outcome: { channels: [{ channel: 'email' }] } });
    expect(problems('complaint', 'answered', { answer: ['x'.repeat(3_001)], follow: ['nothing'] })).toEqual([
      'answer outcome.too_long',
    ]);
  });

  it('of a result that the right does not know is refused', () => {
    expect(problems('complaint', 'planned', {})).toEqual(['result outcome.unknown']);
    expect(problems('access', 'constructor', {})).toEqual(['result outcome.unknown']);
  });
});

describe('what does not hold', () => {
  const codes = (outcome: Parameters<typeof checkOutcome>[0], today = TODAY) =>
    checkOutcome(outcome, today).map(({ code }) => code);

  it('a correction of nothing, an erasure of nothing: those are refusals (AVG 12(4))', () => {
    const none = rectified().corrections.filter(({ done }) => done === 'not_changed');
    expect(codes(rectified({ corrections: none }))).toEqual(['outcome.nothing_done']);
    const kept = erasurePlan().plan.filter(({ treatment }) => treatment !== 'erase');
    expect(codes(erasurePlan({ plan: kept }))).toEqual(['outcome.nothing_done']);
  });

  it('a tax term that ends within a year (AWR 52)', () => {
    const [first, , tax] = erasurePlan().plan;
    if (first === undefined || tax === undefined) throw new Error('no plan');
    const plan = [first, { ...tax, until: day('2033-06-30') }];
    expect(codes(erasurePlan({ plan }))).toEqual(['outcome.tax_year_end']);
  });

  it('a tax term beyond that of a record of today: seven years, ten for the one-stop-shop', () => {
    const [first, , tax] = erasurePlan().plan;
    if (first === undefined || tax === undefined) throw new Error('no plan');
    const until = (ground: 'tax' | 'oss', year: number) =>
      codes(erasurePlan({ plan: [first, { ...tax, ground, until: day(`${year}-12-31`) }] }));
    expect(until('tax', 2033)).toEqual([]);
    expect(until('tax', 2099)).toEqual(['outcome.tax_too_long']);
    expect(until('oss', 2036)).toEqual([]);
    expect(until('oss', 2037)).toEqual(['outcome.tax_too_long']);
  });

  it('a lifting within the week of its notice, unless the customer asked for it (AVG 18(3))', () => {
    const lift = (reason: 'asked' | 'checked', days: number) => {
      const [sample] = SAMPLES.lift_restriction.lifted;
      if (sample === undefined) throw new Error('no sample');
      return codes({ ...sample, reason, liftOn: addDays(TODAY, days) });
    };
    expect(lift('checked', 6)).toEqual(['outcome.notice_too_short']);
    expect(lift('checked', 7)).toEqual([]);
    expect(lift('asked', 1)).toEqual([]);
  });

  it('a use that goes on within the week of the letter that says so', () => {
    const [sample] = SAMPLES.objection.overruled;
    if (sample === undefined) throw new Error('no sample');
    expect(codes({ ...sample, resumesOn: addDays(TODAY, 6) })).toEqual(['outcome.notice_too_short']);
    expect(codes({ ...sample, resumesOn: addDays(TODAY, 7) })).toEqual([]);
  });

  it('a link for another controller that would go to no address, or to several (AVG 20(2))', () => {
    const sample = SAMPLES.portability.given.find(({ sending }) => sending === 'link');
    if (sample === undefined) throw new Error('no sample');
    expect(codes(sample)).toEqual([]);
    const wrong = [
      'winkel',
      'a@b.example, c@d.example',
      'a@b.example>\nBcc: c@d.example',
      'https://b.example/x',
    ];
    for (const receiverEmail of wrong)
      expect(codes({ ...sample, receiverEmail }), receiverEmail).toEqual(['outcome.address_invalid']);
  });

  it('a portable copy without what the policy promises (F27): only paper is left out by words', () => {
    const [sample] = SAMPLES.portability.given;
    if (sample === undefined) throw new Error('no sample');
    for (const why of ['derived', 'own_interest', 'legal_duty', 'others'] as const)
      expect(codes({ ...sample, leftOut: [{ what: 'bestellingen', why }] })).toEqual([
        'outcome.promised_all',
      ]);
    expect(codes({ ...sample, leftOut: [{ what: 'klantkaart', why: 'paper' }] })).toEqual([]);
  });

  it('a day that was ahead when it was typed and has come since', () => {
    expect(codes(erasurePlan(), day('2026-12-31'))).toEqual(['outcome.day_past']);
    expect(codes(erasurePlan(), day('2033-12-31'))).toHaveLength(7);
  });
});
