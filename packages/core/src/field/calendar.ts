import { isCalendarDay, type CalendarDay } from '../identity/index.ts';

const dayLength = 86_400_000; // ms

/** True for a day that exists, of the years 1000 to 9999: what a contract may name. */
export function isContractDay(text: string): boolean {
  return isCalendarDay(text) && text >= '1000';
}

/** `days` later, or earlier when negative. */
export function addDays(date: CalendarDay, days: number): CalendarDay {
  return fromUtc(new Date(Date.parse(date) + days * dayLength));
}

/** The same day of the month `months` later, or that month's last day where it has no such day. */
export function addMonths(date: CalendarDay, months: number): CalendarDay {
  const [year, month, day] = partsOf(date);
  const lastDay = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return fromUtc(new Date(Date.UTC(year, month - 1 + months, Math.min(day, lastDay))));
}

/**
 * Last day of a period of `months` calendar months whose first day is `start`: it counts (以上 includes the number). Where
 * the last month has no such day, its last day ends the period (Civil Code, article 202): a month from 31 January ends on
 * 28 February, not on the 27th.
 */
export function lastDayOf(start: CalendarDay, months: number): CalendarDay {
  const next = addMonths(start, months);
  return next.slice(8) === start.slice(8) ? addDays(next, -1) : next;
}

/** Year, month from 1, day. */
export function partsOf(date: CalendarDay): [year: number, month: number, day: number] {
  return date.split('-').map(Number) as [number, number, number];
}

function fromUtc(date: Date): CalendarDay {
  return date.toISOString().slice(0, 10);
}
