import type { Part, Parts } from '../bytes/index.ts';

export type DigestAlgorithm = 'SHA-256' | 'SHA-384' | 'SHA-512' | 'SM3';

/** SHA-1 is read in old signatures and never used for new ones. */
export type ReadableDigestAlgorithm = DigestAlgorithm | 'SHA-1';

/** Digests the platforms implement; SM3 is ours. */
export type PlatformDigest = Exclude<ReadableDigestAlgorithm, 'SM3'>;

/** Curves of FIPS 186 that ECDSA is used with here. */
export type NamedCurve = 'P-256' | 'P-384' | 'P-521';

/** What a key signs with. An RSA key is bound to one padding: one key, one scheme. */
export type KeyAlgorithm = 'RSA' | 'RSA-PSS' | NamedCurve | 'Ed25519' | 'SM2';

/** Keys this package can make. The number of an RSA key is the length of its modulus in bits. */
export type KeyKind =
  | 'RSA-2048'
  | 'RSA-3072'
  | 'RSA-4096'
  | 'RSA-PSS-2048'
  | 'RSA-PSS-3072'
  | 'RSA-PSS-4096'
  | Exclude<KeyAlgorithm, 'RSA' | 'RSA-PSS'>;

/**
 * How a signature is to be checked or made. ECDSA and SM2 signatures are r‖s here; salt lengths are in bytes, and
 * RSASSA-PSS always uses MGF1 with the digest of the message.
 */
export type SignatureScheme =
  | { readonly kind: 'RSASSA-PKCS1-v1_5'; readonly digest: PlatformDigest }
  | { readonly kind: 'RSASSA-PSS'; readonly digest: PlatformDigest; readonly saltLength: number }
  | { readonly kind: 'ECDSA'; readonly digest: PlatformDigest; readonly curve: NamedCurve }
  | { readonly kind: 'Ed25519' }
  | { readonly kind: 'SM2' };

/** Schemes the platforms implement; SM2 is ours. */
export type PlatformScheme = Exclude<SignatureScheme, { kind: 'SM2' }>;
export type PlatformKeyKind = Exclude<KeyKind, 'SM2'>;
export type PlatformKeyAlgorithm = Exclude<KeyAlgorithm, 'SM2'>;

/** A private key that stays with whoever computes with it. */
export interface PlatformKey {
  /** SubjectPublicKeyInfo in DER. */
  readonly spki: Uint8Array;
  /** Signature over `data`; r‖s for ECDSA and SM2, the salt of RSASSA-PSS as long as the digest. */
  sign(digest: DigestAlgorithm, data: Uint8Array): Promise<Uint8Array>;
  /** PrivateKeyInfo (PKCS #8, RFC 5958) in DER, unencrypted. */
  exportPkcs8(): Promise<Uint8Array>;
}

/**
 * The operations that Node and browsers offer differently; chosen by the export condition of `#crypto-port`.
 * What a platform does not implement ends with CinnabarError `CRYPTO_UNSUPPORTED`, never with `false`.
 */
export interface CryptoPort {
  digest(algorithm: PlatformDigest, parts: Parts<Part>): Promise<Uint8Array>;
  randomBytes(length: number): Uint8Array;
  /** Rejects with any other error when the platform refuses the key itself. */
  verify(scheme: PlatformScheme, spki: Uint8Array, signature: Uint8Array, data: Parts<Part>): Promise<boolean>;
  generateKey(kind: PlatformKeyKind): Promise<PlatformKey>;
  /** Rejects with any other error when the bytes are not such a key. RSA keys come labelled rsaEncryption. */
  importPkcs8(algorithm: PlatformKeyAlgorithm, pkcs8: Uint8Array): Promise<PlatformKey>;
}
