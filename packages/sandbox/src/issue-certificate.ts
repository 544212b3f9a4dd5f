import {
  der,
  derBitString,
  derBoolean,
  derCertificateTime,
  derContext,
  derInteger,
  derOctetString,
  derOid,
  derPrintableString,
  derSequence,
  derSetOf,
  derUtf8String,
  readTlv,
  tlvChildren,
} from '@cinnabar/core/bytes';
import { oid } from '@cinnabar/core/cms';
import { digest, randomBytes, type PrivateKey } from '@cinnabar/core/crypto';

/** Attribute type and value of a Name, most general first. */
export type NameAttribute = readonly [type: string, value: string];

export interface CertificateTemplate {
  readonly subject: readonly NameAttribute[];
  readonly spki: Uint8Array;
  /** DER Name and key of whoever signs it; the subject itself for a root. */
  readonly issuer: { readonly name: Uint8Array; readonly key: PrivateKey };
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** For an authority: how many authorities may follow below it. Absent for an end entity. */
  readonly authority?: { readonly pathLength: number };
  /** Purposes of the extended key usage extension. */
  readonly purposes?: { readonly oids: readonly string[]; readonly critical: boolean };
  /** Further extensions, e.g. where revocation is published; values in DER. */
  readonly extensions?: readonly { readonly oid: string; readonly critical: boolean; readonly value: Uint8Array }[];
}

/** Bits of the key usage extension (RFC 5280 §4.2.1.3): keyCertSign and cRLSign, or digitalSignature and nonRepudiation. */
const authorityUsage = derBitString(Uint8Array.of(0b0000_0110), 1);
const signerUsage = derBitString(Uint8Array.of(0b1100_0000), 6);

/** An X.509 v3 certificate (RFC 5280) in DER, with a random 127-bit serial number. */
export async function issueCertificate(template: CertificateTemplate): Promise<Uint8Array> {
  const { issuer, authority, purposes } = template;
  const algorithm = issuer.key.signatureAlgorithm(issuer.key.digestAlgorithm);
  const extensions = [
    extension(oid.keyUsage, true, authority ? authorityUsage : signerUsage),
    extension(oid.subjectKeyIdentifier, false, derOctetString(await keyIdentifier(template.spki))),
    extension(oid.authorityKeyIdentifier, false, derSequence(der(0x80, await keyIdentifier(issuer.key.spki)))),
  ];
  if (authority) {
    extensions.push(
      extension(oid.basicConstraints, true, derSequence(derBoolean(true), derInteger(authority.pathLength))),
    );
  }
  if (purposes) {
    extensions.push(extension(oid.extendedKeyUsage, purposes.critical, derSequence(...purposes.oids.map(derOid))));
  }
  for (const { oid: id, critical, value } of template.extensions ?? []) extensions.push(extension(id, critical, value));
  const tbs = derSequence(
    derContext(0, derInteger(2)),
    derInteger(serialNumber()),
    algorithm,
    issuer.name,
    derSequence(derCertificateTime(template.notBefore), derCertificateTime(template.notAfter)),
    encodeName(template.subject),
    template.spki,
    derContext(3, derSequence(...extensions)),
  );
  return derSequence(tbs, algorithm, derBitString(await issuer.key.sign(issuer.key.digestAlgorithm, tbs)));
}

/** DER of a Name. Country and serial number are PrintableStrings as X.520 demands, the rest UTF-8. */
export function encodeName(attributes: readonly NameAttribute[]): Uint8Array {
  return derSequence(
    ...attributes.map(([type, value]) => {
      const printable = type === oid.country || type === oid.serialNumber;
      return derSetOf([derSequence(derOid(type), printable ? derPrintableString(value) : derUtf8String(value))]);
    }),
  );
}

export function extension(id: string, critical: boolean, value: Uint8Array): Uint8Array {
  return derSequence(derOid(id), ...(critical ? [derBoolean(true)] : []), derOctetString(value));
}

/** RFC 7093 §2 method 1: the leftmost 160 bits of the SHA-256 of the public key bits. */
export async function keyIdentifier(spki: Uint8Array): Promise<Uint8Array> {
  const bits = tlvChildren(readTlv(spki))[1]?.content.subarray(1) ?? new Uint8Array();
  return (await digest('SHA-256', [bits])).subarray(0, 20);
}

/** Unpredictable, positive, never zero (RFC 5280 §4.1.2.2). */
export function serialNumber(): Uint8Array {
  return positive(randomBytes(16));
}

/** Always the same for the same `data`, and another for others: for files that are compared byte by byte. */
export async function serialNumberOf(data: Uint8Array): Promise<Uint8Array> {
  return positive((await digest('SHA-256', [data])).slice(0, 16));
}

function positive(bytes: Uint8Array): Uint8Array {
  bytes[0] = ((bytes[0] as number) & 0x7f) | 0x40;
  return bytes;
}
