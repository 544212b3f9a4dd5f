/** Digests, keys and signatures over a small port with a Node and a browser implementation. */
import { port } from '#crypto-port';

import type { Parts } from '../bytes/index.ts';
import type { ReadableDigestAlgorithm } from './port.ts';

export type { DigestAlgorithm, KeyKind, ReadableDigestAlgorithm } from './port.ts';
export {
  digestAlgorithmIdentifier,
  digestAlgorithmOf,
  digestOid,
  readAlgorithmIdentifier,
  type AlgorithmIdentifier,
} from './algorithms.ts';
export { generateKey, importPkcs8, type PrivateKey } from './keys.ts';
export { verifySignature, type SignatureToVerify, type SignatureVerdict } from './verify-signature.ts';

/** Digest of consecutive ranges. In Node they are hashed where they lie; a browser joins them first. */
export function digest(algorithm: ReadableDigestAlgorithm, parts: Parts): Promise<Uint8Array> {
  return port.digest(algorithm, parts);
}

/** Bytes from the platform's cryptographic random source. */
export function randomBytes(length: number): Uint8Array {
  return port.randomBytes(length);
}
