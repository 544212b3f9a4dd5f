import { derOid, derSequence, derTag, readOid, tlvChildren, type Tlv } from '../bytes/index.ts';
import type { DigestAlgorithm, NamedCurve, ReadableDigestAlgorithm } from './port.ts';

/** An AlgorithmIdentifier (RFC 5280 §4.1.1.2) as read. */
export interface AlgorithmIdentifier {
  readonly oid: string;
  /** The parameters element, absent when omitted. */
  readonly parameters?: Tlv;
}

/** Object identifiers of keys and of the schemes that do not depend on a digest. */
export const keyOid = {
  rsa: '1.2.840.113549.1.1.1',
  rsaPss: '1.2.840.113549.1.1.10',
  mgf1: '1.2.840.113549.1.1.8',
  ec: '1.2.840.10045.2.1',
  ed25519: '1.3.101.112',
  /** The SM2 curve; some certificates carry it as the key's algorithm too. */
  sm2: '1.2.156.10197.1.301',
} as const;

export const curveOids: Readonly<Record<NamedCurve, string>> = {
  'P-256': '1.2.840.10045.3.1.7',
  'P-384': '1.3.132.0.34',
  'P-521': '1.3.132.0.35',
};

/** The first OID of a digest is the one written. */
const digestOids: readonly (readonly [ReadableDigestAlgorithm, string])[] = [
  ['SHA-256', '2.16.840.1.101.3.4.2.1'],
  ['SHA-384', '2.16.840.1.101.3.4.2.2'],
  ['SHA-512', '2.16.840.1.101.3.4.2.3'],
  ['SHA-1', '1.3.14.3.2.26'],
  ['SM3', '1.2.156.10197.1.401'],
  ['SM3', '1.2.156.10197.1.401.1'],
];

/** Length in bytes of what a digest gives. */
export const digestLength: Readonly<Record<ReadableDigestAlgorithm, number>> = {
  'SHA-1': 20,
  'SHA-256': 32,
  'SHA-384': 48,
  'SHA-512': 64,
  SM3: 32,
};

/** Digest an OID names, or undefined when it is none this package reads. */
export function digestAlgorithmOf(oid: string): ReadableDigestAlgorithm | undefined {
  return digestOids.find(([, known]) => known === oid)?.[0];
}

/** DER AlgorithmIdentifier of a digest; parameters absent (RFC 5754 §2). */
export function digestAlgorithmIdentifier(algorithm: DigestAlgorithm): Uint8Array {
  return derSequence(derOid(digestOid(algorithm)));
}

export function digestOid(algorithm: ReadableDigestAlgorithm): string {
  return (digestOids.find(([name]) => name === algorithm) as readonly [string, string])[1];
}

/** @throws CinnabarError `ASN1_MALFORMED` */
export function readAlgorithmIdentifier(tlv: Tlv): AlgorithmIdentifier {
  const [oid, parameters] = tlvChildren(tlv);
  return parameters ? { oid: readOid(oid), parameters } : { oid: readOid(oid) };
}

/** The named curve of a key, or undefined for any other way to state one. */
export function namedCurveOid({ parameters }: AlgorithmIdentifier): string | undefined {
  return parameters?.tag === derTag.oid ? readOid(parameters) : undefined;
}

/** Parameters that say nothing: absent, or the NULL many producers write. */
export function withoutParameters({ parameters }: AlgorithmIdentifier): boolean {
  return parameters === undefined || (parameters.tag === derTag.null && parameters.content.length === 0);
}
