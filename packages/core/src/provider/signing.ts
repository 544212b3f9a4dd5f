import type { DigestAlgorithm, KeyAlgorithm } from '../crypto/index.ts';
import type { ProviderIdentity } from './identity.ts';

/** The person or organisation a certificate is issued to. Identity numbers never go in here in clear. */
export interface SignerSubject {
  readonly kind: 'person' | 'organization';
  /** Legal name; becomes the certificate's common name. */
  readonly name: string;
  /** Organisation the signer acts for, when any. */
  readonly organization?: string;
  /** Stable opaque reference of the verified identity; becomes the certificate's serialNumber attribute. */
  readonly reference: string;
}

/** Hash out: everything a key holder needs. The document itself never leaves. */
export interface SigningRequest {
  readonly subject: SignerSubject;
  readonly digestAlgorithm: DigestAlgorithm;
  /** Digest of the ByteRange bytes. */
  readonly digest: Uint8Array;
  /** The same key gives the same result or the same failure, never a second signature by accident. */
  readonly idempotencyKey: string;
}

/** CMS in: a detached CAdES SignedData (RFC 5652, ETSI EN 319 122-1) in DER, time-stamp included where the provider adds one. */
export interface SigningResult {
  readonly cms: Uint8Array;
  /** DER certificates, signer first, then its issuers. */
  readonly certificates: readonly Uint8Array[];
}

/** Holds or reaches the keys that sign. */
export interface SigningProvider {
  readonly provider: ProviderIdentity;
  /** Upper bound in bytes of the CMS it returns; the room reserved in /Contents. */
  readonly maxCmsSize: number;
  /**
   * What its keys sign with, where that is known beforehand: it decides over which digest a document is prepared.
   * Absent: any that signs over SHA-256.
   */
  readonly keyAlgorithm?: KeyAlgorithm;
  /** DER certificates it signs with, signer first, where they are known beforehand. */
  readonly certificates?: readonly Uint8Array[];
  /** Whether its CMS brings a time-stamp, where that is known beforehand. */
  readonly timestamped?: boolean;
  /** @throws CinnabarError `SIGNING_*` on refusal or outage; nothing is signed then. */
  sign(request: SigningRequest): Promise<SigningResult>;
}
