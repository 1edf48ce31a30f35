import Holidays from 'date-holidays';
import { describe, expect, it } from 'vitest';
import { easterSunday } from '../../../src/core/deadline/easter-sunday.ts';
import { freeDayName, isFreeDay } from '../../../src/core/deadline/free-day-name.ts';
import { addDays } from '../../../src/core/kernel/calendar-day.ts';
import { day } from './clock-events.ts';

describe('the days on which nobody works', () => {
  it.each([
    ['2026-01-01', 'new_year'],
    ['2026-04-03', 'good_friday'],
    ['2026-04-06', 'easter_monday'],
    ['2026-04-27', 'kings_day'],
    ['2026-05-05', 'liberation_day'],
    ['2026-05-14', 'ascension_day'],
    ['2026-05-25', 'whit_monday'],
    ['2026-12-25', 'christmas_day'],
    ['2026-12-26', 'second_christmas_day'],
    ['2026-11-07', 'saturday'],
    ['2026-11-08', 'sunday'],
    ['2026-04-05', 'sunday'],
    ['2026-05-24', 'sunday'],
    ['2025-04-26', 'kings_day'],
    ['2025-04-27', 'sunday'],
    ['2031-04-26', 'kings_day'],
    ['2036-04-26', 'kings_day'],
    ['2036-04-27', 'sunday'],
    ['2030-04-27', 'kings_day'],
  ])('%s is free: %s', (date, name) => {
    expect(freeDayName(day(date))).toBe(name);
    expect(isFreeDay(day(date))).toBe(true);
  });

  it.each([
    ['2026-12-24', 'the day before Christmas'],
    ['2026-12-31', "New Year's Eve"],
    ['2026-01-02', 'bridging day by royal decree'],
    ['2026-05-15', 'bridging day by royal decree'],
    ['2027-05-07', 'bridging day by royal decree'],
    ['2028-04-28', 'bridging day by royal decree'],
    ['2025-04-28', "the Monday after a moved King's Day"],
    ['2036-04-28', "the Monday after a moved King's Day"],
    ['2027-04-26', "the day before King's Day"],
    ['2026-05-04', 'Remembrance Day'],
    ['2026-04-30', "Queen's Day until 2013"],
  ])('%s is a working day: %s', (date) => {
    expect(freeDayName(day(date))).toBeUndefined();
    expect(isFreeDay(day(date))).toBe(false);
  });

  it('puts Easter where the almanacs do', () => {
    const known = [
      '2018-04-01',
      '2019-04-21',
      '2024-03-31',
      '2026-04-05',
      '2035-03-25',
      '2038-04-25',
      '2100-03-28',
    ];
    expect(known.map((date) => easterSunday(Number(date.slice(0, 4))))).toEqual(known);
    expect(() => easterSunday(12)).toThrow('a year of four digits');
  });

  it('agrees with an independent calendar of Dutch holidays for every day from 2018 to 2100', () => {
    // The oracle calls Good Friday and 5 May "school" holidays, since labour agreements differ on them; both are in
    // ATW 3. Its New Year's Eve ("bank"), its observances and its two Sundays are no part of set H.
    const oracle = new Holidays('NL');
    const expected: string[] = [];
    for (let year = 2018; year <= 2100; year += 1)
      for (const { date, type } of oracle.getHolidays(year)) {
        const weekday = new Date(`${date.slice(0, 10)}T00:00:00Z`).getUTCDay();
        const sunday = weekday === 0 && !/-(01-01|05-05|12-25|12-26)$/.test(date.slice(0, 10));
        if ((type === 'public' || type === 'school') && !sunday) expected.push(date.slice(0, 10));
      }
    const found: string[] = [];
    for (let date = day('2018-01-01'); date <= '2100-12-31'; date = addDays(date, 1)) {
      const name = freeDayName(date);
      const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
      expect(isFreeDay(date)).toBe(name !== undefined);
      if (weekday === 0 || weekday === 6) expect(name).toBeDefined();
      if (name !== undefined && name !== 'saturday' && name !== 'sunday') found.push(date);
    }
    expect(found).toEqual([...new Set(expected)].sort());
    expect(found).toHaveLength(83 * 9);
  });
});
