import { chunksOf, type Part, type Parts } from '../bytes/index.ts';

/** GB/T 32905-2016 (GM/T 0004), the digest SM2 signatures are made over. */

const blockSize = 64;
const initial = Uint32Array.of(
  0x7380166f,
  0x4914b2b9,
  0x172442d7,
  0xda8a0600,
  0xa96f30bc,
  0x163138aa,
  0xe38dee4d,
  0xb0fb0e4e,
);

/** The constants T_j, already rotated as round j uses them. */
const rounds = Uint32Array.from({ length: 64 }, (_, round) => rotate(round < 16 ? 0x79cc4519 : 0x7a879d8a, round % 32));

/** SM3 of the concatenation of `parts`, 32 bytes. */
export function sm3(parts: Parts<Part>): Uint8Array {
  const state = initial.slice();
  const words = new Uint32Array(68);
  const block = new Uint8Array(blockSize);
  let filled = 0;
  let length = 0;
  for (const part of chunksOf(parts)) {
    length += part.length;
    let at = 0;
    if (filled > 0) {
      at = Math.min(blockSize - filled, part.length);
      block.set(part.subarray(0, at), filled);
      filled += at;
      if (filled < blockSize) continue;
      compress(state, words, block, 0);
    }
    for (; at + blockSize <= part.length; at += blockSize) compress(state, words, part, at);
    block.set(part.subarray(at), 0);
    filled = part.length - at;
  }
  // One bit, zeros, and the length in bits as 64-bit number.
  const tail = new Uint8Array(filled < 56 ? blockSize : 2 * blockSize);
  tail.set(block.subarray(0, filled));
  tail[filled] = 0x80;
  const view = new DataView(tail.buffer);
  view.setUint32(tail.length - 8, Math.floor(length / 0x2000_0000));
  view.setUint32(tail.length - 4, (length * 8) >>> 0);
  for (let at = 0; at < tail.length; at += blockSize) compress(state, words, tail, at);
  const result = new DataView(new ArrayBuffer(32));
  for (const [index, word] of state.entries()) result.setUint32(4 * index, word);
  return new Uint8Array(result.buffer);
}

/** HMAC (RFC 2104) with SM3, for a key of at most one block. */
export function hmacSm3(key: Uint8Array, parts: Parts): Uint8Array {
  const inner = new Uint8Array(blockSize).fill(0x36);
  const outer = new Uint8Array(blockSize).fill(0x5c);
  for (const [index, octet] of key.entries()) {
    inner[index] = octet ^ 0x36;
    outer[index] = octet ^ 0x5c;
  }
  return sm3([outer, sm3([inner, ...parts])]);
}

/** The compression function CF of §5.3.3, with message expansion. */
function compress(state: Uint32Array, w: Uint32Array, bytes: Uint8Array, offset: number): void {
  for (let j = 0; j < 16; j++) {
    const at = offset + 4 * j;
    w[j] =
      ((bytes[at] as number) << 24) |
      ((bytes[at + 1] as number) << 16) |
      ((bytes[at + 2] as number) << 8) |
      (bytes[at + 3] as number);
  }
  for (let j = 16; j < 68; j++) {
    const x = (w[j - 16] as number) ^ (w[j - 9] as number) ^ rotate(w[j - 3] as number, 15);
    w[j] = x ^ rotate(x, 15) ^ rotate(x, 23) ^ rotate(w[j - 13] as number, 7) ^ (w[j - 6] as number);
  }
  let [a, b, c, d, e, f, g, h] = state as unknown as [number, number, number, number, number, number, number, number];
  for (let j = 0; j < 64; j++) {
    const a12 = rotate(a, 12);
    const ss1 = rotate((a12 + e + (rounds[j] as number)) | 0, 7);
    const ff = j < 16 ? a ^ b ^ c : (a & b) | (a & c) | (b & c);
    const gg = j < 16 ? e ^ f ^ g : (e & f) | (~e & g);
    const tt1 = (ff + d + (ss1 ^ a12) + ((w[j] as number) ^ (w[j + 4] as number))) | 0;
    const tt2 = (gg + h + ss1 + (w[j] as number)) | 0;
    d = c;
    c = rotate(b, 9);
    b = a;
    a = tt1;
    h = g;
    g = rotate(f, 19);
    f = e;
    e = tt2 ^ rotate(tt2, 9) ^ rotate(tt2, 17);
  }
  for (const [index, value] of [a, b, c, d, e, f, g, h].entries()) state[index] = (state[index] as number) ^ value;
}

function rotate(value: number, by: number): number {
  return (value << by) | (value >>> (32 - by));
}
