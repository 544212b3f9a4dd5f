import { digestFor, restrictionOf, type DigestAlgorithm, type KeyAlgorithm } from '../crypto/index.ts';
import { readCertificate } from './certificate.ts';

/**
 * Digest that a signer signs over when nobody asks for another: the one the certificate allows, where that is known, else
 * the one that fits the key, else SHA-256.
 * @param signer what a signing provider announces: the kind of key, and DER certificates, the signer's first
 * @throws CinnabarError `ASN1_MALFORMED`, `CERTIFICATE_MALFORMED`
 */
export function signerDigest({
  keyAlgorithm = 'P-256',
  certificates: [certificate] = [],
}: {
  readonly keyAlgorithm?: KeyAlgorithm;
  readonly certificates?: readonly Uint8Array[];
}): DigestAlgorithm {
  return digestFor(keyAlgorithm, certificate && restrictionOf(readCertificate(certificate).spki));
}
