/** Digests, keys and signatures over a small port with a Node and a browser implementation. */
import { port } from '#crypto-port';

import type { Parts } from '../bytes/index.ts';
import type { ReadableDigestAlgorithm } from './port.ts';

export type { DigestAlgorithm, KeyAlgorithm, KeyKind, ReadableDigestAlgorithm } from './port.ts';
export {
  digestAlgorithmIdentifier,
  digestAlgorithmOf,
  digestLength,
  digestOid,
  readAlgorithmIdentifier,
  type AlgorithmIdentifier,
} from './algorithms.ts';
export { generateKey, importPkcs8, keyAlgorithmOf, type ImportOptions, type PrivateKey } from './keys.ts';
export { readPublicKey, type PublicKey } from './public-key.ts';
export { digestOfSignature, naturalDigest } from './signature-scheme.ts';
export {
  algorithmsAgree,
  isUsualLabel,
  verifySignature,
  type SignatureToVerify,
  type SignatureVerdict,
} from './verify-signature.ts';

/** Digest of consecutive ranges. In Node they are hashed where they lie; a browser joins them first, but for SM3. */
export async function digest(algorithm: ReadableDigestAlgorithm, parts: Parts): Promise<Uint8Array> {
  if (algorithm !== 'SM3') return port.digest(algorithm, parts);
  const { sm3 } = await import('./sm3.ts');
  return sm3(parts);
}

/** Bytes from the platform's cryptographic random source. */
export function randomBytes(length: number): Uint8Array {
  return port.randomBytes(length);
}
