import { problemOf, type LocalizedText, type Parsed, type Problem } from '../language/index.ts';
import { ageOn, isCalendarDay, requireDay, type CalendarDay } from './calendar.ts';
import { residentCheck } from './checksum.ts';
import { compactNumber, judged, refused, type ParseOptions } from './normalise.ts';
import {
  birthDateOf,
  parseResidentId,
  sexOf,
  type ResidentId,
  type ResidentIdOptions,
  type Sex,
} from './resident-id.ts';
import { identityTexts, type IdentityCode } from './texts.ts';

/** The documents a person may show. The platform's list (KYC-11) is the first four. */
export type DocumentType =
  'resident-id' | 'hk-macau-permit' | 'taiwan-permit' | 'passport' | 'residence-permit' | 'permanent-residence';

export interface DocumentLabels {
  readonly name: LocalizedText;
  /** What the field of its number is called. */
  readonly number: LocalizedText;
}

const documentNumber: LocalizedText = { 'zh-Hans': '证件号', 'zh-Hant': '證件號', en: 'Document number' };

/** What documents and the fields of their numbers are called (LBL-37, LBL-38). Catalogue: KYC-11. */
export const documentLabels: Readonly<Record<DocumentType, DocumentLabels>> = {
  'resident-id': {
    name: { 'zh-Hans': '身份证', 'zh-Hant': '身份證', en: 'Resident identity card' },
    number: { 'zh-Hans': '身份证号', 'zh-Hant': '身份證號', en: 'ID number' },
  },
  'hk-macau-permit': {
    name: {
      'zh-Hans': '港澳居民来往内地通行证',
      'zh-Hant': '港澳居民來往內地通行證',
      en: 'Mainland travel permit (Hong Kong and Macau)',
    },
    number: documentNumber,
  },
  'taiwan-permit': {
    name: { 'zh-Hans': '台胞证', 'zh-Hant': '台胞證', en: 'Mainland travel permit (Taiwan)' },
    number: documentNumber,
  },
  passport: { name: { 'zh-Hans': '护照', 'zh-Hant': '護照', en: 'Passport' }, number: documentNumber },
  'residence-permit': {
    name: {
      'zh-Hans': '港澳台居民居住证',
      'zh-Hant': '港澳台居民居住證',
      en: 'Residence permit (Hong Kong, Macau and Taiwan)',
    },
    number: documentNumber,
  },
  'permanent-residence': {
    name: {
      'zh-Hans': '外国人永久居留身份证',
      'zh-Hant': '外國人永久居留身份證',
      en: 'Foreign permanent resident ID card',
    },
    number: documentNumber,
  },
};

/** 港澳居民来往内地通行证. */
export interface HkMacauPermit {
  readonly type: 'hk-macau-permit';
  /** Nine characters; what stays the same through renewals. */
  readonly number: string;
  readonly residence: 'hong-kong' | 'macau';
  /** The two digits older cards add, `00` first; absent when not printed. */
  readonly renewal?: string;
  /** False on the card for residents who are no Chinese citizens (since 10 July 2024): it gives no right to work. */
  readonly chineseCitizen: boolean;
}

/** 台湾居民来往大陆通行证: eight digits on cards, ten in the older books. */
export interface TaiwanPermit {
  readonly type: 'taiwan-permit';
  /** Eight digits; what stays the same through renewals. */
  readonly number: string;
  readonly renewal?: string;
}

/** 外国人永久居留身份证. */
export interface PermanentResidence {
  readonly type: 'permanent-residence';
  /** 15 characters (before 2023) or 18. */
  readonly number: string;
  /** ISO 3166-1: three letters on the older card, three digits on the newer. */
  readonly nationality: string;
  /** Only from the 18-digit number. */
  readonly birthDate?: CalendarDay;
  readonly sex?: Sex;
}

export interface Passport {
  readonly type: 'passport';
  readonly number: string;
  /** Letters of ICAO 9303 part 3 section 5: ISO 3166-1 alpha-3, or `D` for Germany. */
  readonly nationality: string;
}

export type IdentityDocument =
  | (ResidentId & { readonly type: 'resident-id' | 'residence-permit' })
  | HkMacauPermit
  | TaiwanPermit
  | Passport
  | PermanentResidence;

export interface DocumentOptions extends ResidentIdOptions {
  /** Of a passport's holder; needed for passports only. */
  readonly nationality?: string;
}

/**
 * Reads the number of a document of the given type. Numbers of residence permits are accepted as 身份证, as the verifying
 * services do; what comes back tells which it is.
 * Catalogue: KYC-06, KYC-11.
 *
 * @throws IDENTITY_DAY if `today` is no day of the calendar
 */
export function parseDocument(
  type: DocumentType,
  input: string,
  options: DocumentOptions,
): Parsed<IdentityDocument, IdentityCode> {
  switch (type) {
    case 'resident-id':
      return parseResident(input, options);
    case 'residence-permit':
      return parseResidencePermit(input, options);
    case 'hk-macau-permit':
      return parseHkMacauPermit(input, options);
    case 'taiwan-permit':
      return parseTaiwanPermit(input, options);
    case 'permanent-residence':
      return parsePermanentResidence(input, options);
    case 'passport':
      return parsePassport(input, options.nationality ?? '', options);
    default:
      // A form that was tampered with, past the types.
      return refused('DOCUMENT_TYPE', options);
  }
}

function parseResident(input: string, options: ResidentIdOptions): Parsed<IdentityDocument, IdentityCode> {
  const result = parseResidentId(input, options);
  return result.ok ? { ok: true, value: { ...result.value, type: result.value.document } } : result;
}

/** Reads a residence permit of a Hong Kong (81), Macau (82) or Taiwan (83) resident: numbered like a resident ID. */
export function parseResidencePermit(
  input: string,
  options: ResidentIdOptions,
): Parsed<IdentityDocument, IdentityCode> {
  const result = parseResident(input, options);
  return result.ok && result.value.type !== 'residence-permit' ? refused('RESIDENCE_PERMIT_PROVINCE', options) : result;
}

/** Reads a Hong Kong or Macau travel permit: `H` or `M` and 8 or 10 digits; `HA` or `MA` and 7 for those without citizenship. */
export function parseHkMacauPermit(input: string, options: ParseOptions = {}): Parsed<HkMacauPermit, IdentityCode> {
  const number = compactNumber(input);
  const match = /^(?:([HM])\d{8}(\d{2})?|([HM])A\d{7})$/.exec(number);
  return judged(match ? undefined : emptyOr(number, 'HK_MACAU_PERMIT_FORMAT'), options, () => ({
    type: 'hk-macau-permit' as const,
    number: number.slice(0, 9),
    residence: number.startsWith('H') ? ('hong-kong' as const) : ('macau' as const),
    ...(match?.[2] === undefined ? {} : { renewal: match[2] }),
    chineseCitizen: match?.[3] === undefined,
  }));
}

/** Reads a Taiwan travel permit: 8 digits, or 10 in the older books. */
export function parseTaiwanPermit(input: string, options: ParseOptions = {}): Parsed<TaiwanPermit, IdentityCode> {
  const number = compactNumber(input);
  const match = /^\d{8}(\d{2})?$/.exec(number);
  return judged(match ? undefined : emptyOr(number, 'TAIWAN_PERMIT_FORMAT'), options, () => ({
    type: 'taiwan-permit' as const,
    number: number.slice(0, 8),
    ...(match?.[1] === undefined ? {} : { renewal: match[1] }),
  }));
}

/** Reads a foreigner's permanent residence number: 3 letters and 12 digits, or (since 2023) 18 digits that begin with 9. */
export function parsePermanentResidence(
  input: string,
  options: ResidentIdOptions,
): Parsed<PermanentResidence, IdentityCode> {
  requireDay(options.today);
  const number = compactNumber(input);
  const type = 'permanent-residence' as const;
  if (/^[A-Z]{3}\d{12}$/.test(number)) return { ok: true, value: { type, number, nationality: number.slice(0, 3) } };
  return judged(permanentResidenceFault(number, options.today), options, () => ({
    type,
    number,
    nationality: number.slice(3, 6),
    birthDate: birthDateOf(number),
    sex: sexOf(number),
  }));
}

function permanentResidenceFault(number: string, today: CalendarDay): IdentityCode | undefined {
  if (!/^9\d{16}[\dX]$/.test(number)) return emptyOr(number, 'PERMANENT_RESIDENCE_FORMAT');
  if (!isCalendarDay(birthDateOf(number))) return 'ID_DATE';
  if (birthDateOf(number) > today) return 'ID_FUTURE';
  return residentCheck(number.slice(0, 17)) === number.charAt(17) ? undefined : 'ID_CHECK';
}

const chinesePassport = /^(?:E\d{8}|E[A-HJ-NP-Z]\d{7}|G\d{8}|[DSP]E?\d{7,8})$/;

/**
 * Reads a passport number. Chinese ones (`CHN`) have forms of their own; of the others only the letters and digits that
 * ICAO 9303 allows are known, 5 to 17 of them.
 */
export function parsePassport(
  input: string,
  nationality: string,
  options: ParseOptions = {},
): Parsed<Passport, IdentityCode> {
  const number = compactNumber(input);
  const country = nationality.trim().toUpperCase();
  return judged(passportFault(number, country), options, () => ({ type: 'passport', number, nationality: country }));
}

function passportFault(number: string, country: string): IdentityCode | undefined {
  if (!/^(?:[A-Z]{3}|D)$/.test(country)) return 'PASSPORT_NATIONALITY';
  const form = country === 'CHN' ? chinesePassport : /^[A-Z0-9]{5,17}$/;
  return form.test(number) ? undefined : emptyOr(number, 'PASSPORT_FORMAT');
}

function emptyOr(number: string, code: IdentityCode): IdentityCode {
  return number === '' ? 'VALUE_REQUIRED' : code;
}

/** The youngest age at which a labour contract may be made (Labour Law, article 15). */
export const workingAge = 16;

/**
 * What stands against employing the holder of a document from `day` on, as far as the document tells: an age under 16, a
 * permit that gives no right to work, a passport that needs a work permit beside it. Empty when nothing does.
 *
 * @throws IDENTITY_DAY if `day` is no day of the calendar
 */
export function employmentProblems(
  document: IdentityDocument,
  day: CalendarDay,
  options: ParseOptions = {},
): readonly Problem<IdentityCode>[] {
  requireDay(day);
  const codes: IdentityCode[] = [];
  if ('birthDate' in document && !isOldEnough(document.birthDate, day)) codes.push('EMPLOYMENT_AGE');
  if (document.type === 'hk-macau-permit' && !document.chineseCitizen) codes.push('EMPLOYMENT_PERMIT');
  if (document.type === 'passport' && document.nationality !== 'CHN') codes.push('EMPLOYMENT_WORK_PERMIT');
  return codes.map((code) => problemOf(identityTexts, code, options));
}

/** Whether someone born on `birthDate` has the {@link workingAge} on `day`. @throws IDENTITY_DAY */
export function isOldEnough(birthDate: CalendarDay, day: CalendarDay): boolean {
  return ageOn(birthDate, day) >= workingAge;
}

/**
 * Why the holder of a document cannot be verified by phone or by face, or undefined when they can: the sources behind
 * both know residents of the mainland only. Catalogue: KYC-06, KYC-20.
 */
export function mainlandProblem(
  document: IdentityDocument,
  options: ParseOptions = {},
): Problem<IdentityCode> | undefined {
  return document.type === 'resident-id' ? undefined : problemOf(identityTexts, 'KYC_MAINLAND', options);
}
