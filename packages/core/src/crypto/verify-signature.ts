import { port } from '#crypto-port';

import type { Parts } from '../bytes/index.ts';
import { signatureScheme, type AlgorithmIdentifier } from './algorithms.ts';
import { ecdsaDerToRaw } from './ecdsa-signature.ts';
import type { ReadableDigestAlgorithm } from './port.ts';

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
  readonly data: Parts;
}

/** Checks a signature. Never throws on hostile input: what cannot be read as this algorithm is `invalid`. */
export async function verifySignature(subject: SignatureToVerify): Promise<SignatureVerdict> {
  try {
    const scheme = signatureScheme(subject.algorithm, subject.spki, subject.digestAlgorithm);
    if (scheme === 'unsupported') return 'unsupported';
    if (scheme === 'mismatch') return 'invalid';
    const signature = scheme.kind === 'ECDSA' ? ecdsaDerToRaw(subject.signature, 32) : subject.signature;
    if (!signature) return 'invalid';
    return (await port.verify(scheme, subject.spki, signature, subject.data)) ? 'valid' : 'invalid';
  } catch {
    return 'invalid';
  }
}
