import { derTag, equalBytes, type Part, type Parts, type SliceOf } from '../bytes/index.ts';
import { findCertificate, oid, readSignedData, requireSignerCertificate, type SignedData } from '../cms/index.ts';
import { CinnabarError, isCinnabarError } from '../error/index.ts';
import type { PreparedDigest } from './prepared-digest.ts';
import { findRoom } from './reserved-room.ts';

/**
 * Puts `cms` into the room prepared for it. The document must still be the one that was prepared and the CMS must be
 * over its digest, by a certificate that may sign at the time the document claims; nothing is copied but the signature
 * itself. Parts that `prepareSignature` made in this process are known by identity and not digested again, so nobody may
 * write into them meanwhile; all others are. Follow with `checkSigned`, which reads every byte, before handing the file out.
 * @throws CinnabarError `SIGN_PREPARED_MALFORMED`, `SIGN_DOCUMENT_CHANGED`, `SIGN_CMS_MALFORMED`, `SIGN_CMS_MISMATCH`,
 *   `SIGN_CMS_TOO_LARGE`, `SIGN_CERTIFICATE_MISSING`, and as `requireSignerCertificate`
 */
export async function embedSignature<P extends Part>(
  parts: Parts<P>,
  prepared: PreparedDigest,
  cms: Uint8Array,
): Promise<Parts<SliceOf<P> | Uint8Array>> {
  const room = await findRoom(parts, prepared);
  const signedData = readCms(cms);
  if (!equalBytes(messageDigest(signedData), room.digest)) {
    throw new CinnabarError('SIGN_CMS_MISMATCH', 'The signature was made for another document.');
  }
  const [signer] = signedData.signers;
  const certificate = signer && findCertificate(signedData.certificates, signer);
  if (!certificate) {
    throw new CinnabarError('SIGN_CERTIFICATE_MISSING', "The signature does not bring its signer's certificate.");
  }
  if (prepared.signingTime !== undefined) {
    const claimed = new Date(prepared.signingTime);
    // Days may have passed, and the certificate may have been issued meanwhile.
    requireSignerCertificate(certificate, claimed, { issuedBy: new Date(Math.max(claimed.getTime(), Date.now())) });
  }
  return room.fill(cms);
}

function readCms(cms: Uint8Array): SignedData {
  let signedData: SignedData;
  try {
    signedData = readSignedData(cms);
  } catch (cause) {
    if (!isCinnabarError(cause)) throw cause;
    throw new CinnabarError(
      'SIGN_CMS_MALFORMED',
      'The signature provider returned something that is not a signature.',
      { cause },
    );
  }
  if (signedData.length !== cms.length || signedData.signers.length !== 1) {
    throw new CinnabarError(
      'SIGN_CMS_MALFORMED',
      'The signature provider returned something that is not one signature.',
    );
  }
  return signedData;
}

function messageDigest({ signers }: SignedData): Uint8Array {
  const attributes = signers[0]?.signedAttributes.filter((attribute) => attribute.oid === oid.messageDigest) ?? [];
  const [value] = attributes[0]?.values ?? [];
  return value?.tag === derTag.octetString ? value.content : new Uint8Array();
}
