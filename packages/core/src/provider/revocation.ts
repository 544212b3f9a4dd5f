import type { ProviderIdentity } from './identity.ts';

/**
 * Reaches what certificates point to. Addresses come from certificates, so from strangers: an implementation decides
 * which of them it visits, how long it waits and how much it takes. What comes back is checked by the caller.
 */
export interface RevocationProvider {
  readonly provider: ProviderIdentity;
  /**
   * The DER OCSPResponse to a DER OCSPRequest (RFC 6960).
   * @throws CinnabarError `REVOCATION_*`
   */
  ocsp(url: string, request: Uint8Array): Promise<Uint8Array>;
  /**
   * A DER CertificateList (RFC 5280 §5).
   * @throws CinnabarError `REVOCATION_*`
   */
  crl(url: string): Promise<Uint8Array>;
  /**
   * The DER certificate of an issuer, or a certs-only CMS with it (RFC 5280 §4.2.2.1).
   * @throws CinnabarError `REVOCATION_*`
   */
  certificate(url: string): Promise<Uint8Array>;
}
