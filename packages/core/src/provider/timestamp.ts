import type { DigestAlgorithm } from '../crypto/index.ts';
import type { ProviderIdentity } from './identity.ts';

/** A time-stamp authority (RFC 3161). */
export interface TimestampProvider {
  readonly provider: ProviderIdentity;
  /**
   * A TimeStampToken (DER ContentInfo) over `imprint`, checked against the request (imprint, nonce, signature).
   * @throws CinnabarError `TIMESTAMP_*`; there is no fallback to a local clock.
   */
  timestamp(imprint: Uint8Array, algorithm: DigestAlgorithm): Promise<Uint8Array>;
}
