import {
  bytesToHex,
  derTag,
  equalBytes,
  expectTlv,
  readOid,
  readTime,
  readTlv,
  tlvChildren,
  type Tlv,
} from '../bytes/index.ts';
import { readAlgorithmIdentifier, type AlgorithmIdentifier } from '../crypto/index.ts';
import { CinnabarError } from '../error/index.ts';
import { oid } from './oids.ts';

export interface CertificateExtension {
  readonly critical: boolean;
  /** DER inside the extnValue octet string. */
  readonly value: Uint8Array;
}

/** An X.509 certificate (RFC 5280 §4.1) as slices of the received bytes; nothing is ever re-encoded. */
export interface Certificate {
  readonly der: Uint8Array;
  /** The bytes its issuer signed. */
  readonly tbs: Uint8Array;
  /** Content octets of the serial number. */
  readonly serialNumber: Uint8Array;
  /** DER of the issuer's Name. */
  readonly issuer: Uint8Array;
  /** DER of the subject's Name. */
  readonly subject: Uint8Array;
  readonly notBefore: Date;
  readonly notAfter: Date;
  /** DER of SubjectPublicKeyInfo. */
  readonly spki: Uint8Array;
  readonly signatureAlgorithm: AlgorithmIdentifier;
  readonly signature: Uint8Array;
  readonly extensions: ReadonlyMap<string, CertificateExtension>;
}

/** @throws CinnabarError `CERTIFICATE_MALFORMED` or `ASN1_MALFORMED` */
export function readCertificate(source: Uint8Array | Tlv): Certificate {
  const whole = expectTlv(source instanceof Uint8Array ? readTlv(source) : source, derTag.sequence, 'a certificate');
  const [tbs, signatureAlgorithm, signature] = tlvChildren(whole);
  const fields = tlvChildren(expectTlv(tbs, derTag.sequence, 'the signed part of a certificate'));
  if (fields[0]?.tag === 0xa0) fields.shift();
  const [serial, innerAlgorithm, issuer, validity, subject, spki, ...optional] = fields;
  const outer = expectTlv(signatureAlgorithm, derTag.sequence, "a certificate's signature algorithm");
  const inner = expectTlv(innerAlgorithm, derTag.sequence, "a certificate's signature algorithm");
  if (!equalBytes(outer.bytes, inner.bytes)) {
    throw malformed('names two different signature algorithms');
  }
  const [notBefore, notAfter] = tlvChildren(expectTlv(validity, derTag.sequence, "a certificate's validity"));
  return {
    der: whole.bytes,
    tbs: (tbs as Tlv).bytes,
    serialNumber: expectTlv(serial, derTag.integer, "a certificate's serial number").content,
    issuer: expectTlv(issuer, derTag.sequence, "a certificate's issuer").bytes,
    subject: expectTlv(subject, derTag.sequence, "a certificate's subject").bytes,
    notBefore: readTime(notBefore),
    notAfter: readTime(notAfter),
    spki: expectTlv(spki, derTag.sequence, "a certificate's key").bytes,
    signatureAlgorithm: readAlgorithmIdentifier(outer),
    signature: bitStringBytes(expectTlv(signature, derTag.bitString, "a certificate's signature")),
    extensions: readExtensions(optional.find((field) => field.tag === 0xa3)),
  };
}

/** Extensions in their explicit tag, of a certificate, a CRL or an OCSP response. */
export function readExtensions(wrapper: Tlv | undefined): ReadonlyMap<string, CertificateExtension> {
  const extensions = new Map<string, CertificateExtension>();
  if (!wrapper) return extensions;
  for (const item of tlvChildren(expectTlv(readTlv(wrapper.content), derTag.sequence, 'the extensions'))) {
    const parts = tlvChildren(item);
    const id = readOid(parts[0]);
    const critical = parts.length === 3 && parts[1]?.tag === derTag.boolean && parts[1].content[0] !== 0;
    const value = expectTlv(parts.at(-1), derTag.octetString, 'the value of an extension').content;
    if (extensions.has(id)) throw malformed(`or its status list has the extension ${id} twice`);
    extensions.set(id, { critical, value });
  }
  return extensions;
}

export type KeyUsage = 'digitalSignature' | 'nonRepudiation' | 'keyCertSign' | 'cRLSign';
const keyUsageBits: Readonly<Record<KeyUsage, number>> = {
  digitalSignature: 0,
  nonRepudiation: 1,
  keyCertSign: 5,
  cRLSign: 6,
};

/** Whether the certificate's key may be used so. A certificate without the extension permits everything. */
export function permitsKeyUsage(certificate: Certificate, usage: KeyUsage): boolean {
  const extension = certificate.extensions.get(oid.keyUsage);
  if (!extension) return true;
  const bits = bitStringBytes(expectTlv(readTlv(extension.value), derTag.bitString, 'the key usage'));
  const bit = keyUsageBits[usage];
  return ((bits[bit >> 3] ?? 0) & (0x80 >> (bit & 7))) !== 0;
}

/** Purposes of the extended key usage extension, or undefined when it is absent (any purpose). */
export function extendedKeyUsage(certificate: Certificate): { critical: boolean; purposes: string[] } | undefined {
  const extension = certificate.extensions.get(oid.extendedKeyUsage);
  if (!extension) return undefined;
  return { critical: extension.critical, purposes: tlvChildren(readTlv(extension.value)).map(readOid) };
}

/** Basic constraints; a certificate without the extension is no authority. */
export function basicConstraints(certificate: Certificate): { ca: boolean; pathLength?: number } {
  const extension = certificate.extensions.get(oid.basicConstraints);
  if (!extension) return { ca: false };
  const [first, second] = tlvChildren(readTlv(extension.value));
  const ca = first?.tag === derTag.boolean && first.content[0] !== 0;
  const length = second?.tag === derTag.integer ? second.content : undefined;
  return length ? { ca, pathLength: length.length === 1 ? (length[0] as number) : Infinity } : { ca };
}

/** Key identifier of the subject's key, when stated. */
export function subjectKeyIdentifier(certificate: Certificate): Uint8Array | undefined {
  const extension = certificate.extensions.get(oid.subjectKeyIdentifier);
  return extension && expectTlv(readTlv(extension.value), derTag.octetString, 'a key identifier').content;
}

/** Key identifier of the issuer's key, when stated. */
export function authorityKeyIdentifier(certificate: Certificate): Uint8Array | undefined {
  const extension = certificate.extensions.get(oid.authorityKeyIdentifier);
  return extension && tlvChildren(readTlv(extension.value)).find((field) => field.tag === 0x80)?.content;
}

/** Serial number as hexadecimal, leading zeros kept. */
export function serialText(certificate: Certificate): string {
  return bytesToHex(certificate.serialNumber);
}

function bitStringBytes(tlv: Tlv): Uint8Array {
  return tlv.content.subarray(1);
}

function malformed(reason: string): CinnabarError {
  return new CinnabarError('CERTIFICATE_MALFORMED', `The certificate ${reason}.`);
}
