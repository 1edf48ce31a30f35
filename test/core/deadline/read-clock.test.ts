import { describe, expect, it } from 'vitest';
import { codesOf, deadlines, extended, requested, verified } from './clock-events.ts';

// Received on Monday 2 November 2026: one month and 30 days both end on Wednesday 2 December.
const RECEIVED = '2026-11-02';

describe('a stop for identity', () => {
  it('lengthens the legal term by the days from the question to the proof, month first and days after', () => {
    const result = deadlines(RECEIVED, requested('2026-11-04'), verified('2026-11-10'));
    expect(result).toMatchObject({
      suspendedDays: 6,
      legalDue: '2026-12-08',
      legalDueRolled: '2026-12-08',
      policyDue: '2026-12-02',
      safeDue: '2026-12-02',
      safeDueWorkday: '2026-12-02',
      policyDuePaused: '2026-12-08',
      safeDuePaused: '2026-12-08',
      safeDuePausedWorkday: '2026-12-08',
      customerDue: '2026-12-02',
      staffDue: '2026-12-08',
    });
  });

  it('is counted after the month has been shortened: 31 January and five days is 5 March', () => {
    const result = deadlines('2026-01-31', requested('2026-02-02'), verified('2026-02-07'));
    expect(result).toMatchObject({
      legalDue: '2026-03-05',
      policyDuePaused: '2026-03-07',
      safeDuePaused: '2026-03-05',
    });
    expect(result).toMatchObject({ policyDue: '2026-03-02', safeDue: '2026-03-02', staffDue: '2026-03-05' });
  });

  it('is added after the month: 20 January and fifteen days is 7 March; days first would give 4 March', () => {
    const result = deadlines('2026-01-20', requested('2026-01-21'), verified('2026-02-05'));
    expect(result).toMatchObject({ suspendedDays: 15, legalDue: '2026-03-07', safeDuePaused: '2026-03-06' });
  });

  it('counts days between calendar days, so proof on the same day counts none', () => {
    const result = deadlines(RECEIVED, requested('2026-11-04T08:00:00Z'), verified('2026-11-04T21:00:00Z'));
    expect(result).toMatchObject({ suspendedDays: 0, legalDue: '2026-12-02', policyDuePaused: '2026-12-02' });
  });

  it('counts one day from 23:59 to 00:01 in Amsterdam', () => {
    const result = deadlines(RECEIVED, requested('2026-11-04T22:59:00Z'), verified('2026-11-04T23:01:00Z'));
    expect(result.suspendedDays).toBe(1);
  });

  it('counts calendar days over the end of summer time', () => {
    const result = deadlines(
      '2026-10-20',
      requested('2026-10-24T22:30:00Z'),
      verified('2026-10-25T22:30:00Z'),
    );
    expect(result.suspendedDays).toBe(0);
  });

  it('leaves the legal date open while it lasts, and the promise stands', () => {
    const result = deadlines('2026-11-05', requested('2026-11-06'));
    expect(result).toMatchObject({
      legalDue: null,
      legalDueRolled: null,
      policyDue: '2026-12-05',
      safeDue: '2026-12-05',
      safeDueWorkday: '2026-12-04',
      suspendedDays: 0,
      policyDuePaused: null,
      safeDuePaused: null,
      safeDuePausedWorkday: null,
      customerDue: '2026-12-05',
      staffDue: '2026-12-04',
    });
  });

  it('while open leaves the promise even where the law would come first', () => {
    const result = deadlines('2026-01-31', requested('2026-02-02'));
    expect(result).toMatchObject({
      safeDue: '2026-03-02',
      customerDue: '2026-02-28',
      staffDue: '2026-03-02',
    });
  });

  it('is not opened a second time by a reminder: the days count from the first question', () => {
    const clock = [requested('2026-11-04'), requested('2026-11-18'), verified('2026-11-20')];
    expect(deadlines(RECEIVED, ...clock).suspendedDays).toBe(16);
    expect(codesOf(deadlines(RECEIVED, ...clock))).toContain('stop_reminder');
  });

  it('ends once: proof without an open question does nothing', () => {
    const clock = [requested('2026-11-04'), verified('2026-11-10'), verified('2026-11-20')];
    expect(deadlines(RECEIVED, ...clock).suspendedDays).toBe(6);
    expect(deadlines(RECEIVED, verified('2026-11-10'))).toMatchObject({
      suspendedDays: 0,
      legalDue: '2026-12-02',
    });
  });

  it('may happen again, and the days of all stops add up', () => {
    const first = [requested('2026-11-04'), verified('2026-11-10')];
    const second = [requested('2026-11-10T15:00:00Z'), verified('2026-11-13')];
    expect(deadlines(RECEIVED, ...first, ...second)).toMatchObject({
      suspendedDays: 9,
      legalDue: '2026-12-11',
    });
    expect(deadlines(RECEIVED, ...first, ...second.slice(0, 1))).toMatchObject({
      suspendedDays: 6,
      legalDue: null,
    });
  });

  it('can still be opened on the last day of the term', () => {
    const result = deadlines(RECEIVED, requested('2026-12-02T22:59:59Z'), verified('2026-12-05'));
    expect(result).toMatchObject({ suspendedDays: 3, legalDue: '2026-12-05' });
  });

  it('is not opened after the last day: the question stops nothing, nor does its answer', () => {
    const result = deadlines(RECEIVED, requested('2026-12-02T23:00:00Z'), verified('2026-12-10'));
    expect(result).toMatchObject({ suspendedDays: 0, legalDue: '2026-12-02', staffDue: '2026-12-02' });
    expect(codesOf(result)).toContain('stop_after_due');
    expect(codesOf(result)).toContain('verified_without_stop');
  });

  it('may be opened in the days that an earlier stop has added, not later', () => {
    const first = [requested('2026-11-04'), verified('2026-11-10')];
    expect(deadlines(RECEIVED, ...first, requested('2026-12-08')).legalDue).toBeNull();
    expect(deadlines(RECEIVED, ...first, requested('2026-12-09')).legalDue).toBe('2026-12-08');
  });

  it('is not opened by a question in the extended time, since the first term has ended', () => {
    const result = deadlines(
      RECEIVED,
      extended('2026-11-20'),
      requested('2026-12-10'),
      verified('2026-12-20'),
    );
    expect(result).toMatchObject({ suspendedDays: 0, extendedDue: '2027-02-02' });
  });

  it('counts nothing that happened before receipt', () => {
    const result = deadlines(RECEIVED, requested('2026-10-28'), verified('2026-11-05'));
    expect(result).toMatchObject({ suspendedDays: 0, legalDue: '2026-12-02' });
    expect(codesOf(result)).toContain('event_before_receipt');
  });

  it('warns staff when the question came more than seven days after receipt', () => {
    expect(codesOf(deadlines(RECEIVED, requested('2026-11-09')))).not.toContain('stop_asked_late');
    expect(codesOf(deadlines(RECEIVED, requested('2026-11-10')))).toContain('stop_asked_late');
  });

  it('is read in order of time, in whatever order the events are given', () => {
    const clock = [verified('2026-11-10'), requested('2026-11-18'), requested('2026-11-04')];
    expect(deadlines(RECEIVED, ...clock)).toMatchObject({ suspendedDays: 6, legalDue: null });
  });

  it('takes events of the same instant in the order given', () => {
    const at = '2026-11-10T10:00:00Z';
    const open = requested('2026-11-04');
    expect(deadlines(RECEIVED, open, verified(at), requested(at))).toMatchObject({
      suspendedDays: 6,
      legalDue: null,
    });
    expect(deadlines(RECEIVED, open, requested(at), verified(at)).legalDue).toBe('2026-12-08');
  });
});

describe('an extension', () => {
  it('adds two months to the first month', () => {
    expect(deadlines(RECEIVED, extended('2026-11-20'))).toMatchObject({
      extensionAccepted: true,
      extendedDue: '2027-02-02',
      extendedDueWorkday: '2027-02-02',
      legalDue: '2026-12-02',
      policyDue: '2026-12-02',
      safeDue: '2026-12-02',
      safeDuePaused: '2026-12-02',
      customerDue: '2026-12-02',
      staffDue: '2027-02-02',
    });
  });

  it('counts month and two months apart: 31 January ends on 28 April, not on 30 April', () => {
    expect(deadlines('2026-01-31', extended('2026-02-20'))).toMatchObject({
      extendedDue: '2026-04-28',
      extendedDueWorkday: '2026-04-28',
    });
  });

  it('is shortened to the last day of its month: 30 November, 30 December, 28 February', () => {
    const result = deadlines('2026-11-30', extended('2026-12-10'));
    expect(result).toMatchObject({
      extendedDue: '2027-02-28',
      extendedDueWorkday: '2027-02-26',
      staffDue: '2027-02-26',
    });
  });

  it('is not rolled forward from Christmas', () => {
    const result = deadlines('2026-09-25', extended('2026-10-01'));
    expect(result).toMatchObject({ extendedDue: '2026-12-25', extendedDueWorkday: '2026-12-24' });
  });

  it('is in time until the end of the last day', () => {
    expect(deadlines(RECEIVED, extended('2026-12-02T22:59:59Z')).extensionAccepted).toBe(true);
    const late = deadlines(RECEIVED, extended('2026-12-02T23:00:00Z'));
    expect(late).toMatchObject({ extensionAccepted: false, extendedDue: null, extendedDueWorkday: null });
    expect(codesOf(late)).toContain('extension_refused_late');
  });

  it('does not profit from roll-over: Sunday 5 April is the last day, although it would roll to 7 April', () => {
    const result = deadlines('2026-03-05', extended('2026-04-06'));
    expect(result).toMatchObject({
      legalDueRolled: '2026-04-07',
      extensionAccepted: false,
      staffDue: '2026-04-02',
    });
  });

  it('is refused while a stop is open, and may be tried again afterwards', () => {
    const stop = [requested('2026-11-04'), verified('2026-11-10')];
    const during = deadlines(RECEIVED, ...stop, extended('2026-11-06'));
    expect(during).toMatchObject({ extensionAccepted: false, extendedDue: null });
    expect(codesOf(during)).toContain('extension_refused_stopped');
    expect(deadlines(RECEIVED, ...stop, extended('2026-11-06'), extended('2026-11-12'))).toMatchObject({
      extensionAccepted: true,
      extendedDue: '2027-02-08',
    });
  });

  it('may come in the days that a stop has added, with a warning that the promise and the first month have passed', () => {
    const stop = [requested('2026-11-04'), verified('2026-11-10')];
    const result = deadlines(RECEIVED, ...stop, extended('2026-12-08'));
    expect(result).toMatchObject({ extensionAccepted: true, extendedDue: '2027-02-08' });
    expect(codesOf(result)).toContain('extension_after_promise');
    expect(codesOf(result)).toContain('extension_after_first_month');
    expect(deadlines(RECEIVED, ...stop, extended('2026-12-09')).extensionAccepted).toBe(false);
    expect(codesOf(deadlines(RECEIVED, ...stop, extended('2026-12-02')))).not.toContain(
      'extension_after_first_month',
    );
  });

  it('is accepted between the promise and the legal date, with a warning', () => {
    const result = deadlines('2026-07-15', extended('2026-08-15'));
    expect(result.extensionAccepted).toBe(true);
    expect(codesOf(result)).toContain('extension_after_promise');
    expect(codesOf(deadlines('2026-07-15', extended('2026-08-14')))).not.toContain('extension_after_promise');
  });

  it('counts once: a second has no effect, not even a late one', () => {
    const once = deadlines(RECEIVED, extended('2026-11-20'));
    const twice = deadlines(RECEIVED, extended('2026-11-20'), extended('2027-01-15'));
    expect({ ...twice, steps: [] }).toEqual({ ...once, steps: [] });
    expect(codesOf(twice)).toContain('extension_repeated');
  });

  it('is lengthened by a stop before or after it', () => {
    const before = [requested('2026-11-04'), verified('2026-11-10'), extended('2026-11-20')];
    const after = [extended('2026-11-03'), requested('2026-11-04'), verified('2026-11-10')];
    expect(deadlines(RECEIVED, ...before).extendedDue).toBe('2027-02-08');
    expect(deadlines(RECEIVED, ...after).extendedDue).toBe('2027-02-08');
  });

  it('keeps its date for staff while a later stop is open', () => {
    const result = deadlines(RECEIVED, extended('2026-11-03'), requested('2026-11-04'));
    expect(result).toMatchObject({ legalDue: null, extendedDue: '2027-02-02', staffDue: '2027-02-02' });
  });

  it('cannot be told before the request was received', () => {
    const result = deadlines(RECEIVED, extended('2026-10-30'));
    expect(result).toMatchObject({ extensionAccepted: false, extendedDue: null });
    expect(codesOf(result)).toContain('extension_refused_before_receipt');
  });
});
