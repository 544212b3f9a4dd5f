import {
  base64ToBytes,
  bytesToBase64,
  chunksOf,
  equalBytes,
  latin1ToBytes,
  partsLength,
  sliceParts,
  type Part,
  type Parts,
  type SliceOf,
} from '../bytes/index.ts';
import { digest } from '../crypto/index.ts';
import { CinnabarError } from '../error/index.ts';
import type { WrittenPdf } from '../pdf/index.ts';
import { parsePreparedDigest, type PreparedDigest } from './prepared-digest.ts';
import { byteRangeText, emptyRoom, type SignatureDictionary } from './signature-dictionary.ts';

const hexDigits = latin1ToBytes('0123456789abcdef');

/** What was prepared in this process, by the increment, which nobody else made. */
const preparedHere = new WeakMap<Uint8Array, { original: Part; prepared: PreparedDigest }>();

/** Writes the ByteRange of a signature dictionary that was just written and digests what it covers, in place. */
export async function prepareRoom(
  written: WrittenPdf,
  dictionary: SignatureDictionary,
  what: Pick<PreparedDigest, 'fieldName' | 'digestAlgorithm' | 'signingTime'>,
): Promise<PreparedDigest> {
  const { parts, increment } = written;
  const [original = increment] = parts;
  const offset = original.length;
  const gap = written.positionOf(dictionary.contents);
  const end = offset + increment.length;
  const byteRange = [0, gap.start, gap.end, end - gap.end] as const;
  increment.set(byteRangeText(byteRange), written.positionOf(dictionary.byteRange).start - offset);
  const ranges = [...sliceParts(parts, 0, gap.start), ...sliceParts(parts, gap.end, end)];
  const prepared: PreparedDigest = {
    version: 1,
    ...what,
    digest: bytesToBase64(await digest(what.digestAlgorithm, ranges)),
    byteRange,
    reserved: (gap.end - gap.start - 2) / 2,
  };
  preparedHere.set(increment, { original, prepared: { ...prepared } });
  return prepared;
}

/**
 * The digest of `parts` when they are the very ones that `prepareRoom` digested. Those are not read again, which halves
 * the time of signing a large file. Nothing is lost by it: the signed parts are views of the same memory, so whoever
 * writes into the arrays of this process can do so after any check that is made here; `checkSigned`, which reads what
 * is handed out, is what finds it. Parts that come from anywhere else are copies, and digested anew.
 */
function digestedHere(parts: Parts<Part>, { digestAlgorithm, byteRange }: PreparedDigest): Uint8Array | undefined {
  const [original, increment] = parts;
  const known = increment instanceof Uint8Array && parts.length === 2 ? preparedHere.get(increment) : undefined;
  if (!known || known.original !== original) return undefined;
  const { prepared } = known;
  const same =
    prepared.digestAlgorithm === digestAlgorithm &&
    prepared.byteRange[1] === byteRange[1] &&
    prepared.byteRange[2] === byteRange[2];
  return same ? base64ToBytes(prepared.digest) : undefined;
}

export interface EmptyRoom<P extends Part> {
  /** Digest of everything around the room: computed from `parts`, never taken from the caller. */
  readonly digest: Uint8Array;
  /**
   * The document with `value` in the room. Nothing else is copied.
   * @throws CinnabarError `SIGN_CMS_TOO_LARGE`
   */
  fill(value: Uint8Array): Parts<SliceOf<P> | Uint8Array>;
}

/**
 * The room that `prepared` describes, when the document is still the one that was prepared.
 * @throws CinnabarError `SIGN_PREPARED_MALFORMED`, `SIGN_DOCUMENT_CHANGED`
 */
export async function findRoom<P extends Part>(parts: Parts<P>, prepared: PreparedDigest): Promise<EmptyRoom<P>> {
  const parsed = parsePreparedDigest(prepared);
  const { byteRange, reserved, digestAlgorithm, digest: expected } = parsed;
  const [, gapStart, gapEnd, rest] = byteRange;
  const end = gapEnd + rest;
  const before = sliceParts(parts, 0, gapStart);
  const after = sliceParts(parts, gapEnd, end);
  if (partsLength(parts) !== end) throw changed();
  const known = digestedHere(parts, parsed);
  if (!known && !isEmptyGap(sliceParts(parts, gapStart, gapEnd))) throw changed();
  const actual = known ?? (await digest(digestAlgorithm, [...before, ...after]));
  if (!equalBytes(actual, base64ToBytes(expected))) throw changed();
  const fill = (value: Uint8Array): Parts<SliceOf<P> | Uint8Array> => {
    if (value.length >= reserved) {
      throw new CinnabarError(
        'SIGN_CMS_TOO_LARGE',
        'The signature does not fit the room reserved for it. Prepare again with more.',
        { details: { size: value.length, reserved } },
      );
    }
    const room = emptyRoom(reserved);
    for (let i = 0; i < value.length; i++) {
      const octet = value[i] as number;
      room[2 * i + 1] = hexDigits[octet >> 4] as number;
      room[2 * i + 2] = hexDigits[octet & 15] as number;
    }
    return [...before, room, ...after];
  };
  return { digest: actual, fill };
}

/** `<` zeros `>`: nobody has signed here yet. */
function isEmptyGap(gap: Parts<Part>): boolean {
  const last = partsLength(gap) - 1;
  let at = 0;
  for (const chunk of chunksOf(gap)) {
    for (const octet of chunk) {
      if (octet !== (at === 0 ? 0x3c : at === last ? 0x3e : 0x30)) return false;
      at++;
    }
  }
  return true;
}

function changed(): CinnabarError {
  return new CinnabarError('SIGN_DOCUMENT_CHANGED', 'The document is not the one that was prepared for signing.');
}
