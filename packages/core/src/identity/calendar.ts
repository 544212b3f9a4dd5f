import { CinnabarError } from '../error/index.ts';

/** A day of the Gregorian calendar, `YYYY-MM-DD`. It has no time zone: whoever knows an instant decides which day it was in China. */
export type CalendarDay = string;

/** Whether `text` is `YYYY-MM-DD` and that day exists. */
export function isCalendarDay(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) return false;
  const [year, month, day] = match.slice(1).map(Number) as [number, number, number];
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/**
 * Completed years of life (周岁) on `day`, for someone born on `birthDate`; negative before birth.
 * A year is complete on the birthday; who was born on 29 February completes it on 1 March of a common year.
 *
 * @throws IDENTITY_DAY if either is no day of the calendar
 */
export function ageOn(birthDate: CalendarDay, day: CalendarDay): number {
  requireDay(birthDate);
  requireDay(day);
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4));
  return day.slice(5) < birthDate.slice(5) ? years - 1 : years;
}

/** @throws IDENTITY_DAY unless `day` is a day of the calendar */
export function requireDay(day: CalendarDay): void {
  if (!isCalendarDay(day)) throw new CinnabarError('IDENTITY_DAY', 'Give days as YYYY-MM-DD, of the calendar.');
}
