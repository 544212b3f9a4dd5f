/** Days in Shanghai, and lengths of time in words. */
export { durationText } from './duration.ts';
export {
  addDays,
  addMonths,
  dateTimeOf,
  dayMillis,
  dayOf,
  daysBetween,
  isDay,
  later,
  millisOf,
  minuteOfDay,
  startOfDay,
  weekdayOf,
} from './shanghai.ts';
