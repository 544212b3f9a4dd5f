import {
  base64ToBytes,
  bytesToBase64,
  bytesToHex,
  equalBytes,
  latin1ToBytes,
  partsLength,
  sliceParts,
  type Parts,
} from '../bytes/index.ts';
import { digest } from '../crypto/index.ts';
import { CinnabarError } from '../error/index.ts';
import type { WrittenPdf } from '../pdf/index.ts';
import { parsePreparedDigest, type PreparedDigest } from './prepared-digest.ts';
import { byteRangeText, type SignatureDictionary } from './signature-dictionary.ts';

/** Writes the ByteRange of a signature dictionary that was just written and digests what it covers, in place. */
export async function prepareRoom(
  written: WrittenPdf,
  dictionary: SignatureDictionary,
  what: Pick<PreparedDigest, 'fieldName' | 'digestAlgorithm' | 'signingTime'>,
): Promise<PreparedDigest> {
  const increment = written.parts[1] as Uint8Array;
  const offset = (written.parts[0] as Uint8Array).length;
  const gap = written.positionOf(dictionary.contents);
  const end = offset + increment.length;
  const byteRange = [0, gap.start, gap.end, end - gap.end] as const;
  increment.set(byteRangeText(byteRange), written.positionOf(dictionary.byteRange).start - offset);
  const ranges = [...sliceParts(written.parts, 0, gap.start), ...sliceParts(written.parts, gap.end, end)];
  return {
    version: 1,
    ...what,
    digest: bytesToBase64(await digest(what.digestAlgorithm, ranges)),
    byteRange,
    reserved: (gap.end - gap.start - 2) / 2,
  };
}

export interface EmptyRoom {
  /** Digest of everything around the room, computed anew. */
  readonly digest: Uint8Array;
  /**
   * The document with `value` in the room. Nothing else is copied.
   * @throws CinnabarError `SIGN_CMS_TOO_LARGE`
   */
  fill(value: Uint8Array): Parts;
}

/**
 * The room that `prepared` describes, when the document is still the one that was prepared.
 * @throws CinnabarError `SIGN_PREPARED_MALFORMED`, `SIGN_DOCUMENT_CHANGED`
 */
export async function findRoom(parts: Parts, prepared: PreparedDigest): Promise<EmptyRoom> {
  const { byteRange, reserved, digestAlgorithm, digest: expected } = parsePreparedDigest(prepared);
  const [, gapStart, gapEnd, rest] = byteRange;
  const end = gapEnd + rest;
  const before = sliceParts(parts, 0, gapStart);
  const after = sliceParts(parts, gapEnd, end);
  if (partsLength(parts) !== end || !isEmptyGap(sliceParts(parts, gapStart, gapEnd))) throw changed();
  const actual = await digest(digestAlgorithm, [...before, ...after]);
  if (!equalBytes(actual, base64ToBytes(expected))) throw changed();
  const fill = (value: Uint8Array): Parts => {
    if (value.length >= reserved) {
      throw new CinnabarError(
        'SIGN_CMS_TOO_LARGE',
        'The signature does not fit the room reserved for it. Prepare again with more.',
        { details: { size: value.length, reserved } },
      );
    }
    return [...before, latin1ToBytes(`<${bytesToHex(value).padEnd(2 * reserved, '0')}>`), ...after];
  };
  return { digest: actual, fill };
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
