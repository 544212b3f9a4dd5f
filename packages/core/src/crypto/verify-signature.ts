import { port } from '#crypto-port';

import { readTlv, SourceError, tlvChildren, type Part, type Parts } from '../bytes/index.ts';
import { isCinnabarError } from '../error/index.ts';
import { keyOid, readAlgorithmIdentifier, type AlgorithmIdentifier } from './algorithms.ts';
import { ecdsaDerToRaw } from './ecdsa-signature.ts';
import type { ReadableDigestAlgorithm } from './port.ts';
import { coordinateLength, readPublicKey } from './public-key.ts';
import { signatureScheme } from './signature-scheme.ts';

/** `unsupported` means nobody looked; it is never a kind of `invalid`. */
export type SignatureVerdict = 'valid' | 'invalid' | 'unsupported';

export interface SignatureToVerify {
  readonly algorithm: AlgorithmIdentifier;
  /** Digest its container names; must agree with the algorithm (CMS `digestAlgorithm`). */
  readonly digestAlgorithm?: ReadableDigestAlgorithm;
  /** SubjectPublicKeyInfo in DER. */
  readonly spki: Uint8Array;
  readonly signature: Uint8Array;
  /** The signed bytes. */
  readonly data: Parts<Part>;
}

/**
 * Checks a signature. Never throws on hostile input: what cannot be read as this algorithm is `invalid`.
 * @throws SourceError when `data` could not be read
 */
export async function verifySignature(subject: SignatureToVerify): Promise<SignatureVerdict> {
  try {
    return await verify(subject);
  } catch (cause) {
    if (cause instanceof SourceError) throw cause;
    return isCinnabarError(cause) && cause.code === 'CRYPTO_UNSUPPORTED' ? 'unsupported' : 'invalid';
  }
}

/**
 * False when the label of a signature, the key and the digest of its container contradict each other, so that no
 * signature could be right. True also for algorithms this package does not know.
 */
export function algorithmsAgree(subject: Omit<SignatureToVerify, 'signature' | 'data'>): boolean {
  try {
    const key = readPublicKey(subject.spki);
    return typeof key === 'string' || signatureScheme(subject.algorithm, key, subject.digestAlgorithm) !== 'mismatch';
  } catch {
    return false;
  }
}

/**
 * False for labels of SM2 that this package reads and never writes: the OIDs of GM/T 0010 on a signature, the curve in
 * place of id-ecPublicKey on a key.
 */
export function isUsualLabel(algorithm: AlgorithmIdentifier, spki: Uint8Array): boolean {
  if (algorithm.oid.startsWith(keyOid.sm2)) return false;
  const [label] = tlvChildren(readTlv(spki));
  return !label || !readAlgorithmIdentifier(label).oid.startsWith(keyOid.sm2);
}

async function verify({
  algorithm,
  digestAlgorithm,
  spki,
  signature,
  data,
}: SignatureToVerify): Promise<SignatureVerdict> {
  const key = readPublicKey(spki);
  if (typeof key === 'string') return key;
  const scheme = signatureScheme(algorithm, key, digestAlgorithm);
  if (scheme === 'unsupported') return 'unsupported';
  if (scheme === 'mismatch') return 'invalid';
  let value: Uint8Array | undefined = signature;
  if (scheme.kind === 'ECDSA') value = ecdsaDerToRaw(signature, coordinateLength[scheme.curve]);
  if (scheme.kind === 'SM2') value = ecdsaDerToRaw(signature, 32);
  if (!value) return 'invalid';
  if (scheme.kind === 'SM2') {
    const { sm2Digest, sm2Verify } = await import('./sm2.ts');
    return sm2Verify(key.point, sm2Digest(key.point, data), value) ? 'valid' : 'invalid';
  }
  return (await port.verify(scheme, key.spki, value, data)) ? 'valid' : 'invalid';
}
