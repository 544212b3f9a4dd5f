import { concatBytes, equalBytes, indexOfBytes } from './bytes.ts';
import { blockLength, chunksOf, chunksWithin, readBytes, sourceOfParts, type ByteSource, type Part } from './source.ts';

/** Whether the document of these parts begins with `beginning`. A part that is the very same is not read. */
export function startsWith(parts: readonly Part[], beginning: Part): boolean {
  if (parts[0] === beginning) return true;
  const whole = sourceOfParts(parts);
  if (whole.length < beginning.length) return false;
  const chunks = chunksWithin(whole, 0, beginning.length)[Symbol.iterator]();
  let chunk = new Uint8Array();
  for (let expected of chunksOf([beginning])) {
    while (expected.length > 0) {
      if (chunk.length === 0) chunk = chunks.next().value ?? chunk;
      const length = Math.min(chunk.length, expected.length);
      const same = equalBytes(chunk.subarray(0, length), expected.subarray(0, length));
      if (length === 0 || !same) return false;
      chunk = chunk.subarray(length);
      expected = expected.subarray(length);
    }
  }
  return true;
}

/** Offset of the first `needle` from `from` on that ends before `to`, or -1. */
export function indexInSource(source: ByteSource, needle: Uint8Array, from = 0, to = source.length): number {
  for (const at of occurrencesIn(source, needle, from, to)) return at;
  return -1;
}

/** Offsets of every `needle` between `from` and `to`, in order; they may overlap. */
export function* occurrencesIn(
  source: ByteSource,
  needle: Uint8Array,
  from: number,
  to: number,
): Generator<number, void, void> {
  const most = needle.length - 1;
  let at = from;
  /** The bytes before `at` that a needle may begin in. */
  let carried = new Uint8Array();
  for (const chunk of chunksWithin(source, from, to)) {
    const seam = concatBytes(carried, chunk.subarray(0, most));
    for (const found of indicesOf(seam, needle)) yield at - carried.length + found;
    for (const found of indicesOf(chunk, needle)) yield at + found;
    at += chunk.length;
    const end = chunk.length < most ? seam : chunk;
    carried = end.slice(Math.max(0, end.length - most));
  }
}

function* indicesOf(haystack: Uint8Array, needle: Uint8Array): Generator<number, void, void> {
  for (let at = 0; (at = indexOfBytes(haystack, needle, at)) !== -1; at++) yield at;
}

/** Offset of the last `needle`, or -1. */
export function lastIndexInSource(source: ByteSource, needle: Uint8Array): number {
  for (let end = source.length; end > 0;) {
    const from = Math.max(0, end - blockLength);
    const bytes = readBytes(source, from, Math.min(source.length, end + needle.length - 1));
    // A call for each byte that may begin one costs ten times as much where all of them may.
    for (let at = bytes.length - needle.length; at >= 0; at--) {
      let same = 0;
      while (same < needle.length && bytes[at + same] === needle[same]) same++;
      if (same === needle.length) return from + at;
    }
    end = from;
  }
  return -1;
}
