import { type CalendarDay, daysBetween } from '../kernel/calendar-day.ts';
import { easterSunday } from './easter-sunday.ts';

export type Holiday =
  | 'new_year'
  | 'good_friday'
  | 'easter_monday'
  | 'kings_day'
  | 'liberation_day'
  | 'ascension_day'
  | 'whit_monday'
  | 'christmas_day'
  | 'second_christmas_day';

export type FreeDay = Holiday | 'saturday' | 'sunday';

/** Why nobody works on a day in the Netherlands: a holiday of set H, else Saturday or Sunday; undefined on a working day. */
export function freeDayName(day: CalendarDay): FreeDay | undefined {
  const sinceEaster = daysBetween(easterOf(Number(day.slice(0, 4))), day);
  const weekday = ((sinceEaster % 7) + 7) % 7;
  const weekend = weekday === 0 ? 'sunday' : weekday === 6 ? 'saturday' : undefined;
  return fixedHoliday(day.slice(5), weekend) ?? EASTER_HOLIDAYS.get(sinceEaster) ?? weekend;
}

/** A Saturday, a Sunday or a day of set H. The bridging days of ATW 3(3) are no part of H. */
export function isFreeDay(day: CalendarDay): boolean {
  return freeDayName(day) !== undefined;
}

const EASTERS = new Map<number, CalendarDay>();

// Remembered, since every date asks for it several times; there is one per year.
function easterOf(year: number): CalendarDay {
  const known = EASTERS.get(year);
  if (known !== undefined) return known;
  const easter = easterSunday(year);
  EASTERS.set(year, easter);
  return easter;
}

// Days from Easter Sunday. Easter and Whit Sunday need no entry: they are Sundays.
const EASTER_HOLIDAYS: ReadonlyMap<number, Holiday> = new Map([
  [-2, 'good_friday'], // ATW 3(2): put on a level with the generally recognised holidays
  [1, 'easter_monday'], // ATW 3(1)
  [39, 'ascension_day'], // ATW 3(1)
  [50, 'whit_monday'], // ATW 3(1)
]);

function fixedHoliday(monthAndDay: string, weekend: 'saturday' | 'sunday' | undefined): Holiday | undefined {
  switch (monthAndDay) {
    case '01-01': // ATW 3(1)
      return 'new_year';
    case '04-26': // Rijksoverheid, Koningsdag: the Saturday before when 27 April is a Sunday
      return weekend === 'saturday' ? 'kings_day' : undefined;
    case '04-27': // ATW 3(1): the day on which the King's birthday is celebrated
      return weekend === 'sunday' ? undefined : 'kings_day';
    case '05-05': // ATW 3(1): every year, not only in lustrum years as many labour agreements have it
      return 'liberation_day';
    case '12-25': // ATW 3(1)
      return 'christmas_day';
    case '12-26': // ATW 3(1)
      return 'second_christmas_day';
    default:
      return undefined;
  }
}
