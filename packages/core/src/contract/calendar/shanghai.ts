import { CinnabarError } from '../../error/index.ts';
import { isCalendarDay } from '../../identity/index.ts';

/**
 * Days of the calendar as people in China count them: Asia/Shanghai, UTC+08:00 without summer time since 1991. A day is
 * `YYYY-MM-DD`, an instant ISO 8601 in UTC.
 */
const offset = 8 * 60 * 60_000;
const minute = 60_000;

/** Milliseconds of a day. */
export const dayMillis = 24 * 60 * minute;

const iso = /^(\d{4}-\d\d-\d\d)T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d)$/;

/**
 * Milliseconds since 1970 of an ISO 8601 instant with its zone, of the years 0000 to 9999.
 * @throws CinnabarError `INSTANT_INVALID` when it is none: instants come from clocks and stores, never from people.
 */
export function millisOf(instant: string): number {
  const day = iso.exec(instant)?.[1];
  // Date.parse alone takes other notations too, and 30 February for 2 March.
  const millis = day !== undefined && isCalendarDay(day) ? Date.parse(instant) : NaN;
  if (Number.isNaN(millis)) {
    throw new CinnabarError('INSTANT_INVALID', 'An instant must be ISO 8601 with its zone.', { details: { instant } });
  }
  return millis;
}

/** The instant so many milliseconds later. */
export function later(instant: string, millis: number): string {
  return new Date(millisOf(instant) + millis).toISOString();
}

/** The day in Shanghai at an instant. */
export function dayOf(instant: string): string {
  return new Date(millisOf(instant) + offset).toISOString().slice(0, 10);
}

/** Minutes since midnight in Shanghai. */
export function minuteOfDay(instant: string): number {
  const sinceMidnight = (((millisOf(instant) + offset) % dayMillis) + dayMillis) % dayMillis;
  return Math.floor(sinceMidnight / minute);
}

/** `YYYY-MM-DD HH:mm:ss` in Shanghai, as lists show it. */
export function dateTimeOf(instant: string): string {
  return new Date(millisOf(instant) + offset).toISOString().slice(0, 19).replace('T', ' ');
}

/** The instant at which a day begins in Shanghai. */
export function startOfDay(day: string): string {
  return new Date(midnight(day) - offset).toISOString();
}

/** Days from one to the other; negative when `until` is earlier. */
export function daysBetween(from: string, until: string): number {
  return Math.round((midnight(until) - midnight(from)) / dayMillis);
}

/** 1 for Monday … 7 for Sunday. */
export function weekdayOf(day: string): number {
  return new Date(midnight(day)).getUTCDay() || 7;
}

function midnight(day: string): number {
  if (!isCalendarDay(day))
    throw new CinnabarError('INSTANT_INVALID', 'A day must be YYYY-MM-DD.', { details: { day } });
  return Date.parse(`${day}T00:00:00Z`);
}
