export function startsWithBytes(bytes: Uint8Array, prefix: Uint8Array): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, prefix.length).equals(prefix);
}
