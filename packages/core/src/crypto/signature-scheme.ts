import { derNull, derOid, derSequence } from '../bytes/index.ts';
import { isCinnabarError } from '../error/index.ts';
import { digestLength, keyOid, withoutParameters, type AlgorithmIdentifier } from './algorithms.ts';
import type {
  DigestAlgorithm,
  KeyAlgorithm,
  PlatformDigest,
  ReadableDigestAlgorithm,
  SignatureScheme,
} from './port.ts';
import { pssParameters, readPssParameters, type PssParameters } from './pss-parameters.ts';
import { readPublicKey, type PublicKey } from './public-key.ts';

const rsaOids: Readonly<Record<PlatformDigest, string>> = {
  'SHA-1': '1.2.840.113549.1.1.5',
  'SHA-256': '1.2.840.113549.1.1.11',
  'SHA-384': '1.2.840.113549.1.1.12',
  'SHA-512': '1.2.840.113549.1.1.13',
};
const ecdsaOids: Readonly<Record<PlatformDigest, string>> = {
  'SHA-1': '1.2.840.10045.4.1',
  'SHA-256': '1.2.840.10045.4.3.2',
  'SHA-384': '1.2.840.10045.4.3.3',
  'SHA-512': '1.2.840.10045.4.3.4',
};
/** SM3withSM2, the one written; and the algorithm of GM/T 0010, with and without its last arc. */
const sm2Oids = ['1.2.156.10197.1.501', `${keyOid.sm2}.1`, keyOid.sm2] as const;

/** Digest that fits a kind of key: as strong as the key, or the only one its scheme has. */
export const naturalDigest: Readonly<Record<KeyAlgorithm, DigestAlgorithm>> = {
  RSA: 'SHA-256',
  'RSA-PSS': 'SHA-256',
  'P-256': 'SHA-256',
  'P-384': 'SHA-384',
  'P-521': 'SHA-512',
  // RFC 8419 §2.3 leaves no choice for signed attributes.
  Ed25519: 'SHA-512',
  SM2: 'SM3',
};

/** Digest a key signs with when nobody asks for another: the only one it is restricted to, else the natural one. */
export function digestFor(key: KeyAlgorithm, only?: PssParameters): DigestAlgorithm {
  return only && only.digest !== 'SHA-1' ? only.digest : naturalDigest[key];
}

/** What a key may only be used with (RFC 4055 §3.3); undefined for one that nothing restricts, or that nothing here reads. */
export function restrictionOf(spki: Uint8Array): PssParameters | undefined {
  try {
    const key = readPublicKey(spki);
    return typeof key === 'string' ? undefined : key.pss;
  } catch (cause) {
    if (isCinnabarError(cause)) return undefined;
    throw cause;
  }
}

/** Whether keys of this kind, and so restricted, sign over that digest; the salt is always as long as the digest. */
export function signsWith(key: KeyAlgorithm, digest: DigestAlgorithm, only?: PssParameters): boolean {
  if (only && (only.digest !== digest || only.saltLength > digestLength[digest])) return false;
  return key === 'Ed25519' || key === 'SM2' ? digest === naturalDigest[key] : digest !== 'SM3';
}

/**
 * DER AlgorithmIdentifier of a signature (RFC 4055 §3 and §5: explicit parameters for PSS, NULL for PKCS #1 v1.5;
 * RFC 5758 §3.2, RFC 8410 §3: absent for ECDSA and Ed25519). The digest must be one the key signs with.
 */
export function signatureAlgorithmIdentifier(key: KeyAlgorithm, digest: DigestAlgorithm): Uint8Array {
  switch (key) {
    case 'RSA':
      return derSequence(derOid(rsaOids[digest as PlatformDigest]), derNull());
    case 'RSA-PSS':
      return derSequence(derOid(keyOid.rsaPss), pssParameters(digest));
    case 'Ed25519':
      return derSequence(derOid(keyOid.ed25519));
    case 'SM2':
      return derSequence(derOid(sm2Oids[0]));
    default:
      return derSequence(derOid(ecdsaOids[digest as PlatformDigest]));
  }
}

/** `mismatch`: key, label and digest contradict each other. `unsupported`: this package knows no such algorithm. */
export type SchemeVerdict = SignatureScheme | 'mismatch' | 'unsupported';

/** How a label is to be read. New algorithms are new entries, nothing else changes. */
type Reader = (
  label: AlgorithmIdentifier,
  key: PublicKey,
  container: ReadableDigestAlgorithm | undefined,
) => SchemeVerdict;

/** What the digest of the container may be beside the one the label means. */
function agrees(container: ReadableDigestAlgorithm | undefined, digest: ReadableDigestAlgorithm): boolean {
  return container === undefined || container === digest;
}

const readRsa =
  (stated?: PlatformDigest): Reader =>
  (label, key, container) => {
    if (key.algorithm !== 'RSA' || !withoutParameters(label)) return 'mismatch';
    // rsaEncryption leaves the digest to the container (RFC 3370 §3.2).
    const digest = stated ?? container;
    if (digest === undefined || digest === 'SM3') return 'unsupported';
    return agrees(container, digest) ? { kind: 'RSASSA-PKCS1-v1_5', digest } : 'mismatch';
  };

const readPss: Reader = ({ parameters }, key, container) => {
  // RFC 4055 §3.1: as a label the parameters must be there.
  if ((key.algorithm !== 'RSA' && key.algorithm !== 'RSA-PSS') || !parameters) return 'mismatch';
  const stated = readPssParameters(parameters);
  if (!stated) return 'unsupported';
  const { pss } = key;
  if (pss && (pss.digest !== stated.digest || stated.saltLength < pss.saltLength)) return 'mismatch';
  return agrees(container, stated.digest) ? { kind: 'RSASSA-PSS', ...stated } : 'mismatch';
};

const readEcdsa =
  (digest: PlatformDigest): Reader =>
  (label, { algorithm: curve }, container) => {
    if ((curve !== 'P-256' && curve !== 'P-384' && curve !== 'P-521') || !withoutParameters(label)) return 'mismatch';
    return agrees(container, digest) ? { kind: 'ECDSA', digest, curve } : 'mismatch';
  };

const readEd25519: Reader = (label, key, container) =>
  key.algorithm === 'Ed25519' && !label.parameters && agrees(container, naturalDigest.Ed25519)
    ? { kind: 'Ed25519' }
    : 'mismatch';

const readSm2: Reader = (label, key, container) =>
  key.algorithm === 'SM2' && withoutParameters(label) && agrees(container, 'SM3') ? { kind: 'SM2' } : 'mismatch';

const readers: ReadonlyMap<string, Reader> = new Map<string, Reader>([
  [keyOid.rsa, readRsa()],
  [keyOid.rsaPss, readPss],
  [keyOid.ed25519, readEd25519],
  ...sm2Oids.map((oid) => [oid, readSm2] as const),
  ...(Object.keys(rsaOids) as PlatformDigest[]).flatMap((digest) => [
    [rsaOids[digest], readRsa(digest)] as const,
    [ecdsaOids[digest], readEcdsa(digest)] as const,
  ]),
]);

/** Digest that a signature under this label by this key is made over; undefined when nothing here knows it, or it has none of its own. */
export function digestOfSignature(label: AlgorithmIdentifier, spki: Uint8Array): ReadableDigestAlgorithm | undefined {
  try {
    const key = readPublicKey(spki);
    const scheme = typeof key === 'string' ? 'unsupported' : signatureScheme(label, key);
    return typeof scheme !== 'string' && 'digest' in scheme ? scheme.digest : undefined;
  } catch (cause) {
    if (isCinnabarError(cause)) return undefined;
    throw cause;
  }
}

/**
 * How to check a signature, from its label, the key and the digest its container names: the consistency table of
 * RFC 4056, 5753, 5754, 8419 and GB/T 35275.
 * @throws CinnabarError `ASN1_MALFORMED`
 */
export function signatureScheme(
  label: AlgorithmIdentifier,
  key: PublicKey,
  container?: ReadableDigestAlgorithm,
): SchemeVerdict {
  return readers.get(label.oid)?.(label, key, container) ?? 'unsupported';
}
