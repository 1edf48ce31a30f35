import { expect, it } from 'vitest';
import { BREACH_NOTICE_HOURS, breachDeadline } from '../../../src/core/deadline/breach-deadline.ts';
import { isDaytime, isSpent, isWorkingTime } from '../../../src/core/deadline/working-hours.ts';
import { day } from './clock-events.ts';

const at = (text: string) => new Date(text);

it.each([
  ['2026-11-02T07:59:59Z', false, 'a minute to nine in winter'],
  ['2026-11-02T08:00:00Z', true, 'nine in winter'],
  ['2026-07-01T07:00:00Z', true, 'nine in summer'],
  ['2026-07-01T06:59:59Z', false, 'a second to nine in summer'],
  ['2026-11-02T15:59:59Z', true, 'a second to five'],
  ['2026-11-02T16:00:00Z', false, 'five'],
  ['2026-11-07T10:00:00Z', false, 'Saturday'],
  ['2026-04-27T10:00:00Z', false, "King's Day"],
  ['2026-11-03T10:00:00Z', false, 'a closing day'],
])('%s is working time: %s (%s)', (instant, expected) => {
  expect(isWorkingTime(at(instant), new Set([day('2026-11-03')]))).toBe(expected);
});

it('a customer may be written to in the same hours of any day', () => {
  expect(isDaytime(at('2026-11-07T10:00:00Z'))).toBe(true);
  expect(isDaytime(at('2026-11-07T20:00:00Z'))).toBe(false);
});

it('a promised day is spent from its last working hour on: until then an answer may still go', () => {
  const promised = day('2026-12-02');
  expect(isSpent(promised, at('2026-12-02T14:59:59Z'))).toBe(false);
  expect(isSpent(promised, at('2026-12-02T15:00:00Z'))).toBe(true);
  expect(isSpent(promised, at('2026-12-01T16:00:00Z'))).toBe(false);
  expect(isSpent(promised, at('2026-12-03T08:00:00Z'))).toBe(true);
});

it('the authority hears of a breach within 72 elapsed hours: weekends count, and summer time moves the clock', () => {
  expect(BREACH_NOTICE_HOURS).toBe(72);
  // Friday 18:00 before Easter to Monday 18:00, Easter Monday
  expect(breachDeadline(at('2026-04-03T16:00:00Z'))).toEqual(at('2026-04-06T16:00:00Z'));
  // Friday 12:00 in winter to Monday 13:00 in summer
  expect(breachDeadline(at('2026-03-27T11:00:00Z'))).toEqual(at('2026-03-30T11:00:00Z'));
});
