import { concatBytes } from './bytes.ts';

/**
 * A document as consecutive byte ranges, so that appending an increment to a large file copies nothing:
 * `[original, increment]`. Usable as it is for `new Blob(parts)` and for writing to a file in order.
 */
export type Parts = readonly Uint8Array[];

/** Total length in bytes. */
export function partsLength(parts: Parts): number {
  let length = 0;
  for (const part of parts) length += part.length;
  return length;
}

/** The whole document as one array; copies unless there is only one part. */
export function joinParts(parts: Parts): Uint8Array {
  const [only] = parts;
  return only !== undefined && parts.length === 1 ? only : concatBytes(...parts);
}

/** Views of the bytes from `start` up to `end` (both offsets into the whole document), without copying. */
export function sliceParts(parts: Parts, start: number, end: number): Uint8Array[] {
  const slices: Uint8Array[] = [];
  let offset = 0;
  for (const part of parts) {
    const from = Math.max(start - offset, 0);
    const to = Math.min(end - offset, part.length);
    if (from < to) slices.push(part.subarray(from, to));
    offset += part.length;
  }
  return slices;
}
