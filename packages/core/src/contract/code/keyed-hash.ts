import { bytesToHex, equalBytes, utf8ToBytes } from '../../bytes/index.ts';
import { CinnabarError } from '../../error/index.ts';
import type { DecisionContext } from '../context/index.ts';

/**
 * HMAC-SHA-256 (or HMAC-SM3) of a UTF-8 text under a key that only the server has, as lower-case hex. What is kept as a
 * keyed hash can be recognised, but neither read nor guessed by whoever has the store without the key.
 */
export type KeyedHash = (text: string) => string;

/** So many bytes nobody can foretell, such as `crypto.getRandomValues`. */
export type RandomBytes = (length: number) => Uint8Array;

/** A {@link DecisionContext} for decisions that compare secrets. */
export interface SecretContext extends DecisionContext {
  readonly keyedHash: KeyedHash;
}

/** A fresh secret (token of a link, seed of a code): 256 bits as 64 hex digits. */
export function secretFrom(random: RandomBytes): string {
  return bytesToHex(random(32));
}

/** Compares two hashes, taking the same time wherever they differ. */
export function sameHash(one: string, other: string): boolean {
  return equalBytes(utf8ToBytes(one), utf8ToBytes(other));
}

/**
 * Guards against secrets made by a counter or a clock.
 * @throws CinnabarError `SECRET_WEAK` unless it is at least 128 bits in hex.
 */
export function requireSecret(secret: string): string {
  if (/^[0-9a-f]{32,}$/.test(secret)) return secret;
  throw new CinnabarError('SECRET_WEAK', 'A secret must be at least 32 lower-case hex digits from a random source.');
}
