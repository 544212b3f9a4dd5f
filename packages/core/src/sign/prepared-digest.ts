import { base64ToBytes } from '../bytes/index.ts';
import { digestLength, type DigestAlgorithm } from '../crypto/index.ts';
import { CinnabarError } from '../error/index.ts';

/**
 * Everything needed to finish a prepared signature elsewhere or later: small plain JSON that holds neither the document
 * nor a secret.
 */
export interface PreparedDigest {
  readonly version: 1;
  readonly fieldName: string;
  readonly digestAlgorithm: DigestAlgorithm;
  /** Base64 of the digest of the ByteRange bytes: what the CMS must sign. */
  readonly digest: string;
  /** `[0, gapStart, gapEnd, rest]` as in the file; the gap is the /Contents string with its angle brackets. */
  readonly byteRange: readonly [0, number, number, number];
  /** Bytes reserved for the CMS and at least one byte of padding. */
  readonly reserved: number;
}

/**
 * Checks what came back from another process.
 * @throws CinnabarError `SIGN_PREPARED_MALFORMED`
 */
export function parsePreparedDigest(value: unknown): PreparedDigest {
  const prepared = (value ?? {}) as Partial<PreparedDigest>;
  const { byteRange, reserved } = prepared;
  const wellFormed =
    prepared.version === 1 &&
    typeof prepared.fieldName === 'string' &&
    isDigest(prepared.digest, prepared.digestAlgorithm) &&
    isCount(reserved) &&
    Array.isArray(byteRange) &&
    byteRange.length === 4 &&
    byteRange.every(isCount) &&
    byteRange[0] === 0 &&
    byteRange[2] - byteRange[1] === 2 * reserved + 2;
  if (!wellFormed) {
    throw new CinnabarError('SIGN_PREPARED_MALFORMED', 'The prepared digest is not one this version made.');
  }
  return prepared as PreparedDigest;
}

const digestAlgorithms: readonly unknown[] = ['SHA-256', 'SHA-384', 'SHA-512', 'SM3'] satisfies DigestAlgorithm[];

function isDigest(text: unknown, algorithm: DigestAlgorithm | undefined): boolean {
  if (typeof text !== 'string' || !algorithm || !digestAlgorithms.includes(algorithm)) return false;
  const length = 4 * Math.ceil(digestLength[algorithm] / 3);
  const wellFormed = text.length === length && /^[A-Za-z0-9+/]+={0,2}$/.test(text);
  return wellFormed && base64ToBytes(text).length === digestLength[algorithm];
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
