import { derNull, derOid, derSequence, derTag, readOid, readTlv, tlvChildren, type Tlv } from '../bytes/index.ts';
import type { DigestAlgorithm, KeyKind, ReadableDigestAlgorithm, SignatureScheme } from './port.ts';

/** An AlgorithmIdentifier (RFC 5280 §4.1.1.2) as read. */
export interface AlgorithmIdentifier {
  readonly oid: string;
  /** The parameters element, absent when omitted. */
  readonly parameters?: Tlv;
}

const digestOids: readonly (readonly [ReadableDigestAlgorithm, string])[] = [
  ['SHA-256', '2.16.840.1.101.3.4.2.1'],
  ['SHA-384', '2.16.840.1.101.3.4.2.2'],
  ['SHA-512', '2.16.840.1.101.3.4.2.3'],
  ['SHA-1', '1.3.14.3.2.26'],
];

const rsaEncryption = '1.2.840.113549.1.1.1';
const ecPublicKey = '1.2.840.10045.2.1';
const curveP256 = '1.2.840.10045.3.1.7';

const rsaSignatureOids: Readonly<Record<ReadableDigestAlgorithm, string>> = {
  'SHA-1': '1.2.840.113549.1.1.5',
  'SHA-256': '1.2.840.113549.1.1.11',
  'SHA-384': '1.2.840.113549.1.1.12',
  'SHA-512': '1.2.840.113549.1.1.13',
};
const ecdsaSignatureOids: Readonly<Record<ReadableDigestAlgorithm, string>> = {
  'SHA-1': '1.2.840.10045.4.1',
  'SHA-256': '1.2.840.10045.4.3.2',
  'SHA-384': '1.2.840.10045.4.3.3',
  'SHA-512': '1.2.840.10045.4.3.4',
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

/** DER AlgorithmIdentifier of a signature made by a key of `kind` (RFC 4055 §5: NULL for RSA; RFC 5758 §3.2: absent for ECDSA). */
export function signatureAlgorithmIdentifier(kind: KeyKind, digest: DigestAlgorithm): Uint8Array {
  return kind === 'P-256'
    ? derSequence(derOid(ecdsaSignatureOids[digest]))
    : derSequence(derOid(rsaSignatureOids[digest]), derNull());
}

/** @throws CinnabarError `ASN1_MALFORMED` */
export function readAlgorithmIdentifier(tlv: Tlv): AlgorithmIdentifier {
  const [oid, parameters] = tlvChildren(tlv);
  return parameters ? { oid: readOid(oid), parameters } : { oid: readOid(oid) };
}

/** What a signature OID demands of key and digest. New algorithms are new entries, nothing else changes. */
interface SignatureSuite {
  readonly keyOid: string;
  /** Undefined: the OID leaves the digest to the container (rsaEncryption in CMS, RFC 3370 §3.2). */
  readonly digest?: ReadableDigestAlgorithm;
  scheme(digest: ReadableDigestAlgorithm, key: AlgorithmIdentifier): SignatureScheme | undefined;
}

const suites: ReadonlyMap<string, SignatureSuite> = new Map([
  [rsaEncryption, { keyOid: rsaEncryption, scheme: rsaScheme }],
  ...digestOids.flatMap(([digest]): [string, SignatureSuite][] => [
    [rsaSignatureOids[digest], { keyOid: rsaEncryption, digest, scheme: rsaScheme }],
    [ecdsaSignatureOids[digest], { keyOid: ecPublicKey, digest, scheme: ecdsaScheme }],
  ]),
]);

/**
 * How to check a signature, from its OID, the key's own algorithm and the digest its container names.
 * `mismatch` when they contradict each other, `unsupported` when this package knows no such algorithm.
 */
export function signatureScheme(
  signature: AlgorithmIdentifier,
  spki: Uint8Array,
  containerDigest?: ReadableDigestAlgorithm,
): SignatureScheme | 'mismatch' | 'unsupported' {
  const suite = suites.get(signature.oid);
  if (!suite) return 'unsupported';
  const [keyAlgorithm] = tlvChildren(readTlv(spki));
  if (!keyAlgorithm) return 'mismatch';
  const key = readAlgorithmIdentifier(keyAlgorithm);
  if (key.oid !== suite.keyOid) return 'mismatch';
  const digest = suite.digest ?? containerDigest;
  if (digest === undefined) return 'unsupported';
  if (containerDigest !== undefined && containerDigest !== digest) return 'mismatch';
  return suite.scheme(digest, key) ?? 'unsupported';
}

/** Kind of the private key in a PKCS #8 structure, or undefined when this package cannot use it. */
export function pkcs8KeyKind(pkcs8: Uint8Array): KeyKind | undefined {
  const algorithm = tlvChildren(readTlv(pkcs8))[1];
  if (algorithm?.tag !== derTag.sequence) return undefined;
  const { oid, parameters } = readAlgorithmIdentifier(algorithm);
  if (oid === rsaEncryption) return 'RSA-2048';
  return oid === ecPublicKey && parameters?.tag === derTag.oid && readOid(parameters) === curveP256
    ? 'P-256'
    : undefined;
}

function rsaScheme(digest: ReadableDigestAlgorithm): SignatureScheme {
  return { kind: 'RSASSA-PKCS1-v1_5', digest };
}

function ecdsaScheme(digest: ReadableDigestAlgorithm, key: AlgorithmIdentifier): SignatureScheme | undefined {
  const named = key.parameters?.tag === derTag.oid ? readOid(key.parameters) : undefined;
  return named === curveP256 ? { kind: 'ECDSA', digest, curve: 'P-256' } : undefined;
}
