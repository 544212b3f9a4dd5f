import { CinnabarError } from '../error/index.ts';

/**
 * Everything needed to finish a prepared signature elsewhere or later: small plain JSON that holds neither the document
 * nor a secret.
 */
export interface PreparedDigest {
  readonly version: 1;
  readonly fieldName: string;
  readonly digestAlgorithm: 'SHA-256';
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
    prepared.digestAlgorithm === 'SHA-256' &&
    typeof prepared.digest === 'string' &&
    /^[A-Za-z0-9+/]{43}=$/.test(prepared.digest) &&
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

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}
