import { derNull, derOctetString, derOid, derSequence } from '@cinnabar/core/bytes';
import { digestOid, type DigestAlgorithm } from '@cinnabar/core/crypto';

/** DigestInfo (RFC 8017 §9.2), what RSASSA-PKCS1-v1_5 signs; the parameters are NULL there. */
export function digestInfo(algorithm: DigestAlgorithm, digest: Uint8Array): Uint8Array {
  return derSequence(derSequence(derOid(digestOid(algorithm)), derNull()), derOctetString(digest));
}
