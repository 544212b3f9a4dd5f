import { maskBankCard, maskDocument, maskEmail, maskMobile, maskResidentId } from './mask.ts';
import { compactNumber } from './normalise.ts';

/** Eleven or more digits in a row, full-width ones too; an X only where it ends a resident ID. */
const runs = /[0-9\uff10-\uff19]{17}[xX\uff38\uff58](?![A-Za-z0-9])|[0-9\uff10-\uff19]{11,}/g;
/** Numbers as people group them: a mobile 3-4-4 or 5-6, a resident ID 6-8-4 or 6-4-4-4, a card in fours. */
const groups =
  /(?<!\d)(?:1[3-9]\d[ -]?\d{4}[ -]?\d{4}|1[3-9]\d{3}[ -]\d{6}|\d{6}[ -]\d{4}[ -]?\d{4}[ -]?\d{3}[\dXx]|\d{4}(?:[ -]\d{4}){2,3}(?:[ -]\d{1,4})?)(?!\d)/g;
const emails = /[\w.!#$%&'*+/=?^`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9.-]{0,253}[A-Za-z0-9])?/g;
const permits =
  /(?<![A-Za-z0-9])(?:[HMhm]\d{10}|[HMhm]\d{8}|[HMhm][Aa]\d{7}|[EGDSPegdsp][A-Za-z]?\d{7,8}|[A-Za-z]{3}\d{12})(?![A-Za-z0-9])/g;

/**
 * Free text with everything masked that looks like a resident ID (15 or 18 digits), a mobile number, a bank card, an
 * e-mail address, a Hong Kong or Macau permit, a Chinese passport or an older permanent residence card. For logs, where
 * hiding too much does less harm than too little: eleven digits in a row are hidden, whatever they count, and so are
 * three groups of four. Names, addresses, foreign passports and Taiwan permits (eight bare digits) cannot be told from
 * other text: keep them out. Takes time linear in the text.
 */
export function redact(text: string): string {
  return text
    .replace(emails, (address) => maskEmail(address))
    .replace(permits, (number) => maskDocument(number))
    .replace(runs, maskDigits)
    .replace(groups, maskDigits);
}

function maskDigits(written: string): string {
  const number = compactNumber(written);
  const mobile = /^(?:86)?(1[3-9]\d{9})$/.exec(number)?.[1];
  if (mobile !== undefined) return maskMobile(mobile);
  return number.length === 15 || number.length === 18 ? maskResidentId(number) : maskBankCard(number);
}
