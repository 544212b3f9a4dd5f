import {
  bytesToHex,
  derContext,
  derInteger,
  derOctetString,
  derSequence,
  derTag,
  equalBytes,
  expectTlv,
  readTlv,
  tlvChildren,
  type Tlv,
} from '../bytes/index.ts';
import {
  digest,
  digestAlgorithmIdentifier,
  digestAlgorithmOf,
  readAlgorithmIdentifier,
  type DigestAlgorithm,
  type ReadableDigestAlgorithm,
} from '../crypto/index.ts';
import type { Certificate } from './certificate.ts';
import { oid } from './oids.ts';

/** SigningCertificateV2 (RFC 5035 §3) naming `certificate` by digest, issuer and serial number. */
export async function buildSigningCertificateV2(
  certificate: Certificate,
  algorithm: DigestAlgorithm,
): Promise<Uint8Array> {
  const hash = derOctetString(await digest(algorithm, [certificate.der]));
  const issuerSerial = derSequence(
    derSequence(derContext(4, certificate.issuer)),
    derInteger(certificate.serialNumber),
  );
  // SHA-256 is the default of hashAlgorithm, and DER leaves defaults out.
  const items =
    algorithm === 'SHA-256' ? [hash, issuerSerial] : [digestAlgorithmIdentifier(algorithm), hash, issuerSerial];
  return derSequence(derSequence(derSequence(...items)));
}

/** Whether a signing-certificate attribute (v1 or v2) names exactly this certificate; undefined for digests not known here. */
export async function namesCertificate(
  attributeOid: string,
  value: Tlv,
  certificate: Certificate,
): Promise<boolean | undefined> {
  const [certificates] = tlvChildren(expectTlv(value, derTag.sequence, 'a signing-certificate attribute'));
  const [first] = tlvChildren(expectTlv(certificates, derTag.sequence, 'a list of certificate identifiers'));
  const fields = tlvChildren(expectTlv(first, derTag.sequence, 'a certificate identifier'));
  let algorithm: ReadableDigestAlgorithm | undefined = attributeOid === oid.signingCertificate ? 'SHA-1' : 'SHA-256';
  if (fields[0]?.tag === derTag.sequence) {
    algorithm = digestAlgorithmOf(readAlgorithmIdentifier(fields[0]).oid);
    fields.shift();
  }
  if (!algorithm) return undefined;
  const [hash, issuerSerial] = fields;
  const stated = expectTlv(hash, derTag.octetString, 'a certificate digest').content;
  if (!equalBytes(stated, await digest(algorithm, [certificate.der]))) return false;
  return !issuerSerial || namesIssuerAndSerial(issuerSerial, certificate);
}

function namesIssuerAndSerial(issuerSerial: Tlv, certificate: Certificate): boolean {
  const [names, serial] = tlvChildren(issuerSerial);
  if (serial?.tag !== derTag.integer || bytesToHex(serial.content) !== bytesToHex(certificate.serialNumber))
    return false;
  const directory = names && tlvChildren(names).find((name) => name.tag === 0xa4);
  return directory !== undefined && equalBytes(readTlv(directory.content).bytes, certificate.issuer);
}

/** True for both forms of the signing-certificate attribute. */
export function isSigningCertificate(attributeOid: string): boolean {
  return attributeOid === oid.signingCertificate || attributeOid === oid.signingCertificateV2;
}
