/** A calendar day as `YYYY-MM-DD`, without time zone. Comparing two as strings compares the days. */
export type CalendarDay = string & { readonly __brand: 'CalendarDay' };

const AMSTERDAM = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/Amsterdam',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** The Amsterdam calendar day in which an instant falls (law: receipt at 23:59:59 belongs to that day). */
export function amsterdamDay(instant: Date): CalendarDay {
  return AMSTERDAM.format(instant) as CalendarDay;
}

const AMSTERDAM_HOUR = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/Amsterdam',
  hour: '2-digit',
  hourCycle: 'h23',
});

/** The full hour of the clock in Amsterdam at an instant, 0 to 23. */
export function amsterdamHour(instant: Date): number {
  return Number(AMSTERDAM_HOUR.format(instant));
}

/** Reads `YYYY-MM-DD`; undefined when it is no existing day. */
export function parseDay(text: string): CalendarDay | undefined {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return undefined;
  const instant = new Date(`${text}T00:00:00Z`);
  if (Number.isNaN(instant.getTime()) || instant.toISOString().slice(0, 10) !== text) return undefined;
  return text as CalendarDay;
}

/** The first instant of a day in Amsterdam, whichever time is in force there. */
export function startOfDay(day: CalendarDay): Date {
  const winter = Date.parse(`${day}T00:00:00+01:00`);
  const summer = new Date(winter - 3_600_000);
  return amsterdamDay(summer) === day ? summer : new Date(winter);
}

/** The instant of `HH:MM` on the clock of that day in Amsterdam; undefined when that is no time. */
export function timeOfDay(day: CalendarDay, time: string): Date | undefined {
  if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) return undefined;
  const winter = Date.parse(`${day}T${time}:00+01:00`);
  const summer = new Date(winter - 3_600_000);
  return amsterdamHour(summer) === Number(time.slice(0, 2)) ? summer : new Date(winter);
}

/** The day so many days later; negative is earlier. */
export function addDays(day: CalendarDay, days: number): CalendarDay {
  const instant = new Date(`${day}T00:00:00Z`);
  instant.setUTCDate(instant.getUTCDate() + days);
  return instant.toISOString().slice(0, 10) as CalendarDay;
}

/** Whole calendar days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: CalendarDay, to: CalendarDay): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}
