import { bytesToHex, sliceParts, utf8ToBytes } from '@cinnabar/core/bytes';
import { CinnabarError } from '@cinnabar/core/error';
import type { PreparedFile } from '../backend/index.ts';

const LESS_THAN = 0x3c;
const GREATER_THAN = 0x3e;
const ZERO = 0x30;

/** Lower-case hex SHA-256 over `parts` in order. */
export async function sha256Hex(parts: readonly Uint8Array[]): Promise<string> {
  // WebCrypto takes one buffer; a single part is handed over without a copy.
  const [only] = parts;
  const whole =
    parts.length === 1 && only ? only : new Uint8Array(await new Blob([...parts] as BlobPart[]).arrayBuffer());
  return bytesToHex(new Uint8Array(await crypto.subtle.digest('SHA-256', whole as BufferSource)));
}

/**
 * Holds the promise "what you see is what you sign" from the browser's side: `bytes` must be the revision the signer
 * read (`base`) followed by one increment, and its ByteRange (ISO 32000-2 §12.8.1) must cover everything except the
 * still empty /Contents string of that increment.
 *
 * @returns the browser's own lower-case hex SHA-256 over the ByteRange, equal to the server's.
 * @throws CinnabarError `ROOM_PREPARED_MISMATCH` with `details.reason` when anything differs; nothing may be signed then.
 */
export async function digestPrepared(bytes: Uint8Array, base: Uint8Array, prepared: PreparedFile): Promise<string> {
  const refuse = (reason: string): CinnabarError =>
    new CinnabarError(
      'ROOM_PREPARED_MISMATCH',
      'The prepared file is not the one that was read and filled; nothing is signed.',
      {
        details: { fileId: prepared.fileId, reason },
      },
    );

  if (bytes.length !== prepared.size) throw refuse('size');
  if (!startsWith(bytes, base)) throw refuse('base-revision');

  const [start, gapStart, gapEnd, tail] = prepared.byteRange;
  if (start !== 0 || gapStart <= base.length || gapEnd <= gapStart + 2 || gapEnd + tail !== bytes.length)
    throw refuse('byte-range');
  if (!isEmptyContents(bytes, gapStart, gapEnd)) throw refuse('contents');

  const digest = await sha256Hex(sliceParts([bytes], 0, gapStart).concat(sliceParts([bytes], gapEnd, bytes.length)));
  if (digest !== prepared.digest) throw refuse('digest');
  return digest;
}

/** Lower-case hex SHA-256 over the lines `fileId:digest\n` in order of file id: one short name for all files together. */
export async function fingerprintOf(digests: readonly { fileId: string; digest: string }[]): Promise<string> {
  const lines = digests.map(({ fileId, digest }) => `${fileId}:${digest}\n`).sort();
  return sha256Hex([utf8ToBytes(lines.join(''))]);
}

/** The gap is `<000…0>` and stands as the value of /Contents: nothing that renders can hide in it. */
function isEmptyContents(bytes: Uint8Array, start: number, end: number): boolean {
  if (bytes[start] !== LESS_THAN || bytes[end - 1] !== GREATER_THAN) return false;
  for (let i = start + 1; i < end - 1; i++) if (bytes[i] !== ZERO) return false;
  const before = String.fromCharCode(...bytes.subarray(Math.max(0, start - 16), start));
  return /\/Contents\s*$/.test(before);
}

function startsWith(bytes: Uint8Array, prefix: Uint8Array): boolean {
  if (prefix.length > bytes.length) return false;
  for (let i = 0; i < prefix.length; i++) if (bytes[i] !== prefix[i]) return false;
  return true;
}
