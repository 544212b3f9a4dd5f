import { problemOf, type Parsed, type Problem } from '../language/index.ts';
import { compactNumber, judged, type ParseOptions } from './normalise.ts';
import { identityTexts, type IdentityCode } from './texts.ts';

export type Carrier = 'china-mobile' | 'china-unicom' | 'china-telecom' | 'china-broadnet';

/** What numbers of a range are for. Only `personal` ones are answered for by their carrier. */
export type MobileUse = 'personal' | 'virtual' | 'satellite' | 'emergency' | 'things';

/** A range of the numbering plan. */
export interface MobileRange {
  readonly carrier?: Carrier;
  readonly use: MobileUse;
  /** Leading digits, three to seven; the longest that fits a number decides. */
  readonly prefixes: readonly string[];
}

/** Who has which numbers; pass another one when ranges are added. */
export interface MobilePlan {
  readonly ranges: readonly MobileRange[];
  /** Uses whose numbers receive SMS, and so may log in and be notified. */
  readonly receivesSms: readonly MobileUse[];
  /** Carriers that answer the three-factor question. */
  readonly verifyingCarriers: readonly Carrier[];
}

const words = (text: string): readonly string[] => text.split(' ');

/**
 * The mainland's ranges as of 2025. Numbers may move between carriers since 2019, so a carrier read from a number is a hint.
 * Catalogue: KYC-08, KYC-10.
 */
export const mobilePlan: MobilePlan = {
  ranges: [
    {
      carrier: 'china-mobile',
      use: 'personal',
      prefixes: words('134 135 136 137 138 139 147 150 151 152 157 158 159 172 178 182 183 184 187 188 195 197 198'),
    },
    {
      carrier: 'china-unicom',
      use: 'personal',
      prefixes: words('130 131 132 145 155 156 166 175 176 185 186 196'),
    },
    {
      carrier: 'china-telecom',
      use: 'personal',
      prefixes: words('133 149 153 173 177 180 181 189 190 191 193 199'),
    },
    { carrier: 'china-broadnet', use: 'personal', prefixes: ['192'] },
    { carrier: 'china-telecom', use: 'virtual', prefixes: words('162 1700 1701 1702') },
    { carrier: 'china-mobile', use: 'virtual', prefixes: words('165 1703 1705 1706') },
    { carrier: 'china-unicom', use: 'virtual', prefixes: words('167 171 1704 1707 1708 1709') },
    { carrier: 'china-telecom', use: 'satellite', prefixes: words('1349 17400 17401 17402 17403 17404 17405') },
    { use: 'satellite', prefixes: ['1749'] },
    { use: 'emergency', prefixes: words('17406 17407 17408 17409 17410 17411 17412') },
    { use: 'things', prefixes: words('140 141 144 146 148') },
  ],
  receivesSms: ['personal', 'virtual', 'satellite'],
  verifyingCarriers: ['china-mobile', 'china-unicom', 'china-telecom'],
};

/** A mainland mobile number. */
export interface Mobile {
  /** Eleven digits. */
  readonly number: string;
  /** Who was given the range; numbers may have moved. */
  readonly carrier?: Carrier;
  readonly use: MobileUse;
}

export interface MobileOptions extends ParseOptions {
  /** Default {@link mobilePlan}. */
  readonly plan?: MobilePlan;
}

/**
 * Reads a mainland mobile number that can receive SMS, with or without +86 or 0086, spaces and hyphens. Virtual operators'
 * numbers are read: they may log in, though not be verified by a carrier ({@link carrierVerificationProblem}).
 */
export function parseMobile(input: string, options: MobileOptions = {}): Parsed<Mobile, IdentityCode> {
  const plan = options.plan ?? mobilePlan;
  const number = compactNumber(input).replace(/^(?:\+|00)?86(?=1\d{10}$)/, '');
  const range = rangeOf(number, plan);
  return judged(mobileFault(number, range, plan), options, () => ({
    number,
    ...(range?.carrier === undefined ? {} : { carrier: range.carrier }),
    use: range?.use ?? 'personal',
  }));
}

function mobileFault(number: string, range: MobileRange | undefined, plan: MobilePlan): IdentityCode | undefined {
  if (number === '') return 'VALUE_REQUIRED';
  if (/^1\d{12}$/.test(number) && range?.use === 'things') return 'MOBILE_THINGS';
  if (!/^1\d{10}$/.test(number)) return 'MOBILE_FORMAT';
  if (!range) return 'MOBILE_RANGE';
  if (plan.receivesSms.includes(range.use)) return undefined;
  return range.use === 'things' ? 'MOBILE_THINGS' : 'MOBILE_RANGE';
}

function rangeOf(number: string, plan: MobilePlan): MobileRange | undefined {
  for (let length = 7; length >= 3; length -= 1) {
    const prefix = number.slice(0, length);
    const range = plan.ranges.find(({ prefixes }) => prefixes.includes(prefix));
    if (range) return range;
  }
  return undefined;
}

/**
 * Why a number cannot be verified by 运营商三要素, or undefined when it can: virtual operators' numbers, satellite numbers
 * and carriers that take no part are refused before anything is asked of them.
 * Catalogue: KYC-08, KYC-10.
 */
export function carrierVerificationProblem(
  mobile: Mobile,
  options: MobileOptions = {},
): Problem<IdentityCode> | undefined {
  const plan = options.plan ?? mobilePlan;
  if (mobile.use === 'virtual') return problemOf(identityTexts, 'KYC_MVNO', options);
  const covered =
    mobile.use === 'personal' && mobile.carrier !== undefined && plan.verifyingCarriers.includes(mobile.carrier);
  return covered ? undefined : problemOf(identityTexts, 'KYC_CARRIER', options);
}

/** `138 0013 8000`; anything that is not 11 characters stays as it is. */
export function formatMobile(number: string): string {
  return number.length === 11 ? `${number.slice(0, 3)} ${number.slice(3, 7)} ${number.slice(7)}` : number;
}
