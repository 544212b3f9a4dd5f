import { createHash, pbkdf2 } from 'node:crypto';
import { promisify } from 'node:util';

import { CinnabarError } from '@cinnabar/core/error';

const pbkdf2Async = promisify(pbkdf2);

/** A passphrase in the two encodings that PKCS #12 mixes. */
export interface Passphrase {
  readonly utf8: Uint8Array;
  /** UTF-16 in network order, ended by a zero (RFC 7292 §B.1). */
  readonly bmp: Uint8Array;
}

export function passphraseOf(text: string): Passphrase {
  const bmp = new Uint8Array(2 * text.length + 2);
  for (let i = 0; i < text.length; i++) {
    bmp[2 * i] = text.charCodeAt(i) >> 8;
    bmp[2 * i + 1] = text.charCodeAt(i) & 0xff;
  }
  return { utf8: new TextEncoder().encode(text), bmp };
}

/** Rounds of hashing that one file may cost, all its parts together: a hostile one asks for billions. */
export class RoundBudget {
  #left = 10_000_000;

  /**
   * @param cost of one round, in those of PBKDF2
   * @throws CinnabarError `PKCS12_LIMIT`
   */
  spend(rounds: number, cost = 1): number {
    if (!Number.isSafeInteger(rounds) || rounds < 1 || rounds * cost > this.#left) {
      throw new CinnabarError('PKCS12_LIMIT', 'The key file asks for more rounds of hashing than are granted.');
    }
    this.#left -= rounds * cost;
    return rounds;
  }
}

/** PBKDF2 (RFC 8018 §5.2), off the main thread. */
export async function pbkdf2Key(
  hash: string,
  passphrase: Uint8Array,
  salt: Uint8Array,
  rounds: number,
  length: number,
): Promise<Uint8Array> {
  return pbkdf2Async(passphrase, salt, rounds, length, hash);
}

/** What derived bytes are for (RFC 7292 §B.3). */
export const purpose = { key: 1, iv: 2, mac: 3 } as const;

/** The older derivation of RFC 7292 §B.2, for every hash of node:crypto. Names of the steps are the RFC's. */
export function pkcs12Key(
  hash: string,
  { bmp }: Pick<Passphrase, 'bmp'>,
  salt: Uint8Array,
  rounds: number,
  id: (typeof purpose)[keyof typeof purpose],
  length: number,
): Uint8Array {
  const block = /384|512/.test(hash) ? 128 : 64;
  const diversifier = new Uint8Array(block).fill(id);
  const input = Buffer.concat([repeated(salt, block), repeated(bmp, block)]);
  const key: Uint8Array[] = [];
  for (let made = 0; made < length;) {
    let digest = createHash(hash).update(diversifier).update(input).digest();
    for (let i = 1; i < rounds; i++) digest = createHash(hash).update(digest).digest();
    key.push(digest);
    made += digest.length;
    const addend = repeated(digest, block).subarray(0, block);
    for (let at = 0; at < input.length; at += block) addPlusOne(input.subarray(at, at + block), addend);
  }
  return new Uint8Array(Buffer.concat(key).subarray(0, length));
}

/** `bytes` over and over, up to the next multiple of `block`; nothing stays nothing. */
function repeated(bytes: Uint8Array, block: number): Uint8Array {
  const filled = new Uint8Array(Math.ceil(bytes.length / block) * block);
  for (let i = 0; i < filled.length; i++) filled[i] = bytes[i % bytes.length] as number;
  return filled;
}

/** `target` = `target` + `addend` + 1, big-endian, modulo its width. */
function addPlusOne(target: Uint8Array, addend: Uint8Array): void {
  let carry = 1;
  for (let i = target.length - 1; i >= 0; i--) {
    carry += (target[i] as number) + (addend[i] as number);
    target[i] = carry & 0xff;
    carry >>= 8;
  }
}
