import { problemOf, type LocalizedText, type Parsed, type Problem } from '../language/index.ts';
import { creditCheck, organisationCheck, registrationCheck } from './checksum.ts';
import { compactNumber, judged, type ParseOptions } from './normalise.ts';
import { identityTexts, type IdentityCode } from './texts.ts';

/** 组织类型 as the platform asks for it. */
export type OrganisationType = 'enterprise' | 'sole-proprietor' | 'other';

/** What a unified social credit code (GB 32100-2015) says. */
export interface CreditCode {
  readonly kind: 'credit-code';
  /** 18 characters. */
  readonly number: string;
  /** First character: who registers. */
  readonly authority: string;
  /** Second character: what is registered, within the authority. */
  readonly category: string;
  /** Six digits of GB/T 2260: where the registering authority sits. */
  readonly division: string;
  /** Nine characters: the organisation code of GB 11714. */
  readonly organisationCode: string;
  /** Unusual, but no reason to refuse: the check character is right. */
  readonly warnings: readonly Problem<IdentityCode>[];
}

/** A 15-digit business registration number (工商注册号, GS 15-2006), from before credit codes. */
export interface RegistrationNumber {
  readonly kind: 'registration-number';
  readonly number: string;
  /** Six digits: the first registering authority. */
  readonly authority: string;
}

/**
 * Reads a unified social credit code. The check character decides; an unknown registering authority, or an inner
 * organisation code with a wrong check character (both exist among issued codes), is a warning.
 * Catalogue: ACC-02, ORG-02. GB 32100-2015.
 */
export function parseCreditCode(input: string, options: ParseOptions = {}): Parsed<CreditCode, IdentityCode> {
  const number = compactNumber(input);
  return judged(creditCodeFault(number), options, () => {
    const organisationCode = number.slice(8, 17);
    const unusual: IdentityCode[] = [];
    if (!/^[1-9ANY][1-59]/.test(number)) unusual.push('CREDIT_CODE_AUTHORITY');
    if (organisationCheck(organisationCode.slice(0, 8)) !== organisationCode.charAt(8))
      unusual.push('CREDIT_CODE_SUBJECT');
    return {
      kind: 'credit-code' as const,
      number,
      authority: number.charAt(0),
      category: number.charAt(1),
      division: number.slice(2, 8),
      organisationCode,
      warnings: unusual.map((code) => problemOf(identityTexts, code, options)),
    };
  });
}

function creditCodeFault(number: string): IdentityCode | undefined {
  if (number === '') return 'VALUE_REQUIRED';
  if (!/^[0-9A-Z]{18}$/.test(number)) return 'CREDIT_CODE_FORMAT';
  if (/[IOSVZ]/.test(number)) return 'CREDIT_CODE_LETTER';
  if (!/^..\d{6}/.test(number)) return 'CREDIT_CODE_FORMAT';
  return creditCheck(number.slice(0, 17)) === number.charAt(17) ? undefined : 'CREDIT_CODE_CHECK';
}

/** Reads a nine-character organisation code, with or without its hyphen, as nine characters. GB 11714. */
export function parseOrganisationCode(input: string, options: ParseOptions = {}): Parsed<string, IdentityCode> {
  const number = compactNumber(input);
  return judged(organisationCodeFault(number), options, () => number);
}

function organisationCodeFault(number: string): IdentityCode | undefined {
  if (number === '') return 'VALUE_REQUIRED';
  if (!/^[0-9A-Z]{8}[0-9X]$/.test(number)) return 'ORG_CODE_FORMAT';
  return organisationCheck(number.slice(0, 8)) === number.charAt(8) ? undefined : 'ORG_CODE_CHECK';
}

/** Reads a 15-digit business registration number. GS 15-2006. */
export function parseRegistrationNumber(
  input: string,
  options: ParseOptions = {},
): Parsed<RegistrationNumber, IdentityCode> {
  const number = compactNumber(input);
  return judged(registrationFault(number), options, () => ({
    kind: 'registration-number' as const,
    number,
    authority: number.slice(0, 6),
  }));
}

function registrationFault(number: string): IdentityCode | undefined {
  if (number === '') return 'VALUE_REQUIRED';
  if (!/^\d{15}$/.test(number)) return 'REGISTRATION_FORMAT';
  return registrationCheck(number.slice(0, 14)) === number.charAt(14) ? undefined : 'REGISTRATION_CHECK';
}

/**
 * Reads the field 统一社会信用代码或工商注册号: 15 digits are a registration number, all else a credit code.
 * Catalogue: ORG-07, ORG-09.
 */
export function parseOrganisationNumber(
  input: string,
  options: ParseOptions = {},
): Parsed<CreditCode | RegistrationNumber, IdentityCode> {
  return /^\d{15}$/.test(compactNumber(input))
    ? parseRegistrationNumber(input, options)
    : parseCreditCode(input, options);
}

/** What the first two characters of a credit code stand for, as far as the platform names it. */
const categories: Readonly<Record<string, LocalizedText>> = {
  '11': { 'zh-Hans': '机关', 'zh-Hant': '機關', en: 'Government body' },
  '12': { 'zh-Hans': '事业单位', 'zh-Hant': '事業單位', en: 'Public institution' },
  '31': { 'zh-Hans': '律师执业机构', 'zh-Hant': '律師執業機構', en: 'Law firm' },
  '51': { 'zh-Hans': '社会团体', 'zh-Hant': '社會團體', en: 'Association' },
  '52': { 'zh-Hans': '民办非企业单位', 'zh-Hant': '民辦非企業單位', en: 'Private non-enterprise unit' },
  '53': { 'zh-Hans': '基金会', 'zh-Hant': '基金會', en: 'Foundation' },
  '81': { 'zh-Hans': '基层工会', 'zh-Hant': '基層工會', en: 'Local trade union' },
  '91': { 'zh-Hans': '企业', 'zh-Hant': '企業', en: 'Enterprise' },
  '92': { 'zh-Hans': '个体工商户', 'zh-Hant': '個體工商戶', en: 'Sole proprietor' },
  '93': { 'zh-Hans': '农民专业合作社', 'zh-Hant': '農民專業合作社', en: 'Farmers’ cooperative' },
};

/** The three answers to 组织类型, as labelled in the catalogue (LBL-26). */
export const organisationTypeLabels: Readonly<Record<OrganisationType, LocalizedText>> = {
  enterprise: { 'zh-Hans': '企业', 'zh-Hant': '企業', en: 'Enterprise' },
  'sole-proprietor': { 'zh-Hans': '个体工商户', 'zh-Hant': '個體工商戶', en: 'Sole proprietor' },
  other: { 'zh-Hans': '其他', 'zh-Hant': '其他', en: 'Other' },
};

/** The type a credit code suggests: 91 an enterprise, 92 a sole proprietor, else other. Catalogue: ORG-05. */
export function suggestOrganisationType(code: CreditCode): OrganisationType {
  const pair = code.authority + code.category;
  return pair === '91' ? 'enterprise' : pair === '92' ? 'sole-proprietor' : 'other';
}

/** The kind of organisation a credit code names (事业单位, 律师执业机构, …); undefined for rarer ones. */
export function organisationCategory(code: CreditCode): LocalizedText | undefined {
  return categories[code.authority + code.category];
}

/** The type a person chose; a warning is the value's when the credit code suggests another. Catalogue: ORG-05. */
export function chooseOrganisationType(
  code: CreditCode,
  chosen: OrganisationType,
  options: ParseOptions = {},
): { readonly type: OrganisationType; readonly warning?: Problem<IdentityCode> } {
  if (suggestOrganisationType(code) === chosen) return { type: chosen };
  return { type: chosen, warning: problemOf(identityTexts, 'ORG_TYPE_UNLIKE_CODE', options) };
}
