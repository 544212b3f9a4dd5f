import type { Parsed } from '../language/index.ts';
import { luhnHolds } from './checksum.ts';
import { compactNumber, judged, type ParseOptions } from './normalise.ts';
import type { IdentityCode } from './texts.ts';

export interface BankCard {
  /** 13 to 19 digits. */
  readonly number: string;
  /** Whether its first digits are UnionPay's. */
  readonly unionPay: boolean;
  /** What may be kept once the card is verified. */
  readonly lastFour: string;
}

export interface BankCardOptions extends ParseOptions {
  /** Whether cards of other schemes are refused; default true. */
  readonly unionPayOnly?: boolean;
  /** First digits of UnionPay's cards; default `62`, `81`. */
  readonly unionPayPrefixes?: readonly string[];
}

/**
 * Reads the number of a bank card, with or without spaces and hyphens: 13 to 19 digits (UnionPay 16 to 19), Luhn, and
 * unless told otherwise UnionPay's first digits. Account numbers of passbooks fail one of the three.
 * Catalogue: KYC-13. ISO/IEC 7812-1.
 */
export function parseBankCard(input: string, options: BankCardOptions = {}): Parsed<BankCard, IdentityCode> {
  const number = compactNumber(input);
  const unionPay = (options.unionPayPrefixes ?? ['62', '81']).some((prefix) => number.startsWith(prefix));
  return judged(cardFault(number, unionPay, options.unionPayOnly ?? true), options, () => ({
    number,
    unionPay,
    lastFour: number.slice(-4),
  }));
}

function cardFault(number: string, unionPay: boolean, unionPayOnly: boolean): IdentityCode | undefined {
  if (number === '') return 'VALUE_REQUIRED';
  if (!/^\d{13,19}$/.test(number) || (unionPay && number.length < 16)) return 'CARD_FORMAT';
  if (unionPayOnly && !unionPay) return 'CARD_NOT_UNIONPAY';
  return luhnHolds(number) ? undefined : 'CARD_CHECK';
}

/** Groups of four: `6200 0000 0000 0005`. */
export function formatBankCard(number: string): string {
  return number.replace(/(.{4})(?=.)/gu, '$1 ');
}
