import { port } from '#crypto-port';

import { CinnabarError, isCinnabarError } from '../error/index.ts';
import { pkcs8KeyKind, signatureAlgorithmIdentifier } from './algorithms.ts';
import { ecdsaRawToDer } from './ecdsa-signature.ts';
import type { DigestAlgorithm, KeyKind, PlatformKey } from './port.ts';

/** A private key and how its signatures are labelled and encoded in certificates and CMS. */
export interface PrivateKey {
  readonly kind: KeyKind;
  /** SubjectPublicKeyInfo in DER. */
  readonly spki: Uint8Array;
  /** DER AlgorithmIdentifier that labels this key's signatures. */
  signatureAlgorithm(digest: DigestAlgorithm): Uint8Array;
  /** Signature over `data`, hashed with `digest`, encoded as X.509 and CMS carry it. */
  sign(digest: DigestAlgorithm, data: Uint8Array): Promise<Uint8Array>;
  /** PrivateKeyInfo (PKCS #8, RFC 5958) in DER, unencrypted. */
  exportPkcs8(): Promise<Uint8Array>;
}

/** A fresh key from the platform's random source. */
export async function generateKey(kind: KeyKind): Promise<PrivateKey> {
  return privateKey(await port.generateKey(kind));
}

/**
 * A key from PrivateKeyInfo (PKCS #8) in DER.
 * @throws CinnabarError `CRYPTO_KEY_UNSUPPORTED` for other algorithms, `CRYPTO_KEY_DAMAGED` for bytes that are no key
 */
export async function importPkcs8(pkcs8: Uint8Array): Promise<PrivateKey> {
  try {
    const kind = pkcs8KeyKind(pkcs8);
    if (!kind) throw new CinnabarError('CRYPTO_KEY_UNSUPPORTED', 'The private key is neither RSA nor P-256.');
    return privateKey(await port.importPkcs8(kind, pkcs8));
  } catch (cause) {
    if (isCinnabarError(cause) && cause.code === 'CRYPTO_KEY_UNSUPPORTED') throw cause;
    throw new CinnabarError('CRYPTO_KEY_DAMAGED', 'The private key cannot be read.', { cause });
  }
}

function privateKey(key: PlatformKey): PrivateKey {
  return {
    kind: key.kind,
    spki: key.spki,
    signatureAlgorithm: (digest) => signatureAlgorithmIdentifier(key.kind, digest),
    async sign(digest, data) {
      const signature = await key.sign(digest, data);
      return key.kind === 'P-256' ? ecdsaRawToDer(signature) : signature;
    },
    exportPkcs8: () => key.exportPkcs8(),
  };
}
