import {
  carrierVerificationProblem,
  mainlandProblem,
  mask,
  parseBankCard,
  parseDocument,
  parseMobile,
  parsePersonName,
  type IdentityDocument,
} from '../../identity/index.ts';
import { parsed, unparsed, type Parsed, type Problem } from '../../language/index.ts';
import { dayOf, isDay } from '../calendar/index.ts';
import type { KeyedHash } from '../code/index.ts';
import type { PersonMethod, PlatformRules } from '../rules/index.ts';
import { because, type PersonRefusal } from './texts.ts';
import type { PersonFactors, PersonInput, PersonRecord } from './types.ts';
import { numberUsableFrom, reservedPhoneUsableFrom } from './waits.ts';

/**
 * Everything that can be judged before a source is asked (and paid, and before its own limits count): form of name, number,
 * mobile and card; mainland persons only for phone and face; virtual operators' numbers and carriers that take no part;
 * numbers that are too new. All problems at once.
 *
 * Catalogue: KYC-06, KYC-08, KYC-09, KYC-10, KYC-11, KYC-12, KYC-13, KYC-14, KYC-15, KYC-20.
 */
export function checkFactors(
  method: PersonMethod,
  input: PersonInput,
  { now, rules }: { readonly now: string; readonly rules: PlatformRules },
): Parsed<PersonFactors, PersonRefusal> {
  const today = dayOf(now);
  const name = parsePersonName(input.name, { path: 'name' });
  const { nationality } = input;
  const document = parseDocument(input.documentType, input.number, {
    today,
    path: 'number',
    ...(nationality === undefined ? {} : { nationality }),
  });
  const mobile = method === 'face' ? undefined : parseMobile(input.mobile ?? '', { path: 'mobile' });
  const card = method === 'bank' ? parseBankCard(input.card ?? '', { path: 'card' }) : undefined;
  const problems: Problem<PersonRefusal>[] = [name, document, mobile, card].flatMap((part) =>
    part === undefined || part.ok ? [] : [...part.problems],
  );
  if (document.ok && method !== 'bank') add(problems, mainlandProblem(document.value, { path: 'number' }));
  if (mobile?.ok === true && method === 'telecom') {
    add(problems, carrierVerificationProblem(mobile.value, { path: 'mobile' }));
    const from = input.mobileSince;
    if (from !== undefined && isDay(from)) {
      const usable = numberUsableFrom(mobile.value.carrier, from, rules.verification);
      if (today < usable) add(problems, because('KYC_FRESH', { path: 'mobile', values: { from: usable } }));
    }
  }
  const changed = input.reservedSince;
  if (method === 'bank' && changed !== undefined && isDay(changed)) {
    const usable = reservedPhoneUsableFrom(changed, rules.verification);
    const days = rules.verification.bank.reservedPhoneWaitDays;
    if (today < usable)
      add(problems, because('KYC_RESERVED_PHONE', { path: 'mobile', values: { days, from: usable } }));
  }
  const [first, ...others] = problems;
  if (first !== undefined || !name.ok || !document.ok) {
    return unparsed(first ?? because('KYC_MISMATCH'), ...others);
  }
  return parsed({
    method,
    name: name.value,
    document: document.value,
    documentType: input.documentType,
    ...(mobile?.ok === true ? { mobile: mobile.value.number } : {}),
    ...(card?.ok === true ? { card: card.value.number } : {}),
  });
}

/**
 * What is kept of the factors: masked values and keyed hashes, nothing from which a person could be read.
 * Catalogue: KYC-26, GEN-12.
 */
export function personRecord(factors: PersonFactors, keyedHash: KeyedHash): PersonRecord {
  const { method, name, document, documentType, mobile, card } = factors;
  const resident = document.type === 'resident-id' || document.type === 'residence-permit';
  return {
    method,
    documentType,
    name: mask('name', name.text),
    number: mask(resident ? 'resident-id' : 'document', document.number),
    ...(mobile === undefined ? {} : { mobile: mask('mobile', mobile), mobileHash: mobileHashOf(mobile, keyedHash) }),
    ...(card === undefined ? {} : { card: mask('bank-card', card) }),
    documentHash: documentHashOf(document, keyedHash),
    nameHash: nameHashOf(name.text, keyedHash),
    ...('sex' in document && document.sex !== undefined ? { sex: document.sex } : {}),
    mainland: document.type === 'resident-id',
  };
}

/** The keyed hash by which a document is recognised; `number` as the parsers of `identity` give it. */
export function documentHashOf(
  document: Pick<IdentityDocument, 'type' | 'number'> & { readonly nationality?: string },
  keyedHash: KeyedHash,
): string {
  const nationality = document.type === 'passport' ? (document.nationality ?? '') : '';
  return keyedHash(['document', document.type, nationality, document.number].join('\n'));
}

/** The keyed hash by which a name is recognised, whatever the case of Latin letters. */
export function nameHashOf(name: string, keyedHash: KeyedHash): string {
  return keyedHash(`name\n${name.toLowerCase()}`);
}

/** The keyed hash by which a phone is recognised: of accounts, invitations and verifications alike. */
export function mobileHashOf(number: string, keyedHash: KeyedHash): string {
  return keyedHash(`mobile\n${number}`);
}

function add(problems: Problem<PersonRefusal>[], problem: Problem<PersonRefusal> | undefined): void {
  if (problem !== undefined) problems.push(problem);
}
