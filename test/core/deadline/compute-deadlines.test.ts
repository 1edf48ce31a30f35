import { describe, expect, it } from 'vitest';
import { deadlines } from './clock-events.ts';

// received | its Amsterdam day | legalDue | legalDueRolled | policyDue | safeDue | safeDueWorkday | reason
const MONTH_ENDS = `
  2026-11-02 | 2026-11-02 | 2026-12-02 | 2026-12-02 | 2026-12-02 | 2026-12-02 | 2026-12-02 | a month of 30 days equals the promise
  2026-07-15 | 2026-07-15 | 2026-08-15 | 2026-08-17 | 2026-08-14 | 2026-08-14 | 2026-08-14 | in a month of 31 days the promise is a day earlier
  2026-01-31 | 2026-01-31 | 2026-02-28 | 2026-03-02 | 2026-03-02 | 2026-02-28 | 2026-02-27 | 31 January ends on the last of February, never on 3 March
  2026-01-30 | 2026-01-30 | 2026-02-28 | 2026-03-02 | 2026-03-01 | 2026-02-28 | 2026-02-27 | 30 January lacks its day too
  2026-01-29 | 2026-01-29 | 2026-02-28 | 2026-03-02 | 2026-02-28 | 2026-02-28 | 2026-02-27 | 29 January lacks its day in a normal year
  2026-01-28 | 2026-01-28 | 2026-02-28 | 2026-03-02 | 2026-02-27 | 2026-02-27 | 2026-02-27 | 28 January finds its day
  2023-01-31 | 2023-01-31 | 2023-02-28 | 2023-02-28 | 2023-03-02 | 2023-02-28 | 2023-02-28 | the law is two days before the promise
  2028-01-31 | 2028-01-31 | 2028-02-29 | 2028-02-29 | 2028-03-01 | 2028-02-29 | 2028-02-29 | a leap year has a 29 February
  2028-01-30 | 2028-01-30 | 2028-02-29 | 2028-02-29 | 2028-02-29 | 2028-02-29 | 2028-02-29 | in a leap year 30 January equals the promise
  2028-02-29 | 2028-02-29 | 2028-03-29 | 2028-03-29 | 2028-03-30 | 2028-03-29 | 2028-03-29 | received on a leap day
  2027-02-28 | 2027-02-28 | 2027-03-28 | 2027-03-30 | 2027-03-30 | 2027-03-28 | 2027-03-25 | 28 days, ending on Easter Sunday after Good Friday
  2027-02-01 | 2027-02-01 | 2027-03-01 | 2027-03-01 | 2027-03-03 | 2027-03-01 | 2027-03-01 | a February of 28 days
  2028-02-01 | 2028-02-01 | 2028-03-01 | 2028-03-01 | 2028-03-02 | 2028-03-01 | 2028-03-01 | a February of 29 days
  2100-01-31 | 2100-01-31 | 2100-02-28 | 2100-03-01 | 2100-03-02 | 2100-02-28 | 2100-02-26 | 2100 is no leap year
  2026-03-31 | 2026-03-31 | 2026-04-30 | 2026-04-30 | 2026-04-30 | 2026-04-30 | 2026-04-30 | 31 March to 30 April
  2026-05-31 | 2026-05-31 | 2026-06-30 | 2026-06-30 | 2026-06-30 | 2026-06-30 | 2026-06-30 | 31 May to 30 June
  2026-08-31 | 2026-08-31 | 2026-09-30 | 2026-09-30 | 2026-09-30 | 2026-09-30 | 2026-09-30 | 31 August to 30 September, the example of EDPB 01/2022
  2026-10-31 | 2026-10-31 | 2026-11-30 | 2026-11-30 | 2026-11-30 | 2026-11-30 | 2026-11-30 | 31 October to 30 November
  2026-12-31 | 2026-12-31 | 2027-01-31 | 2027-02-01 | 2027-01-30 | 2027-01-30 | 2027-01-29 | over the end of a year
  2018-01-01 | 2018-01-01 | 2018-02-01 | 2018-02-01 | 2018-01-31 | 2018-01-31 | 2018-01-31 | the first day of the calendar
  2100-12-31 | 2100-12-31 | 2101-01-31 | 2101-01-31 | 2101-01-30 | 2101-01-30 | 2101-01-28 | the last day of the calendar
`;

const HOLIDAYS = `
  2026-03-05 | 2026-03-05 | 2026-04-05 | 2026-04-07 | 2026-04-04 | 2026-04-04 | 2026-04-02 | 5 March is 5 April and not 6 April (Toeters); Good Friday is free
  2026-03-06 | 2026-03-06 | 2026-04-06 | 2026-04-07 | 2026-04-05 | 2026-04-05 | 2026-04-02 | Easter Monday rolls in the information only
  2024-02-29 | 2024-02-29 | 2024-03-29 | 2024-04-02 | 2024-03-30 | 2024-03-29 | 2024-03-28 | Good Friday to Easter Monday are four free days
  2038-03-26 | 2038-03-26 | 2038-04-26 | 2038-04-28 | 2038-04-25 | 2038-04-25 | 2038-04-22 | the latest Easter: Easter Monday on 26 April, King's Day the day after
  2026-03-27 | 2026-03-27 | 2026-04-27 | 2026-04-28 | 2026-04-26 | 2026-04-26 | 2026-04-24 | King's Day on a Monday
  2026-03-28 | 2026-03-28 | 2026-04-28 | 2026-04-28 | 2026-04-27 | 2026-04-27 | 2026-04-24 | the promise falls on King's Day
  2025-03-27 | 2025-03-27 | 2025-04-27 | 2025-04-28 | 2025-04-26 | 2025-04-26 | 2025-04-25 | 2025: King's Day on Saturday 26 April, Monday 28 April is a working day
  2031-03-28 | 2031-03-28 | 2031-04-28 | 2031-04-28 | 2031-04-27 | 2031-04-27 | 2031-04-25 | 2031: 28 April is an ordinary Monday
  2036-03-27 | 2036-03-27 | 2036-04-27 | 2036-04-28 | 2036-04-26 | 2036-04-26 | 2036-04-25 | 2036: King's Day on Saturday 26 April
  2026-04-05 | 2026-04-05 | 2026-05-05 | 2026-05-06 | 2026-05-05 | 2026-05-05 | 2026-05-04 | 5 May is free in 2026, no lustrum year
  2025-04-05 | 2025-04-05 | 2025-05-05 | 2025-05-06 | 2025-05-05 | 2025-05-05 | 2025-05-02 | 5 May is free in a lustrum year
  2026-04-14 | 2026-04-14 | 2026-05-14 | 2026-05-15 | 2026-05-14 | 2026-05-14 | 2026-05-13 | Ascension Day; the bridging day of 15 May is a working day
  2026-04-25 | 2026-04-25 | 2026-05-25 | 2026-05-26 | 2026-05-25 | 2026-05-25 | 2026-05-22 | Whit Monday
  2025-12-02 | 2025-12-02 | 2026-01-02 | 2026-01-02 | 2026-01-01 | 2026-01-01 | 2025-12-31 | the bridging day of 2 January is no holiday; New Year's Day is
  2026-12-01 | 2026-12-01 | 2027-01-01 | 2027-01-04 | 2026-12-31 | 2026-12-31 | 2026-12-31 | 31 December is a working day
  2026-11-24 | 2026-11-24 | 2026-12-24 | 2026-12-24 | 2026-12-24 | 2026-12-24 | 2026-12-24 | 24 December is a working day
  2026-11-25 | 2026-11-25 | 2026-12-25 | 2026-12-28 | 2026-12-25 | 2026-12-25 | 2026-12-24 | Christmas Day, then a Saturday and a Sunday
  2026-11-26 | 2026-11-26 | 2026-12-26 | 2026-12-28 | 2026-12-26 | 2026-12-26 | 2026-12-24 | second day of Christmas on a Saturday
  2026-11-01 | 2026-11-01 | 2026-12-01 | 2026-12-01 | 2026-12-01 | 2026-12-01 | 2026-12-01 | receipt on a Sunday counts
  2026-12-25 | 2026-12-25 | 2027-01-25 | 2027-01-25 | 2027-01-24 | 2027-01-24 | 2027-01-22 | receipt on Christmas Day counts
`;

const CLOCKS = `
  2026-06-30T21:59:59Z      | 2026-06-30 | 2026-07-30 | 2026-07-30 | 2026-07-30 | 2026-07-30 | 2026-07-30 | 23:59:59 in summer belongs to that day
  2026-06-30T22:00:00Z      | 2026-07-01 | 2026-08-01 | 2026-08-03 | 2026-07-31 | 2026-07-31 | 2026-07-31 | midnight in summer opens the next day, in UTC still June
  2026-06-30T22:30:00Z      | 2026-07-01 | 2026-08-01 | 2026-08-03 | 2026-07-31 | 2026-07-31 | 2026-07-31 | 00:30 in Amsterdam, the day before in UTC
  2025-12-31T22:59:59.999Z  | 2025-12-31 | 2026-01-31 | 2026-02-02 | 2026-01-30 | 2026-01-30 | 2026-01-30 | the last millisecond of a year
  2025-12-31T23:00:00Z      | 2026-01-01 | 2026-02-01 | 2026-02-02 | 2026-01-31 | 2026-01-31 | 2026-01-30 | the first instant of a year in Amsterdam
  2026-03-28T23:30:00Z      | 2026-03-29 | 2026-04-29 | 2026-04-29 | 2026-04-28 | 2026-04-28 | 2026-04-28 | 00:30 on the day on which summer time starts
  2026-03-29T01:00:00Z      | 2026-03-29 | 2026-04-29 | 2026-04-29 | 2026-04-28 | 2026-04-28 | 2026-04-28 | 03:00, the hour before it does not exist
  2026-03-28T22:30:00Z      | 2026-03-28 | 2026-04-28 | 2026-04-28 | 2026-04-27 | 2026-04-27 | 2026-04-24 | 23:30 in winter: 30 times 24 hours would end on 28 April at 00:30
  2026-10-24T22:30:00Z      | 2026-10-25 | 2026-11-25 | 2026-11-25 | 2026-11-24 | 2026-11-24 | 2026-11-24 | 00:30 in summer: 30 times 24 hours would end on 23 November at 23:30
  2026-10-25T22:59:59Z      | 2026-10-25 | 2026-11-25 | 2026-11-25 | 2026-11-24 | 2026-11-24 | 2026-11-24 | 23:59:59 of the day of 25 hours
  2026-10-25T23:30:00Z      | 2026-10-26 | 2026-11-26 | 2026-11-26 | 2026-11-25 | 2026-11-25 | 2026-11-25 | 00:30 after the day of 25 hours
  2026-11-02T00:30:00+09:00 | 2026-11-01 | 2026-12-01 | 2026-12-01 | 2026-12-01 | 2026-12-01 | 2026-12-01 | sent from Tokyo, where it is tomorrow already
  2026-02-28T23:30:00-05:00 | 2026-03-01 | 2026-04-01 | 2026-04-01 | 2026-03-31 | 2026-03-31 | 2026-03-31 | sent from New York, where it is still February
`;

const TITLE = '%s: day %s, due %s, rolled %s, promise %s, safe %s, staff %s (%s)';

function rows(table: string): string[][] {
  return table
    .trim()
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()));
}

function expectRow([received = '', local, legal, rolled, policy, safe, workday]: readonly string[]): void {
  expect(deadlines(received)).toMatchObject({
    localReceivedDate: local,
    legalDue: legal,
    legalDueRolled: rolled,
    policyDue: policy,
    safeDue: safe,
    safeDueWorkday: workday,
    suspendedDays: 0,
    extensionAccepted: null,
    extendedDue: null,
    extendedDueWorkday: null,
    policyDuePaused: policy,
    safeDuePaused: safe,
    safeDuePausedWorkday: workday,
    customerDue: safe,
    staffDue: workday,
  });
}

describe('the month of AVG 12(3) runs to the same day of the next month, or to its last day', () => {
  it.each(rows(MONTH_ENDS))(TITLE, (...row) => expectRow(row));
});

describe('weekends and holidays move only the staff date, and only to an earlier day', () => {
  it.each(rows(HOLIDAYS))(TITLE, (...row) => expectRow(row));
});

describe('the day of receipt is the day in Amsterdam', () => {
  it.each(rows(CLOCKS))(TITLE, (...row) => expectRow(row));
});
