import type { Parts } from '../bytes/index.ts';

export type DigestAlgorithm = 'SHA-256' | 'SHA-384' | 'SHA-512';

/** SHA-1 is read in old signatures and never used for new ones. */
export type ReadableDigestAlgorithm = DigestAlgorithm | 'SHA-1';

/** Keys this package can make and use. */
export type KeyKind = 'RSA-2048' | 'P-256';

/** What a platform must be able to check. ECDSA signatures cross the port as r‖s, keys as SubjectPublicKeyInfo. */
export type SignatureScheme =
  | { readonly kind: 'RSASSA-PKCS1-v1_5'; readonly digest: ReadableDigestAlgorithm }
  | { readonly kind: 'ECDSA'; readonly digest: ReadableDigestAlgorithm; readonly curve: 'P-256' };

/** A private key that stays with its platform. */
export interface PlatformKey {
  readonly kind: KeyKind;
  /** SubjectPublicKeyInfo in DER. */
  readonly spki: Uint8Array;
  /** Signature over `data`; r‖s for ECDSA. */
  sign(digest: DigestAlgorithm, data: Uint8Array): Promise<Uint8Array>;
  /** PrivateKeyInfo (PKCS #8, RFC 5958) in DER, unencrypted. */
  exportPkcs8(): Promise<Uint8Array>;
}

/** The operations that Node and browsers offer differently; chosen by the export condition of `#crypto-port`. */
export interface CryptoPort {
  digest(algorithm: ReadableDigestAlgorithm, parts: Parts): Promise<Uint8Array>;
  randomBytes(length: number): Uint8Array;
  /** Rejects with any error when the platform refuses the key itself. */
  verify(scheme: SignatureScheme, spki: Uint8Array, signature: Uint8Array, data: Parts): Promise<boolean>;
  generateKey(kind: KeyKind): Promise<PlatformKey>;
  /** Rejects with any error when the bytes are not such a key. */
  importPkcs8(kind: KeyKind, pkcs8: Uint8Array): Promise<PlatformKey>;
}
