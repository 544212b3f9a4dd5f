/**
 * RC2 decryption in CBC mode (RFC 2268), for certificates in key files of old programs; OpenSSL 3, and so Node, has it
 * no more. Never used to encrypt, nor for private keys of ours.
 * @param key as many bytes as it has effective bits
 */
export function decryptRc2Cbc(key: Uint8Array, iv: Uint8Array, data: Uint8Array): Uint8Array {
  const words = expandKey(key);
  const plain = new Uint8Array(data.length);
  let previous = iv;
  for (let at = 0; at + 8 <= data.length; at += 8) {
    const block = data.subarray(at, at + 8);
    const decrypted = decryptBlock(words, block);
    for (let i = 0; i < 8; i++) plain[at + i] = (decrypted[i] as number) ^ (previous[i] as number);
    previous = block;
  }
  return plain;
}

/** RFC 2268 §2. */
function expandKey(key: Uint8Array): Uint16Array {
  const bytes = new Uint8Array(128);
  bytes.set(key);
  const at = (i: number): number => bytes[i] as number;
  for (let i = key.length; i < 128; i++) bytes[i] = permuted(at(i - 1) + at(i - key.length));
  bytes[128 - key.length] = permuted(at(128 - key.length));
  for (let i = 127 - key.length; i >= 0; i--) bytes[i] = permuted(at(i + 1) ^ at(i + key.length));
  return Uint16Array.from({ length: 64 }, (_, i) => at(2 * i) | (at(2 * i + 1) << 8));
}

const rotations = [1, 2, 3, 5] as const;

/** RFC 2268 §4: sixteen mixing rounds undone, a mash undone after five and eleven of them. */
function decryptBlock(key: Uint16Array, block: Uint8Array): Uint8Array {
  const r = Uint16Array.from({ length: 4 }, (_, i) => (block[2 * i] as number) | ((block[2 * i + 1] as number) << 8));
  const word = (i: number): number => r[i & 3] as number;
  let j = 63;
  for (let round = 0; round < 16; round++) {
    for (let i = 3; i >= 0; i--) {
      const shift = rotations[i] as number;
      const turned = (word(i) >> shift) | (word(i) << (16 - shift));
      r[i] = turned - (key[j--] as number) - (word(i - 1) & word(i - 2)) - (~word(i - 1) & word(i - 3));
    }
    if (round === 4 || round === 10) for (let i = 3; i >= 0; i--) r[i] = word(i) - (key[word(i - 1) & 63] as number);
  }
  const plain = new Uint8Array(8);
  for (let i = 0; i < 8; i++) plain[i] = word(i >> 1) >> (8 * (i & 1));
  return plain;
}

function permuted(value: number): number {
  return permutation[value & 0xff] as number;
}

/** PITABLE of RFC 2268 §2: a permutation of the byte values made from the digits of π. */
const permutation = Buffer.from(
  'd978f9c419ddb5ed28e9fd794aa0d89dc67e37832b76538e624c6488448bfba2179a59f587b34f1361456d8d09817d32' +
    'bd8f40eb86b77b0bf09521225c6b4e8254d66593ce60b21c7356c014a78cf1dc1275ca1f3bbee4d1423dd430a33cb626' +
    '6fbf0eda4669075727f21d9bbc944303f811c7f690ef3ee706c3d52fc8661ed708e8eade8052eef784aa72ac354d6a2a' +
    '961ad2715a1549744b9fd05e0418a4ecc2e0416e0f51cbcc2491af50a1f47039997c3a8523b8b47afc02365b25559731' +
    '2d5dfa98e38a92ae05df2910676cbac9d300e6cfe19ea82c6316013f58e289a90d38341bab33ffb0bb480c5fb9b1cd2e' +
    'c5f3db47e5a59c770aa62068fe7fc1ad',
  'hex',
);
