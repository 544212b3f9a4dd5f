import type { Parsed } from '../language/index.ts';
import { isCalendarDay, requireDay, type CalendarDay } from './calendar.ts';
import { residentCheck } from './checksum.ts';
import { compactNumber, judged, type ParseOptions } from './normalise.ts';
import type { IdentityCode } from './texts.ts';

export type Sex = 'male' | 'female';

/** What a resident identity number (GB 11643) says. */
export interface ResidentId {
  /** 18 characters, the last a digit or `X`. */
  readonly number: string;
  /** Residence permits of Hong Kong, Macau and Taiwan residents are numbered alike, under 81, 82 and 83. */
  readonly document: 'resident-id' | 'residence-permit';
  /** Six digits of GB/T 2260, as they were at registration: the county may have been abolished since. */
  readonly division: string;
  /** The first two of them. */
  readonly province: string;
  readonly birthDate: CalendarDay;
  readonly sex: Sex;
  /** Three digits; odd for men. */
  readonly sequence: string;
}

export interface ResidentIdOptions extends ParseOptions {
  /** The day in China; a birth date after it is refused. */
  readonly today: CalendarDay;
  /** Provinces to accept beside the real ones, such as `99` for made-up people in tests. */
  readonly extraProvinces?: readonly string[];
}

const provinces = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83'.split(' '),
);

const shape = /^[1-9]\d{5}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dX]$/;

/**
 * Reads an 18-digit resident identity number, however it is spaced, full-width or with a small `x`. The first thing wrong
 * is told: form, calendar day, day after today, province, check character. Numbers of 15 digits ended in 2013 as
 * documents and are refused with a hint; {@link convertResidentId15} is for old data.
 * Catalogue: KYC-06. GB 11643.
 *
 * @throws IDENTITY_DAY if `today` is no day of the calendar
 */
export function parseResidentId(input: string, options: ResidentIdOptions): Parsed<ResidentId, IdentityCode> {
  requireDay(options.today);
  const number = compactNumber(input);
  return judged(residentIdFault(number, options), options, () => read(number));
}

function residentIdFault(number: string, options: ResidentIdOptions): IdentityCode | undefined {
  if (number === '') return 'VALUE_REQUIRED';
  if (/^\d{15}$/.test(number)) return 'ID_FIRST_GENERATION';
  if (!shape.test(number)) return 'ID_FORMAT';
  const birthDate = birthDateOf(number);
  if (!isCalendarDay(birthDate)) return 'ID_DATE';
  if (birthDate > options.today) return 'ID_FUTURE';
  const province = number.slice(0, 2);
  if (!provinces.has(province) && !options.extraProvinces?.includes(province)) return 'ID_PROVINCE';
  return residentCheck(number.slice(0, 17)) === number.charAt(17) ? undefined : 'ID_CHECK';
}

/** The birth date in positions 7–14, as `YYYY-MM-DD`, unchecked. */
export function birthDateOf(number: string): string {
  return `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`;
}

/** Sex by position 17: odd is male. */
export function sexOf(number: string): Sex {
  return Number(number.charAt(16)) % 2 === 1 ? 'male' : 'female';
}

function read(number: string): ResidentId {
  return {
    number,
    document: number.startsWith('8') ? 'residence-permit' : 'resident-id',
    division: number.slice(0, 6),
    province: number.slice(0, 2),
    birthDate: birthDateOf(number),
    sex: sexOf(number),
    sequence: number.slice(14, 17),
  };
}

/**
 * The 18-digit number a 15-digit one (GB 11643-1989) became, for data from before 2013; read it by {@link parseResidentId}
 * afterwards. The century is 19, or 18 for the sequences 996–999, which were kept for people born before 1900.
 * Refused unless it is 15 digits.
 */
export function convertResidentId15(input: string, options: ParseOptions = {}): Parsed<string, IdentityCode> {
  const old = compactNumber(input);
  return judged(/^\d{15}$/.test(old) ? undefined : 'ID_NOT_15', options, () => {
    const century = old.slice(12) >= '996' ? '18' : '19';
    const first17 = `${old.slice(0, 6)}${century}${old.slice(6)}`;
    return first17 + residentCheck(first17);
  });
}

/** `110105 19491231 002X`; anything that is not 18 characters stays as it is. */
export function formatResidentId(number: string): string {
  return number.length === 18 ? `${number.slice(0, 6)} ${number.slice(6, 14)} ${number.slice(14)}` : number;
}
