import { bytesToHex, latin1ToBytes, slicePart, type Part, type Parts, type SliceOf } from '../bytes/index.ts';
import { addSignatureTimestamp, readSignedData } from '../cms/index.ts';
import { digest } from '../crypto/index.ts';
import { isCinnabarError } from '../error/index.ts';
import { PdfString, type PdfDict } from '../pdf/index.ts';
import type { TimestampProvider } from '../provider/index.ts';

/** A token with the shortest of certificates, in bytes: where there is less room nobody need be asked. */
const smallestToken = 700;

/**
 * Puts a time-stamp over a signature value into the CMS of the signature (ETSI EN 319 142-1 §5.3), in the room that its
 * maker left. For a signature that nothing covers: the room is the one place of the file it does not sign.
 * @returns undefined when the room is too small or not empty, or the CMS cannot take a time-stamp
 * @throws CinnabarError `TIMESTAMP_*`
 */
export async function addTimestampInside<P extends Part>(
  file: P,
  signature: PdfDict,
  timestamps: TimestampProvider,
): Promise<Parts<SliceOf<P> | Uint8Array> | undefined> {
  const contents = signature.get('Contents');
  if (!(contents instanceof PdfString) || !contents.hex || !contents.source) return undefined;
  const { source, rawBytes } = contents;
  const cms = cmsIn(rawBytes);
  const room = cms && rawBytes.subarray(cms.bytes.length);
  // Some producers leave something behind their CMS; it is not ours to remove.
  if (!room || room.length < smallestToken || room.some((octet) => octet !== 0)) return undefined;
  const token = await timestamps.timestamp(await digest('SHA-256', [cms.value]), 'SHA-256');
  const stamped = addSignatureTimestamp(cms.bytes, token);
  // Room counts in hexadecimal digits as they stand in the file: some producers break them into lines.
  const digits = source.end - source.start - 2;
  if (2 * stamped.length + 2 > digits) return undefined;
  return [
    slicePart(file, 0, source.start + 1),
    latin1ToBytes(bytesToHex(stamped).padEnd(digits, '0')),
    slicePart(file, source.end - 1, file.length),
  ];
}

function cmsIn(contents: Uint8Array): { readonly bytes: Uint8Array; readonly value: Uint8Array } | undefined {
  try {
    const { length, signers } = readSignedData(contents);
    const [signer, second] = signers;
    if (!signer || second) return undefined;
    return { bytes: contents.subarray(0, length), value: signer.signature };
  } catch (cause) {
    if (isCinnabarError(cause)) return undefined;
    throw cause;
  }
}
