import {
  base64ToBytes,
  bytesToHex,
  derTag,
  equalBytes,
  latin1ToBytes,
  partsLength,
  sliceParts,
  type Parts,
} from '../bytes/index.ts';
import { oid, readSignedData, type SignedData } from '../cms/index.ts';
import { digest } from '../crypto/index.ts';
import { CinnabarError, isCinnabarError } from '../error/index.ts';
import { parsePreparedDigest, type PreparedDigest } from './prepared-digest.ts';

/**
 * Puts `cms` into the room prepared for it. The document must still be the one that was prepared and the CMS must be
 * over its digest; nothing is copied but the signature itself. Follow with `checkSigned` before handing the file out.
 * @throws CinnabarError `SIGN_PREPARED_MALFORMED`, `SIGN_DOCUMENT_CHANGED`, `SIGN_CMS_MALFORMED`, `SIGN_CMS_MISMATCH`,
 *   `SIGN_CMS_TOO_LARGE`
 */
export async function embedSignature(parts: Parts, prepared: PreparedDigest, cms: Uint8Array): Promise<Parts> {
  const { byteRange, reserved, digestAlgorithm, digest: expected } = parsePreparedDigest(prepared);
  const [, gapStart, gapEnd, rest] = byteRange;
  const end = gapEnd + rest;
  const before = sliceParts(parts, 0, gapStart);
  const after = sliceParts(parts, gapEnd, end);
  if (partsLength(parts) !== end || !isEmptyGap(sliceParts(parts, gapStart, gapEnd))) throw changed();
  const actual = await digest(digestAlgorithm, [...before, ...after]);
  if (!equalBytes(actual, base64ToBytes(expected))) throw changed();
  if (!equalBytes(messageDigest(readCms(cms)), actual)) {
    throw new CinnabarError('SIGN_CMS_MISMATCH', 'The signature was made for another document.');
  }
  if (cms.length >= reserved) {
    throw new CinnabarError(
      'SIGN_CMS_TOO_LARGE',
      'The signature does not fit the room reserved for it. Prepare again with more.',
      {
        details: { size: cms.length, reserved },
      },
    );
  }
  const contents = latin1ToBytes(`<${bytesToHex(cms).padEnd(2 * reserved, '0')}>`);
  return [...before, contents, ...after];
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

/** `<` zeros `>`: nobody has signed here yet. */
function isEmptyGap(gap: Parts): boolean {
  const length = partsLength(gap);
  let at = 0;
  for (const part of gap) {
    for (const octet of part) {
      if (octet !== (at === 0 ? 0x3c : at === length - 1 ? 0x3e : 0x30)) return false;
      at++;
    }
  }
  return true;
}

function changed(): CinnabarError {
  return new CinnabarError('SIGN_DOCUMENT_CHANGED', 'The document is not the one that was prepared for signing.');
}
