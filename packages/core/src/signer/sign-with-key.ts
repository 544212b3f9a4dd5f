import {
  addSignatureTimestamp,
  buildSignedData,
  readCertificate,
  readSignedData,
  requireSignerCertificate,
} from '../cms/index.ts';
import { digest, type KeyHandle } from '../crypto/index.ts';
import { CinnabarError, isCinnabarError } from '../error/index.ts';
import type { SigningRequest, SigningResult, TimestampProvider } from '../provider/index.ts';
import type { Unfinished } from './sign-once.ts';

/** A key that signs, with the certificates that say whose it is. */
export interface CertifiedKey {
  readonly key: KeyHandle;
  /** DER, the key's own first, then its issuers as far as they are there. */
  readonly certificates: readonly Uint8Array[];
}

/** Room for a time-stamp with the chain of its authority, in bytes. */
const timestampSize = 12_288;

/** Bytes that a CMS by such a key needs at most. */
export function cmsRoom(certificates: readonly Uint8Array[], withTimestamp: boolean): number {
  return 2048 + certificates.reduce((sum, der) => sum + der.length, 0) + (withTimestamp ? timestampSize : 0);
}

export interface SignWithKeyOptions {
  readonly maxCmsSize: number;
  readonly now: Date;
  /** Adds a time-stamp when present. */
  readonly timestamps?: TimestampProvider | undefined;
  /** Keeps what the key signed, for another try after the time-stamp failed. */
  readonly unfinished?: Unfinished;
}

/**
 * The CMS over a request's digest, time-stamped when somebody is there to ask. What forbids the signature is found
 * before the key is used.
 * @throws CinnabarError as `requireSignerCertificate`, `SIGNING_DIGEST_UNFIT`, `SIGNING_CMS_TOO_LARGE`, and what the key
 *   and the time-stamp provider throw
 */
export async function signWithKey(
  { key, certificates }: CertifiedKey,
  { digestAlgorithm, digest: messageDigest }: Pick<SigningRequest, 'digestAlgorithm' | 'digest'>,
  { maxCmsSize, now, timestamps, unfinished = {} }: SignWithKeyOptions,
): Promise<SigningResult> {
  requireSignerCertificate(readCertificate(certificates[0] ?? new Uint8Array()), now, { spki: key.spki });
  requireFit(key, digestAlgorithm);
  unfinished.cms ??= await buildSignedData({ digestAlgorithm, messageDigest, certificates, signer: key });
  let { cms } = unfinished;
  if (timestamps) {
    const [signer] = readSignedData(cms).signers;
    const imprint = await digest('SHA-256', [(signer as NonNullable<typeof signer>).signature]);
    cms = addSignatureTimestamp(cms, await timestamps.timestamp(imprint, 'SHA-256'));
  }
  if (cms.length <= maxCmsSize) return { cms, certificates };
  throw new CinnabarError('SIGNING_CMS_TOO_LARGE', 'The signature is larger than the room promised for it.', {
    details: { size: cms.length, maxCmsSize },
  });
}

/** Ed25519 and SM2 sign over one digest only; the document must have been prepared with it. */
function requireFit(key: KeyHandle, digestAlgorithm: SigningRequest['digestAlgorithm']): void {
  try {
    key.signatureAlgorithm(digestAlgorithm);
  } catch (cause) {
    if (!isCinnabarError(cause) || cause.code !== 'CRYPTO_DIGEST_UNFIT') throw cause;
    throw new CinnabarError(
      'SIGNING_DIGEST_UNFIT',
      `The document was prepared over ${digestAlgorithm}, and the signer's key signs over ${key.digestAlgorithm}.`,
      { cause, details: { prepared: digestAlgorithm, needed: key.digestAlgorithm } },
    );
  }
}
