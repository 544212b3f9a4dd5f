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
  /** What /M claims, ISO 8601: the signer's certificate must be valid then. Absent for document time-stamps. */
  readonly signingTime?: string;
  /** Base64 of the digest of the ByteRange bytes: what the CMS must sign. */
  readonly digest: string;
  /** `[0, gapStart, gapEnd, rest]` as in the file; the gap is the /Contents string with its angle brackets. */
  readonly byteRange: readonly [0, number, number, number];
  /** Bytes reserved for the CMS and at least one byte of padding. */
  readonly reserved: number;
}

/** Characters; what no field of a readable file exceeds. */
const longestName = 1000;

/**
 * Checks what came back from another process and copies what belongs to it, nothing else.
 * @throws CinnabarError `SIGN_PREPARED_MALFORMED`
 */
export function parsePreparedDigest(value: unknown): PreparedDigest {
  const prepared = (typeof value === 'object' && value !== null ? value : {}) as Partial<PreparedDigest>;
  const { version, fieldName, digestAlgorithm, digest, byteRange, reserved, signingTime } = prepared;
  const wellFormed =
    version === 1 &&
    typeof fieldName === 'string' &&
    fieldName.length <= longestName &&
    isDigest(digest, digestAlgorithm) &&
    isCount(reserved) &&
    Array.isArray(byteRange) &&
    byteRange.length === 4 &&
    byteRange.every(isCount) &&
    byteRange[0] === 0 &&
    byteRange[2] - byteRange[1] === 2 * reserved + 2 &&
    Number.isSafeInteger(byteRange[2] + byteRange[3]) &&
    (signingTime === undefined || isTime(signingTime));
  if (!wellFormed) {
    throw new CinnabarError('SIGN_PREPARED_MALFORMED', 'The prepared digest is not one this version made.');
  }
  return {
    version,
    fieldName,
    digestAlgorithm: digestAlgorithm as DigestAlgorithm,
    ...(signingTime === undefined ? {} : { signingTime }),
    digest: digest as string,
    byteRange: [0, byteRange[1], byteRange[2], byteRange[3]],
    reserved,
  };
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

function isTime(value: unknown): boolean {
  return (
    typeof value === 'string' &&
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value) &&
    !Number.isNaN(Date.parse(value))
  );
}
