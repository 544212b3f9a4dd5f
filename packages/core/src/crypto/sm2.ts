import { invertCt } from '@noble/curves/abstract/modular.js';
import { weierstrass } from '@noble/curves/abstract/weierstrass.js';

import { bytesToHex, concatBytes, hexToBytes, utf8ToBytes, type Part, type Parts } from '../bytes/index.ts';
import { hmacSm3, sm3 } from './sm3.ts';

/**
 * SM2 digital signatures, GB/T 32918.2-2016 (GM/T 0003.2), with the curve of GB/T 32918.5 and the signer identity of
 * GM/T 0009 §10. Points and scalars by @noble/curves; formulas, identity and range checks are here. Big integers of
 * JavaScript take time that depends on their value: keys that others may time belong into hardware.
 */

const curve = {
  p: 0xfffffffeffffffffffffffffffffffffffffffff00000000ffffffffffffffffn,
  a: 0xfffffffeffffffffffffffffffffffffffffffff00000000fffffffffffffffcn,
  b: 0x28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93n,
  n: 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n,
  h: 1n,
  Gx: 0x32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7n,
  Gy: 0xbc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0n,
};
const { n } = curve;
const Point = weierstrass(curve);

/** Identity signers without one of their own are hashed under. */
const defaultIdentity = utf8ToBytes('1234567812345678');

/** A number for one signature only; whoever learns it learns the private key. */
export type NonceSource = (privateKey: Uint8Array, digest: Uint8Array) => Iterable<Uint8Array>;

/** Whether 32 bytes are a private key: 1 to n−2 (§6.1; n−1 would make 1+d no unit). */
export function isSm2PrivateKey(bytes: Uint8Array): boolean {
  const d = bytes.length === 32 ? toNumber(bytes) : 0n;
  return d >= 1n && d <= n - 2n;
}

/** Uncompressed point 04‖x‖y of a private key. */
export function sm2PublicKey(privateKey: Uint8Array): Uint8Array {
  return Point.BASE.multiply(toNumber(privateKey)).toBytes(false);
}

/** Z_A (§5.5): binds identity, curve and key into every digest. */
export function sm2Identity(publicKey: Uint8Array, identity: Uint8Array = defaultIdentity): Uint8Array {
  const bits = identity.length * 8;
  const { a, b, Gx, Gy } = curve;
  return sm3([Uint8Array.of(bits >> 8, bits & 0xff), identity, ...[a, b, Gx, Gy].map(toBytes), publicKey.subarray(1)]);
}

/** The digest e that is signed: SM3(Z_A ‖ data), Z_A of the default identity. */
export function sm2Digest(publicKey: Uint8Array, data: Parts<Part>): Uint8Array {
  return sm3([sm2Identity(publicKey), ...data]);
}

/** r‖s over the digest e (§6.1). `nonces` yields candidates until one fits. */
export function sm2Sign(privateKey: Uint8Array, digest: Uint8Array, nonces: NonceSource): Uint8Array {
  const d = toNumber(privateKey);
  const e = toNumber(digest);
  for (const candidate of nonces(privateKey, digest)) {
    const k = toNumber(candidate);
    if (k < 1n || k >= n) continue;
    const r = (e + Point.BASE.multiply(k).x) % n;
    if (r === 0n || r + k === n) continue;
    const s = Point.Fn.mul(invertCt(1n + d, n), Point.Fn.create(k - r * d));
    if (s !== 0n) return concatBytes(toBytes(r), toBytes(s));
  }
  throw new RangeError('The source of nonces has run dry.');
}

/** Checks r‖s over the digest e (§7.1). `publicKey` is an uncompressed point; one off the curve verifies nothing. */
export function sm2Verify(publicKey: Uint8Array, digest: Uint8Array, signature: Uint8Array): boolean {
  if (publicKey.length !== 65 || publicKey[0] !== 4 || signature.length !== 64) return false;
  const r = toNumber(signature.subarray(0, 32));
  const s = toNumber(signature.subarray(32));
  if (r < 1n || r >= n || s < 1n || s >= n) return false;
  const t = (r + s) % n;
  if (t === 0n) return false;
  try {
    const point = Point.BASE.mulAddUnsafe(s, Point.fromBytes(publicKey), t);
    if (point.is0()) return false;
    return (toNumber(digest) + point.x) % n === r;
  } catch {
    return false;
  }
}

/**
 * Nonces by the generator of RFC 6979 §3.2 with HMAC-SM3: the same key and digest give the same signature, so that
 * files can be compared byte by byte.
 */
export function* deterministicNonces(privateKey: Uint8Array, digest: Uint8Array): Generator<Uint8Array> {
  const seed = concatBytes(privateKey, toBytes(toNumber(digest) % n));
  let key: Uint8Array = new Uint8Array(32);
  let value: Uint8Array = new Uint8Array(32).fill(1);
  for (const separator of [0, 1]) {
    key = hmacSm3(key, [value, Uint8Array.of(separator), seed]);
    value = hmacSm3(key, [value]);
  }
  for (;;) {
    value = hmacSm3(key, [value]);
    yield value;
    key = hmacSm3(key, [value, Uint8Array.of(0)]);
    value = hmacSm3(key, [value]);
  }
}

function toNumber(bytes: Uint8Array): bigint {
  return BigInt(`0x${bytesToHex(bytes)}`);
}

function toBytes(number: bigint): Uint8Array {
  return hexToBytes(number.toString(16).padStart(64, '0'));
}
