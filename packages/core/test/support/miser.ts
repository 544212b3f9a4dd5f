import { assert } from 'chai';

import type { ByteSource, ByteWindow } from '@cinnabar/core/bytes';

/** A document that gives not one byte more than it is asked for, and takes back every chunk it gave. */
export function miser(bytes: Uint8Array): ByteSource {
  const check = (start: number, end: number): void => {
    const inside = Number.isInteger(start) && Number.isInteger(end) && 0 <= start && start <= end;
    assert.isTrue(inside && end <= bytes.length, `bytes ${start} to ${end} of ${bytes.length}`);
  };
  return {
    length: bytes.length,
    window(start, end): ByteWindow {
      check(start, end);
      return { start, bytes: bytes.slice(start, end) };
    },
    *chunks(start, end) {
      check(start, end);
      const chunk = new Uint8Array(Math.min(77, end - start));
      for (let at = start; at < end; at += chunk.length) {
        const given = chunk.subarray(0, Math.min(chunk.length, end - at));
        given.set(bytes.subarray(at, at + given.length));
        yield given;
        chunk.fill(0xff);
      }
    },
  };
}
