import { assert } from 'chai';
import fc from 'fast-check';

import {
  chunksOf,
  concatBytes,
  equalBytes,
  indexInSource,
  indexOfBytes,
  joinParts,
  lastIndexInSource,
  latin1ToBytes,
  occurrencesIn,
  partOf,
  readBytes,
  slicePart,
  sliceSource,
  sourceOf,
  SourceError,
  sourceOfParts,
  startsWith,
  storedSource,
  type ByteSource,
} from '@cinnabar/core/bytes';
import { digest } from '@cinnabar/core/crypto';

import { miser } from './support/miser.ts';

/** A stored document that counts how often, and how much of it, is read. */
function stored(bytes: Uint8Array): { source: ByteSource; reads: number[] } {
  const reads: number[] = [];
  const source = storedSource(bytes.length, (target, offset) => {
    assert.isAtMost(offset + target.length, bytes.length);
    target.set(bytes.subarray(offset, offset + target.length));
    reads.push(target.length);
  });
  return { source, reads };
}

/** The same document in every way it can be at hand. */
function everyWay(bytes: Uint8Array, cuts: readonly number[]): Record<string, ByteSource> {
  const offsets = [0, ...cuts.map((cut) => cut % (bytes.length + 1)).sort((a, b) => a - b), bytes.length];
  const parts = offsets.slice(1).map((end, i) => bytes.subarray(offsets[i], end));
  const wide = concatBytes(Uint8Array.of(1, 2, 3), bytes, Uint8Array.of(4, 5));
  return {
    memory: sourceOf(bytes),
    miser: miser(bytes),
    stored: stored(bytes).source,
    parts: sourceOfParts(parts),
    'single bytes': sourceOfParts(Array.from(bytes, (octet) => Uint8Array.of(octet))),
    'parts of stored ones': sourceOfParts(parts.map((part, i) => (i % 2 ? part : stored(part).source))),
    'part of memory': sliceSource(sourceOf(wide), 3, 3 + bytes.length),
    'part of a stored one': sliceSource(stored(wide).source, 3, 3 + bytes.length),
    'part of parts': sliceSource(sourceOfParts([wide.subarray(0, 2), wide.subarray(2)]), 3, 3 + bytes.length),
  };
}

function offsetsOf(bytes: Uint8Array, needle: Uint8Array, from: number, to: number): number[] {
  const found: number[] = [];
  for (let at = from; at + needle.length <= to; at++) {
    if (equalBytes(bytes.subarray(at, at + needle.length), needle)) found.push(at);
  }
  return found;
}

const letters = fc.array(fc.constantFrom(0x61, 0x62), { maxLength: 300 }).map((codes) => Uint8Array.from(codes));
const cuts = fc.array(fc.nat(), { maxLength: 6 });

describe('a document as a source of bytes', () => {
  it('gives the same bytes wherever they are, a window and a piece at a time', () => {
    fc.assert(
      fc.property(letters, cuts, fc.nat(), fc.nat(), (bytes, places, one, other) => {
        const [start, end] = [one, other].map((at) => at % (bytes.length + 1)).sort((a, b) => a - b) as [
          number,
          number,
        ];
        for (const [way, source] of Object.entries(everyWay(bytes, places))) {
          assert.equal(source.length, bytes.length, way);
          const window = source.window(start, end);
          assert.isAtMost(window.start, start, way);
          assert.isAtLeast(window.start + window.bytes.length, end, way);
          assert.deepEqual(window.bytes, bytes.slice(window.start, window.start + window.bytes.length), way);
          assert.deepEqual(readBytes(source, start, end), bytes.slice(start, end), way);
          assert.deepEqual(joinParts([source]), bytes, way);
          const pieces = [...source.chunks(start, end)].map((piece) => piece.slice());
          assert.equal(
            pieces.reduce((sum, { length }) => sum + length, 0),
            end - start,
            way,
          );
          assert.deepEqual(joinParts([slicePart(source, start, end)]), bytes.slice(start, end), way);
        }
      }),
    );
  });

  it('finds what it looks for across every border', () => {
    fc.assert(
      fc.property(
        letters,
        cuts,
        fc.constantFrom('a', 'ab', 'aab', 'abab', 'bbbb'),
        fc.nat(),
        (bytes, places, text, at) => {
          const needle = latin1ToBytes(text);
          const from = at % (bytes.length + 1);
          const expected = offsetsOf(bytes, needle, from, bytes.length);
          for (const [way, source] of Object.entries(everyWay(bytes, places))) {
            assert.deepEqual([...occurrencesIn(source, needle, from, bytes.length)], expected, way);
            assert.equal(indexInSource(source, needle, from), expected[0] ?? -1, way);
            assert.equal(
              lastIndexInSource(source, needle),
              offsetsOf(bytes, needle, 0, bytes.length).at(-1) ?? -1,
              way,
            );
          }
        },
      ),
    );
  });

  it('finds what stands on the border of what is read at once, from the front and from the back', () => {
    const needle = latin1ToBytes('startxref');
    for (const border of [16_384, 262_144]) {
      for (let shift = 0; shift <= needle.length; shift++) {
        const bytes = new Uint8Array(border + 5_000).fill(0x73);
        bytes.set(needle, border - shift);
        const { source } = stored(bytes);
        assert.equal(indexInSource(source, needle), indexOfBytes(bytes, needle));
        assert.equal(lastIndexInSource(source, needle), border - shift);
        const fromBack = new Uint8Array(border + 5_000).fill(0x73);
        fromBack.set(needle, 5_000 - shift);
        assert.equal(lastIndexInSource(stored(fromBack).source, needle), 5_000 - shift);
      }
    }
  });

  it('tells whether one begins with another, and does not read what is the very same', () => {
    fc.assert(
      fc.property(letters, cuts, fc.nat(), (bytes, places, at) => {
        const end = at % (bytes.length + 1);
        for (const [way, source] of Object.entries(everyWay(bytes, places))) {
          assert.isTrue(startsWith([source], bytes.subarray(0, end)), way);
          assert.isTrue(startsWith([source, Uint8Array.of(1)], miser(bytes)), way);
          assert.isFalse(startsWith([source], concatBytes(bytes, Uint8Array.of(1))), way);
          if (end === bytes.length) continue;
          const other = bytes.slice();
          other[end] = 0x63;
          assert.isFalse(startsWith([source], miser(other)), way);
        }
      }),
    );
    const { source, reads } = stored(new Uint8Array(1_000));
    assert.isTrue(startsWith([source, Uint8Array.of(1)], source));
    assert.isEmpty(reads);
  });

  it('reads a stored document in blocks, those used last not again, and all of it in pieces of one array', () => {
    const { source, reads } = stored(new Uint8Array(1_000_000));
    for (let at = 100; at < 200; at += 10) source.window(at, at + 20);
    assert.deepEqual(reads, [16_384]);
    source.window(16_380, 16_390);
    assert.deepEqual(reads, [16_384, 32_768]);
    const arrays = new Set([...source.chunks(0, source.length)].map(({ buffer }) => buffer));
    assert.equal(arrays.size, 1);
    assert.deepEqual([...chunksOf([source])].length, 4);
  });

  it('is digested as the array is, by every algorithm', async () => {
    const bytes = Uint8Array.from({ length: 600_001 }, (_, i) => (i * 31) >> 3);
    for (const algorithm of ['SHA-256', 'SHA-384', 'SHA-512', 'SM3'] as const) {
      const expected = await digest(algorithm, [bytes]);
      for (const source of [stored(bytes).source, miser(bytes)]) {
        assert.deepEqual(await digest(algorithm, [source]), expected);
        const parts = [
          sliceSource(source, 0, 70_000),
          bytes.subarray(70_000, 70_001),
          sliceSource(source, 70_001, 600_001),
        ];
        assert.deepEqual(await digest(algorithm, parts), expected);
      }
    }
  });

  it('is an error, not another document, where a source gives less than its length', () => {
    const short: ByteSource = { ...miser(new Uint8Array(500)), length: 501, chunks: () => [new Uint8Array(500)] };
    assert.throws(() => joinParts([short]), SourceError);
    assert.throws(() => [...chunksOf([short])], SourceError);
    assert.throws(() => indexInSource(short, Uint8Array.of(1)), SourceError);
    assert.throws(() => startsWith([short], new Uint8Array(501)), SourceError);
    const windows: ByteSource = {
      ...short,
      window: (start, end) => ({ start, bytes: new Uint8Array(end - start - 1) }),
    };
    assert.throws(() => readBytes(windows, 3, 5), SourceError);
  });

  it('lies in memory where its parts do: what is cut from one of them is not copied', () => {
    const [one, other] = [Uint8Array.of(1, 2, 3), Uint8Array.of(4, 5)];
    const joined = sourceOfParts([one, other]);
    const cut = partOf(sliceSource(joined, 1, 3));
    assert.deepEqual(cut, Uint8Array.of(2, 3));
    assert.strictEqual((cut as Uint8Array).buffer, one.buffer);
    assert.deepEqual(joinParts([sliceSource(joined, 2, 4)]), Uint8Array.of(3, 4));
  });

  it('is searched in time that follows its length, whatever stands in it', () => {
    const needle = latin1ToBytes('startxref');
    const time = (bytes: Uint8Array): number => {
      const before = performance.now();
      assert.equal(indexInSource(sourceOf(bytes), needle), -1);
      assert.equal(lastIndexInSource(sourceOf(bytes), needle), -1);
      return performance.now() - before;
    };
    const [zeros, beginnings] = [new Uint8Array(20_000_000), new Uint8Array(20_000_000).fill(0x73)];
    const pairs = [1, 2, 3].map(() => time(beginnings) / time(zeros));
    assert.isBelow(Math.min(...pairs), 8, 'times as long');
  });
});
