import { maskBankCard, maskDocument, maskEmail, maskMobile, maskResidentId } from './mask.ts';
import { compactNumber } from './normalise.ts';

/** A digit, a full-width one too, and what people group digits by. */
const d = '[0-9\\uff10-\\uff19]';
const gap = '[ \\u00a0\\u3000.\\u2010-\\u2015\\uff0d-]';

/** Eleven or more digits in a row; an X only where it ends a resident ID. */
const runs = new RegExp(`${d}{17}[xX\\uff38\\uff58](?![A-Za-z0-9])|${d}{11,}`, 'g');
/** Numbers as people group them: a mobile 3-4-4 or 5-6, a resident ID 6-8-4 or 6-4-4-4, a card in fours. */
const groups = new RegExp(
  `(?<!${d})(?:` +
    [
      `[1\\uff11][3-9\\uff13-\\uff19]${d}${gap}?${d}{4}${gap}?${d}{4}`,
      `[1\\uff11][3-9\\uff13-\\uff19]${d}{3}${gap}${d}{6}`,
      `${d}{6}${gap}${d}{4}${gap}?${d}{4}${gap}?${d}{3}[\\dXx\\uff10-\\uff19\\uff38\\uff58]`,
      `${d}{4}(?:${gap}${d}{4}){2,3}(?:${gap}${d}{1,4})?`,
    ].join('|') +
    `)(?!${d})`,
  'g',
);
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
  const number = compactNumber(written).replaceAll('.', '');
  const mobile = /^(?:86)?(1[3-9]\d{9})$/.exec(number)?.[1];
  if (mobile !== undefined) return maskMobile(mobile);
  return number.length === 15 || number.length === 18 ? maskResidentId(number) : maskBankCard(number);
}
