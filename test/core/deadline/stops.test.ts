import { expect, test } from 'vitest';
import { checkDoubt } from '../../../src/core/deadline/check-doubt.ts';
import { checkExtension } from '../../../src/core/deadline/check-extension.ts';
import type { ClockEvent } from '../../../src/core/deadline/read-clock.ts';
import { silenceOwed } from '../../../src/core/deadline/silence-owed.ts';
import { stoppedSince } from '../../../src/core/deadline/stopped-since.ts';
import { withoutLateStops } from '../../../src/core/deadline/without-late-stops.ts';
import { day } from '../../support/request-builder.ts';

/** A Monday. */
const RECEIVED = new Date('2026-11-02T10:00:00Z');
const on = (text: string): Date => new Date(`2026-${text}T12:00:00Z`);
const asked = (text: string): ClockEvent => ({ at: on(text), event: 'identity_requested' });
const shown = (text: string): ClockEvent => ({ at: on(text), event: 'identity_verified' });
const longer = (text: string): ClockEvent => ({ at: on(text), event: 'extended' });

test('the clock stands still since the first ask, whatever is asked again, until the proof came', () => {
  expect(stoppedSince(RECEIVED, [])).toBeNull();
  expect(stoppedSince(RECEIVED, [asked('11-10'), asked('11-04')])).toBe('2026-11-04');
  expect(stoppedSince(RECEIVED, [asked('11-04'), shown('11-06')])).toBeNull();
  expect(stoppedSince(RECEIVED, [asked('11-04'), shown('11-06'), asked('11-08')])).toBe('2026-11-08');
  expect(stoppedSince(RECEIVED, [asked('12-03')])).toBeNull();
});

test('the safe view counts no stop that was asked more than seven days after receipt (law.md 2.10 b)', () => {
  const prompt = [asked('11-09'), shown('11-12')];
  expect(withoutLateStops(RECEIVED, prompt)).toEqual(prompt);
  expect(withoutLateStops(RECEIVED, [asked('11-10'), shown('11-12')])).toEqual([]);
  // A reminder of a prompt ask is no late ask, and an extension stays.
  const reminded = [asked('11-09'), asked('11-20'), shown('11-21'), longer('11-22')];
  expect(withoutLateStops(RECEIVED, reminded)).toEqual(reminded);
  expect(withoutLateStops(RECEIVED, [asked('11-10'), shown('11-12'), longer('11-22')])).toEqual([
    longer('11-22'),
  ]);
});

test.each([
  ['11-02', 'prompt'],
  ['11-05', 'prompt'],
  ['11-06', 'slow'],
  ['11-09', 'slow'],
  ['11-10', 'late'],
])('a doubt on %s after receipt on Monday 2 November is asked %s', (now, expected) => {
  expect(checkDoubt(RECEIVED, [], on(now))).toMatchObject({ value: { asked: expected, again: false } });
});

test('a weekend is no working day: received on a Friday, a doubt is prompt until Wednesday', () => {
  const friday = new Date('2026-11-06T10:00:00Z');
  expect(checkDoubt(friday, [], on('11-11'))).toMatchObject({ value: { asked: 'prompt' } });
  expect(checkDoubt(friday, [], on('11-12'))).toMatchObject({ value: { asked: 'slow' } });
});

test('a second ask names the day of the first', () => {
  expect(checkDoubt(RECEIVED, [asked('11-04')], on('11-12'))).toMatchObject({
    value: { again: true, since: '2026-11-04' },
  });
});

test('an extension names its last day, and says when the promise has passed', () => {
  expect(checkExtension(RECEIVED, [], on('11-20'))).toEqual({
    ok: true,
    value: { until: '2027-02-02', promisePassed: false },
  });
  // Received on 1 October: promised until 31 October, the law gives until 1 November.
  const october = new Date('2026-10-01T10:00:00Z');
  expect(checkExtension(october, [], on('11-01'))).toMatchObject({ value: { promisePassed: true } });
});

test('who does not answer is reminded after 14 days, once, and 14 days later closing is proposed, once', () => {
  const since = day('2026-11-04');
  const owed = (today: string, ...sent: readonly string[]) => silenceOwed(since, day(today), new Set(sent));
  expect(owed('2026-11-17')).toEqual({ step: null, next: '2026-11-18' });
  expect(owed('2026-11-18')).toEqual({ step: 'identity_reminder', next: '2026-12-02' });
  expect(owed('2026-12-01', 'identity_reminder')).toEqual({ step: null, next: '2026-12-02' });
  expect(owed('2026-12-02', 'identity_reminder')).toEqual({ step: 'identity_unanswered', next: null });
  expect(owed('2026-12-20', 'identity_reminder', 'identity_unanswered')).toEqual({ step: null, next: null });
  // After an outage: the reminder first.
  expect(owed('2026-12-20')).toEqual({ step: 'identity_reminder', next: '2026-12-21' });
});
