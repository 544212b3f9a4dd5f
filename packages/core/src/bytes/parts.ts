import { chunksOf, slicePart, type Part, type SliceOf } from './source.ts';

/**
 * A document as consecutive byte ranges, so that appending an increment to a large file copies nothing:
 * `[original, increment]`. In memory usable as it is for `new Blob(parts)`; see `chunksOf` for those that are not.
 */
export type Parts<P extends Part = Uint8Array> = readonly P[];

/** Total length in bytes. */
export function partsLength(parts: Parts<Part>): number {
  let length = 0;
  for (const part of parts) length += part.length;
  return length;
}

/** The whole document as one array; copies unless there is only one part and that in memory. */
export function joinParts(parts: Parts<Part>): Uint8Array {
  const [only] = parts;
  if (only instanceof Uint8Array && parts.length === 1) return only;
  const joined = new Uint8Array(partsLength(parts));
  let offset = 0;
  for (const chunk of chunksOf(parts)) {
    joined.set(chunk, offset);
    offset += chunk.length;
  }
  return joined;
}

/** The bytes from `start` up to `end` (both offsets into the whole document), without copying. */
export function sliceParts<P extends Part>(parts: Parts<P>, start: number, end: number): SliceOf<P>[] {
  const slices: SliceOf<P>[] = [];
  let offset = 0;
  for (const part of parts) {
    const from = Math.max(start - offset, 0);
    const to = Math.min(end - offset, part.length);
    if (from < to) slices.push(slicePart(part, from, to));
    offset += part.length;
  }
  return slices;
}
