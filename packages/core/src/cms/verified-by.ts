import { equalBytes } from '../bytes/index.ts';
import { verifySignature, type AlgorithmIdentifier, type SignatureVerdict } from '../crypto/index.ts';

/** What a certificate, a CRL and an OCSP response have in common. */
export interface Signed {
  readonly signatureAlgorithm: AlgorithmIdentifier;
  readonly signature: Uint8Array;
  readonly tbs: Uint8Array;
}

const verdicts = new WeakMap<Signed, { readonly spki: Uint8Array; readonly verdict: Promise<SignatureVerdict> }[]>();

/** Whether `signed` is by the key of `signer`. Remembered: the signatures of a file share their evidence. */
export function verifiedBy(signed: Signed, { spki }: { readonly spki: Uint8Array }): Promise<SignatureVerdict> {
  const known = verdicts.get(signed) ?? [];
  const earlier = known.find((one) => equalBytes(one.spki, spki));
  if (earlier) return earlier.verdict;
  const { signatureAlgorithm: algorithm, signature, tbs } = signed;
  const verdict = verifySignature({ algorithm, spki, signature, data: [tbs] });
  known.push({ spki, verdict });
  verdicts.set(signed, known);
  return verdict;
}
