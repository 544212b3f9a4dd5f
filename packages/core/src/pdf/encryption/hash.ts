import { sha256, sha384, sha512 } from '@noble/hashes/sha2.js';

import { concatBytes } from '../../bytes/index.ts';
import { encryptBlocks } from './aes.ts';

const digests = [sha256, sha384, sha512] as const;
const minRounds = 64;
const repetitions = 64;

/**
 * Hash of a password for AES-256 (ISO 32000-2 §7.6.4.3.4, algorithm 2.B), or of revision 5, which was SHA-256 alone.
 * Rounds end by chance, but always: a byte is at most 255, so there are fewer than 288.
 * @param user /U where the owner's password is hashed, else empty
 */
export function passwordHash(password: Uint8Array, salt: Uint8Array, user: Uint8Array, revision: number): Uint8Array {
  let hash: Uint8Array = sha256(concatBytes(password, salt, user));
  if (revision < 6) return hash;
  let last = 0;
  for (let round = 0; round < minRounds || last > round - 32; round++) {
    const unit = concatBytes(password, hash, user);
    const repeated = concatBytes(...Array<Uint8Array>(repetitions).fill(unit));
    const encrypted = encryptBlocks(hash.subarray(0, 16), hash.subarray(16, 32), repeated);
    // 256 is 1 modulo 3, so the number that the first 16 bytes are is their sum.
    const remainder = encrypted.subarray(0, 16).reduce((sum, byte) => sum + byte, 0) % 3;
    hash = (digests[remainder] as typeof sha256)(encrypted);
    last = encrypted.at(-1) as number;
  }
  return hash.subarray(0, 32);
}
