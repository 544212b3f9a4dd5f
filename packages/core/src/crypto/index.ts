/** Digests, keys and signatures over a small port with a Node and a browser implementation. */
import { port } from '#crypto-port';

export type { DigestAlgorithm, KeyAlgorithm, KeyKind, ReadableDigestAlgorithm } from './port.ts';
export {
  digestAlgorithmIdentifier,
  digestAlgorithmOf,
  digestLength,
  digestOid,
  readAlgorithmIdentifier,
  type AlgorithmIdentifier,
} from './algorithms.ts';
export { digestOf as digest } from './digest.ts';
export { digestSignerKey, type DigestSigner, type KeyHandle } from './key-handle.ts';
export { generateKey, importPkcs8, keyAlgorithmOf, type ImportOptions, type PrivateKey } from './keys.ts';
export { readPublicKey, type PublicKey } from './public-key.ts';
export { digestFor, digestOfSignature, naturalDigest, restrictionOf, signsWith } from './signature-scheme.ts';
export {
  algorithmsAgree,
  isUsualLabel,
  verifySignature,
  type SignatureToVerify,
  type SignatureVerdict,
} from './verify-signature.ts';

/** Bytes from the platform's cryptographic random source. */
export function randomBytes(length: number): Uint8Array {
  return port.randomBytes(length);
}
