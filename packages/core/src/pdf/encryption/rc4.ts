/** RC4, the stream cipher of old PDFs; encrypting and decrypting are the same. Broken: for reading what exists only. */
export function rc4(key: Uint8Array, data: Uint8Array): Uint8Array {
  const state = Uint8Array.from({ length: 256 }, (_, i) => i);
  const at = (i: number): number => state[i & 0xff] as number;
  const swap = (i: number, k: number): void => {
    [state[i], state[k]] = [at(k), at(i)];
  };
  for (let i = 0, k = 0; i < 256; i++) {
    k = (k + at(i) + (key[i % key.length] as number)) & 0xff;
    swap(i, k);
  }
  const output = new Uint8Array(data.length);
  for (let n = 0, i = 0, k = 0; n < data.length; n++) {
    i = (i + 1) & 0xff;
    k = (k + at(i)) & 0xff;
    swap(i, k);
    output[n] = (data[n] as number) ^ at(at(i) + at(k));
  }
  return output;
}
