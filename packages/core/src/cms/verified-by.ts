import { bytesToHex } from '../bytes/index.ts';
import { verifySignature, type AlgorithmIdentifier, type SignatureVerdict } from '../crypto/index.ts';

/** What a certificate, a CRL and an OCSP response have in common. */
export interface Signed {
  readonly signatureAlgorithm: AlgorithmIdentifier;
  readonly signature: Uint8Array;
  readonly tbs: Uint8Array;
}

const verdicts = new WeakMap<Signed, Map<string, Promise<SignatureVerdict>>>();

/** Whether `signed` is by the key of `signer`. Remembered: the signatures of a file share their evidence. */
export function verifiedBy(signed: Signed, { spki }: { readonly spki: Uint8Array }): Promise<SignatureVerdict> {
  const known = verdicts.get(signed) ?? new Map<string, Promise<SignatureVerdict>>();
  verdicts.set(signed, known);
  const key = bytesToHex(spki);
  const { signatureAlgorithm: algorithm, signature, tbs } = signed;
  const verdict = known.get(key) ?? verifySignature({ algorithm, spki, signature, data: [tbs] });
  known.set(key, verdict);
  return verdict;
}
