import { digestLength, digestOfSignature, readPublicKey, type AlgorithmIdentifier } from '../crypto/index.ts';
import { CinnabarError, isCinnabarError } from '../error/index.ts';

/**
 * Since when algorithms are too weak to rely on, for certificates, revocation data and time-stamps: what is proven to
 * have existed before keeps its worth (ETSI EN 319 102-1 §5.6.2.2). Plain data.
 */
export interface CryptoLimits {
  /** By digest, an ISO 8601 date; null: always. What is not named is strong. */
  readonly digests: Readonly<Record<string, string | null>>;
  /** Moduli of RSA keys below so many bits. */
  readonly rsa: readonly { readonly bitsBelow: number; readonly since: string | null }[];
}

/** Nothing by SHA-1, nor by RSA keys below 2048 bits. */
export const defaultLimits: CryptoLimits = { digests: { 'SHA-1': null }, rsa: [{ bitsBelow: 2048, since: null }] };

/**
 * Refuses limits that would let pass what they are meant to stop, by a slip of the pen.
 * @throws CinnabarError `VERIFY_OPTION` (details: option)
 */
export function requireLimits({ digests, rsa }: CryptoLimits): void {
  for (const [digest, since] of Object.entries(digests)) {
    if (!Object.hasOwn(digestLength, digest) || !isMoment(since)) throw wrongOption(`limits.digests.${digest}`);
  }
  if (rsa.some(({ bitsBelow, since }) => !(bitsBelow >= 0) || !isMoment(since))) throw wrongOption('limits.rsa');
}

export function wrongOption(option: string): CinnabarError {
  return new CinnabarError('VERIFY_OPTION', 'An option of the verification has a value that means nothing.', {
    details: { option },
  });
}

function isMoment(since: string | null): boolean {
  return since === null || !Number.isNaN(Date.parse(since));
}

/** Since when a signature by `spki` is too weak, in milliseconds; -Infinity: always, Infinity: it is strong. */
export function weakSince(limits: CryptoLimits, algorithm: AlgorithmIdentifier, spki: Uint8Array): number {
  return Math.min(digestWeakSince(limits, digestOfSignature(algorithm, spki)), keyWeakSince(limits, spki));
}

export function digestWeakSince({ digests }: CryptoLimits, digest: string | undefined): number {
  return digest !== undefined && Object.hasOwn(digests, digest) ? moment(digests[digest]) : Infinity;
}

export function keyWeakSince({ rsa }: CryptoLimits, spki: Uint8Array): number {
  const bits = modulusBits(spki);
  if (bits === undefined) return Infinity;
  return Math.min(Infinity, ...rsa.filter(({ bitsBelow }) => bits < bitsBelow).map(({ since }) => moment(since)));
}

function moment(since: string | null | undefined): number {
  return since === null || since === undefined ? -Infinity : Date.parse(since);
}

function modulusBits(spki: Uint8Array): number | undefined {
  try {
    const key = readPublicKey(spki);
    return typeof key === 'string' ? undefined : key.modulusBits;
  } catch (cause) {
    if (isCinnabarError(cause)) return undefined;
    throw cause;
  }
}
