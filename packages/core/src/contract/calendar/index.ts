/** Days in Shanghai, and lengths of time in words. */
export { addDays, addMonths } from '../../field/index.ts';
export { isCalendarDay as isDay } from '../../identity/index.ts';
export { durationText } from './duration.ts';
export {
  dateTimeOf,
  dayMillis,
  dayOf,
  daysBetween,
  later,
  millisOf,
  minuteOfDay,
  startOfDay,
  weekdayOf,
} from './shanghai.ts';
