import type { Parsed } from '../language/index.ts';
import { halfWidth, judged, type ParseOptions } from './normalise.ts';
import type { IdentityCode } from './texts.ts';

const local = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const label = /^[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?$/;

/**
 * Reads an e-mail address of ASCII characters, without quoted local parts or address literals; the domain comes back in
 * lower case. At most 64 octets before the @ and 254 in all (RFC 5321, section 4.5.3.1).
 */
export function parseEmail(input: string, options: ParseOptions = {}): Parsed<string, IdentityCode> {
  const address = halfWidth(input).trim();
  const at = address.lastIndexOf('@');
  const normalised = address.slice(0, at + 1) + address.slice(at + 1).toLowerCase();
  return judged(emailFault(address, at), options, () => normalised);
}

function emailFault(address: string, at: number): IdentityCode | undefined {
  if (address === '') return 'VALUE_REQUIRED';
  if (address.length > 254 || at < 1 || at > 64) return 'EMAIL_FORMAT';
  const labels = address.slice(at + 1).split('.');
  const domainHolds = labels.length > 1 && labels.every((part) => part.length <= 63 && label.test(part));
  return domainHolds && local.test(address.slice(0, at)) ? undefined : 'EMAIL_FORMAT';
}
