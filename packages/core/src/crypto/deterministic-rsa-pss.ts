import { bytesToHex, concatBytes, hexToBytes } from '../bytes/index.ts';
import { port } from '#crypto-port';
import { digestLength } from './algorithms.ts';
import type { PlatformDigest } from './port.ts';

/**
 * RSASSA-PSS (RFC 8017 §8.1.1, MGF1 with the digest of the message, salt as long as the digest) with a salt that is the
 * digest of private exponent and message.
 * @param fields contents of an RSAPrivateKey: version, n, e, d, p, q, …
 */
export function rsaPssSigner(
  fields: readonly Uint8Array[],
): (digest: PlatformDigest, data: Uint8Array) => Promise<Uint8Array> {
  const [, modulus, , exponent] = fields as [Uint8Array, Uint8Array, Uint8Array, Uint8Array];
  const [n, d] = [toNumber(modulus), toNumber(exponent)];
  const bits = n.toString(2).length;
  return async (digest, data) => {
    const hash = (...parts: Uint8Array[]): Promise<Uint8Array> => port.digest(digest, parts);
    const messageHash = await hash(data);
    const salt = await hash(exponent, messageHash);
    const encoded = await encode(hash, digestLength[digest], { messageHash, salt, bits: bits - 1 });
    return toBytes(power(toNumber(encoded), d, n), Math.ceil(bits / 8));
  };
}

/** EMSA-PSS-ENCODE (§9.1.1) from step 5 on. */
async function encode(
  hash: (...parts: Uint8Array[]) => Promise<Uint8Array>,
  hashLength: number,
  { messageHash, salt, bits }: { messageHash: Uint8Array; salt: Uint8Array; bits: number },
): Promise<Uint8Array> {
  const length = Math.ceil(bits / 8);
  const h = await hash(new Uint8Array(8), messageHash, salt);
  const block = concatBytes(new Uint8Array(length - salt.length - hashLength - 2), Uint8Array.of(1), salt);
  for (let at = 0, counter = 0; at < block.length; at += hashLength, counter++) {
    const mask = await hash(h, Uint8Array.of(counter >>> 24, counter >>> 16, counter >>> 8, counter));
    for (let i = 0; i < hashLength && at + i < block.length; i++) {
      block[at + i] = (block[at + i] as number) ^ (mask[i] as number);
    }
  }
  block[0] = (block[0] as number) & (0xff >> (8 * length - bits));
  return concatBytes(block, h, Uint8Array.of(0xbc));
}

/** base^exponent mod modulus, by squaring. */
function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n;
  for (const bit of exponent.toString(2)) {
    result = (result * result) % modulus;
    if (bit === '1') result = (result * base) % modulus;
  }
  return result;
}

function toNumber(bytes: Uint8Array): bigint {
  return BigInt(`0x${bytesToHex(bytes)}`);
}

function toBytes(number: bigint, length: number): Uint8Array {
  return hexToBytes(number.toString(16).padStart(2 * length, '0'));
}
