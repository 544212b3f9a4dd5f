/** Small operations on `Uint8Array` that neither platform offers alike. */

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const strictDecoder = new TextDecoder('utf-8', { ignoreBOM: true, fatal: true });
/** Characters; shorter texts are converted before the platform's encoder has been called. */
const shortText = 64;

/** One new array holding all `chunks` in order. */
export function concatBytes(...chunks: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  let length = 0;
  for (const chunk of chunks) length += chunk.length;
  const joined = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    joined.set(chunk, offset);
    offset += chunk.length;
  }
  return joined;
}

/** True when both arrays hold the same bytes. Takes time that depends on length only. */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (let i = 0; i < a.length; i++) difference |= (a[i] as number) ^ (b[i] as number);
  return difference === 0;
}

/** Offset of the first `needle` in `haystack` at or after `from`, or -1. */
export function indexOfBytes(haystack: Uint8Array, needle: Uint8Array, from = 0): number {
  const first = needle[0];
  if (first === undefined) return from;
  const last = haystack.length - needle.length;
  for (let at = from; at <= last; at++) {
    // A call for every byte of a long row of first ones would cost many times as much.
    if (haystack[at] !== first && (at = haystack.indexOf(first, at + 1)) === -1) return -1;
    let i = 1;
    while (i < needle.length && haystack[at + i] === needle[i]) i++;
    if (i === needle.length) return at;
  }
  return -1;
}

/** Code units 0–255 as bytes; higher ones are refused by a RangeError, for they would be lost. */
export function latin1ToBytes(text: string): Uint8Array<ArrayBuffer> {
  if (text.length > shortText) {
    // As long in UTF-8 as it is in code units: all of it is ASCII, and the platform is quicker than a loop.
    const encoded = encoder.encode(text);
    if (encoded.length === text.length) return encoded;
  }
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > 0xff) throw new RangeError(`Character U+${code.toString(16)} does not fit in one byte`);
    bytes[i] = code;
  }
  return bytes;
}

/** Bytes as code units 0–255. */
export function bytesToLatin1(bytes: Uint8Array): string {
  let text = '';
  for (let i = 0; i < bytes.length; i += 8192) {
    text += String.fromCharCode(...bytes.subarray(i, i + 8192));
  }
  return text;
}

/** UTF-8 encoding of `text`. */
export function utf8ToBytes(text: string): Uint8Array<ArrayBuffer> {
  return encoder.encode(text);
}

/** Text of UTF-8 `bytes`, a byte order mark included; undefined when they are not well-formed. */
export function wellFormedUtf8(bytes: Uint8Array): string | undefined {
  try {
    return strictDecoder.decode(bytes);
  } catch {
    return undefined;
  }
}

/** Text of UTF-8 `bytes`; malformed sequences become U+FFFD. */
export function bytesToUtf8(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}
