import { readTlv } from '../bytes/index.ts';
import { CinnabarError } from '../error/index.ts';
import { curveOids, readAlgorithmIdentifier } from './algorithms.ts';
import { digestOf } from './digest.ts';
import { ecdsaDerToRaw, ecdsaRawToDer } from './ecdsa-signature.ts';
import type { DigestAlgorithm, KeyAlgorithm, NamedCurve } from './port.ts';
import { coordinateLength, readPublicKey, type PublicKey } from './public-key.ts';
import { digestFor, signatureAlgorithmIdentifier, signsWith } from './signature-scheme.ts';
import { verifySignature } from './verify-signature.ts';

/** A key that signs, wherever it lives, and how its signatures are labelled and encoded in certificates and CMS. */
export interface KeyHandle {
  readonly algorithm: KeyAlgorithm;
  /** Digest to sign with unless there is a reason for another: as strong as the key, or the only one it can. */
  readonly digestAlgorithm: DigestAlgorithm;
  /** SubjectPublicKeyInfo in DER. */
  readonly spki: Uint8Array;
  /**
   * DER AlgorithmIdentifier that labels this key's signatures.
   * @throws CinnabarError `CRYPTO_DIGEST_UNFIT` when the key does not sign over that digest
   */
  signatureAlgorithm(digest: DigestAlgorithm): Uint8Array;
  /**
   * Signature over `data`, hashed with `digest`, encoded as X.509 and CMS carry it.
   * @throws CinnabarError `CRYPTO_DIGEST_UNFIT`
   */
  sign(digest: DigestAlgorithm, data: Uint8Array): Promise<Uint8Array>;
}

/** A key that never leaves its holder (a token, a remote service) and signs digests. */
export interface DigestSigner {
  /** What the holder is asked to sign with; for RSA keys it decides the padding. */
  readonly algorithm: KeyAlgorithm;
  /** SubjectPublicKeyInfo in DER, from the key's certificate. */
  readonly spki: Uint8Array;
  /**
   * The holder's signature over `value`: a digest made with `digest`, for SM2 the one that includes the signer's
   * identity (GB/T 32918.2 §6.1, default identity). ECDSA and SM2 signatures come as r‖s or in DER.
   */
  signDigest(digest: DigestAlgorithm, value: Uint8Array): Promise<Uint8Array>;
}

/**
 * A holder of a key as {@link KeyHandle}. Every signature is checked against the public key before it is handed out.
 * @throws CinnabarError `CRYPTO_KEY_UNSUPPORTED` for Ed25519, which does not sign digests, and as `keyHandle`. `sign`
 *   throws `CRYPTO_SIGNATURE_INVALID` when the holder signs with another key, and what the holder throws
 */
export function digestSignerKey({ algorithm, spki, signDigest }: DigestSigner): KeyHandle {
  if (algorithm === 'Ed25519') throw unsupported('An Ed25519 key signs whole messages, and its holder digests only.');
  const point = keyOf(algorithm, spki).point;
  const handle: KeyHandle = keyHandle(algorithm, spki, async (digest, data) => {
    const signature = asDer(algorithm, await signDigest(digest, await digestToSign(algorithm, digest, point, data)));
    const label = readAlgorithmIdentifier(readTlv(handle.signatureAlgorithm(digest)));
    const verdict = await verifySignature({ algorithm: label, digestAlgorithm: digest, spki, signature, data: [data] });
    if (verdict === 'valid') return signature;
    const sentence = 'The holder of the key returned a signature that does not belong to its certificate.';
    throw new CinnabarError('CRYPTO_SIGNATURE_INVALID', sentence);
  });
  return handle;
}

/**
 * @param sign signature over data as X.509 and CMS carry it
 * @throws CinnabarError `CRYPTO_KEY_UNSUPPORTED` for keys that are damaged, that do not sign with `algorithm`, and for
 *   RSA outside 2048 to 4096 bits
 */
export function keyHandle(algorithm: KeyAlgorithm, spki: Uint8Array, sign: KeyHandle['sign']): KeyHandle {
  const publicKey = keyOf(algorithm, spki);
  const requireFit = (digest: DigestAlgorithm): void => {
    if (signsWith(algorithm, digest, publicKey.pss)) return;
    throw new CinnabarError('CRYPTO_DIGEST_UNFIT', `A key for ${algorithm} does not sign over ${digest}.`, {
      details: { algorithm, digest },
    });
  };
  return {
    algorithm,
    digestAlgorithm: digestFor(algorithm, publicKey.pss),
    spki,
    signatureAlgorithm(digest) {
      requireFit(digest);
      return signatureAlgorithmIdentifier(algorithm, digest);
    },
    async sign(digest, data) {
      requireFit(digest);
      return sign(digest, data);
    },
  };
}

/** Whether signatures of such keys are pairs of numbers: r‖s from platforms, a SEQUENCE in certificates and CMS. */
export function signsPairs(algorithm: KeyAlgorithm): algorithm is NamedCurve | 'SM2' {
  return algorithm === 'SM2' || algorithm in curveOids;
}

function keyOf(algorithm: KeyAlgorithm, spki: Uint8Array): PublicKey {
  const publicKey = readPublicKey(spki);
  if (typeof publicKey === 'string') throw unsupported('The private key has parameters that are not supported.');
  // An RSA key that nothing restricts signs with either padding.
  if (publicKey.algorithm !== algorithm && !(publicKey.algorithm === 'RSA' && algorithm === 'RSA-PSS')) {
    throw unsupported(`The key is one for ${publicKey.algorithm} and does not sign with ${algorithm}.`);
  }
  const { modulusBits = 2048 } = publicKey;
  if (modulusBits < 2048 || modulusBits > 4096) throw unsupported('An RSA key that signs has 2048 to 4096 bits.');
  return publicKey;
}

async function digestToSign(
  algorithm: KeyAlgorithm,
  digest: DigestAlgorithm,
  point: Uint8Array,
  data: Uint8Array,
): Promise<Uint8Array> {
  if (algorithm !== 'SM2') return digestOf(digest, [data]);
  const { sm2Digest } = await import('./sm2.ts');
  return sm2Digest(point, [data]);
}

function asDer(algorithm: KeyAlgorithm, signature: Uint8Array): Uint8Array {
  if (!signsPairs(algorithm)) return signature;
  const size = algorithm === 'SM2' ? 32 : coordinateLength[algorithm];
  const isRaw = signature.length === 2 * size && !ecdsaDerToRaw(signature, size);
  return isRaw ? ecdsaRawToDer(signature) : signature;
}

function unsupported(sentence: string): CinnabarError {
  return new CinnabarError('CRYPTO_KEY_UNSUPPORTED', sentence);
}
