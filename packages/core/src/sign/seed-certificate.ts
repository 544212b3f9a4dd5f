import { bytesToLatin1, derTag, equalBytes, expectTlv, readTlv } from '../bytes/index.ts';
import { certificatePolicies, nameValues, oid, readCertificate, type Certificate } from '../cms/index.ts';
import { isCinnabarError } from '../error/index.ts';
import type { SeedDictionary } from './seed-dictionary.ts';

/** Flags of a certificate seed value dictionary (ISO 32000-2 table 238): which of its entries are mandatory. */
const flag = { Subject: 1, Issuer: 2, OID: 4, SubjectDN: 8, KeyUsage: 32 } as const;
/** Where to get a certificate: says nothing of the one that signs, whatever its flag. */
const urlFlag = 64;
const knownFlags = Object.values(flag).reduce((sum, bit) => sum | bit, urlFlag);

export type CertificateEntry = keyof typeof flag | 'Ff' | 'SignaturePolicyOID';

/** Attribute types that have a short name there; others come as dotted identifiers. */
const shortNames: Readonly<Record<string, string>> = {
  CN: oid.commonName,
  SERIALNUMBER: oid.serialNumber,
  C: oid.country,
  O: oid.organization,
  OU: oid.organizationalUnit,
  SN: '2.5.4.4',
  L: '2.5.4.7',
  ST: '2.5.4.8',
  STREET: '2.5.4.9',
  T: '2.5.4.12',
  TITLE: '2.5.4.12',
  GN: '2.5.4.42',
  E: oid.emailAddress,
  EMAIL: oid.emailAddress,
  EMAILADDRESS: oid.emailAddress,
  UID: '0.9.2342.19200300.100.1.1',
  DC: '0.9.2342.19200300.100.1.25',
};

/** What an author demands of the certificate that signs. */
export interface CertificateSeed {
  /** The first demand, of those no certificate can meet here. */
  readonly unknown?: CertificateEntry;
  readonly subjects?: readonly Uint8Array[];
  readonly issuers?: readonly Certificate[];
  /** Object identifiers of policies. */
  readonly policies?: readonly string[];
  /** Attribute types and their values. */
  readonly names?: readonly ReadonlyMap<string, string>[];
  /** Each of up to nine of `0`, `1` and `X`, one for each bit of RFC 5280 §4.2.1.3. */
  readonly usages?: readonly string[];
}

/** The mandatory entries; the others are of no use to somebody who has a certificate already. */
export function readCertificateSeed(dict: SeedDictionary): CertificateSeed {
  const flags = dict.flags();
  // No flag says whether a signature policy is mandatory, and no signature made here has one.
  if (dict.has('SignaturePolicyOID')) return { unknown: 'SignaturePolicyOID' };
  if ((flags & ~knownFlags) !== 0) return { unknown: 'Ff' };
  const wanted = <Value>(key: keyof typeof flag, value: () => Value | undefined): Value | undefined =>
    (flags & flag[key]) === 0 ? undefined : value();
  const subjects = wanted('Subject', () => dict.bytes('Subject'));
  const issuers = wanted('Issuer', () => dict.bytes('Issuer')?.map((der) => issuerIn(dict, der)));
  const policies = wanted('OID', () => dict.bytes('OID')?.map(bytesToLatin1));
  const names = wanted('SubjectDN', () => dict.dictionaries('SubjectDN')?.map((one) => one.allTexts()));
  const usages = wanted('KeyUsage', () => dict.texts('KeyUsage')?.map((text) => usageIn(dict, text)));
  return {
    ...(subjects ? { subjects } : {}),
    ...(issuers ? { issuers } : {}),
    ...(policies ? { policies } : {}),
    ...(names ? { names } : {}),
    ...(usages ? { usages } : {}),
  };
}

/**
 * The first demand that the signer's certificate does not meet; undefined when it meets all. That its issuers lead to one
 * that is demanded is told by their names here; `seedValueFaults` holds the signature to it.
 * @param pool certificates that may lead from it to an issuer
 * @throws CinnabarError `ASN1_MALFORMED`, `CERTIFICATE_MALFORMED` for a certificate that cannot be read
 */
export function certificateFault(
  seed: CertificateSeed,
  signer: Certificate,
  pool: readonly Certificate[],
): CertificateEntry | undefined {
  const { unknown, subjects, issuers, policies, names, usages } = seed;
  if (unknown) return unknown;
  if (subjects && !subjects.some((der) => equalBytes(der, signer.der))) return 'Subject';
  if (issuers && !leadsTo(signer, pool, issuers)) return 'Issuer';
  if (policies && !policies.every((policy) => certificatePolicies(signer)?.includes(policy))) return 'OID';
  if (names && !names.some((attributes) => hasAttributes(signer, attributes))) return 'SubjectDN';
  if (usages && !usages.some((usage) => hasUsage(signer, usage))) return 'KeyUsage';
  return undefined;
}

function leadsTo(signer: Certificate, pool: readonly Certificate[], issuers: readonly Certificate[]): boolean {
  const reached = new Set([signer]);
  for (const { der, issuer } of reached) {
    if (issuers.some((one) => equalBytes(one.der, der) || equalBytes(one.subject, issuer))) return true;
    for (const next of pool) if (equalBytes(next.subject, issuer)) reached.add(next);
  }
  return false;
}

function hasAttributes({ subject }: Certificate, attributes: ReadonlyMap<string, string>): boolean {
  return [...attributes].every(([type, value]) =>
    nameValues(subject, shortNames[type.toUpperCase()] ?? type).includes(value),
  );
}

function hasUsage({ extensions }: Certificate, pattern: string): boolean {
  const extension = extensions.get(oid.keyUsage);
  const bits = extension && expectTlv(readTlv(extension.value), derTag.bitString, 'the key usage').content.subarray(1);
  // A certificate without the extension permits every use.
  const isSet = (bit: number): boolean => !bits || ((bits[bit >> 3] ?? 0) & (0x80 >> (bit & 7))) !== 0;
  return [...pattern].every((wanted, bit) => wanted === 'X' || (wanted === '1') === isSet(bit));
}

function usageIn(dict: SeedDictionary, text: string): string {
  const pattern = text.slice(0, 9).toUpperCase();
  if (!/^[01X]*$/.test(pattern)) throw dict.malformed('KeyUsage');
  return pattern;
}

function issuerIn(dict: SeedDictionary, der: Uint8Array): Certificate {
  try {
    return readCertificate(der);
  } catch (cause) {
    if (isCinnabarError(cause)) throw dict.malformed('Issuer');
    throw cause;
  }
}
