import { type CalendarDay, parseDay } from '../kernel/calendar-day.ts';

/** Easter Sunday of a Gregorian year of four digits (Meeus, Astronomical Algorithms, chapter 8: the Butcher rule). */
export function easterSunday(year: number): CalendarDay {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const inCentury = year % 100;
  const moonCorrection = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - Math.floor(century / 4) - moonCorrection + 15) % 30;
  const toSunday = (32 + 2 * (century % 4) + 2 * Math.floor(inCentury / 4) - epact - (inCentury % 4)) % 7;
  const late = Math.floor((golden + 11 * epact + 22 * toSunday) / 451);
  const sinceMarch = epact + toSunday - 7 * late + 114;
  const month = Math.floor(sinceMarch / 31);
  const easter = parseDay(`${year}-0${month}-${String((sinceMarch % 31) + 1).padStart(2, '0')}`);
  if (easter === undefined) throw new RangeError(`a year of four digits was expected, not ${year}`);
  return easter;
}
