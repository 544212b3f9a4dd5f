import { assert } from 'chai';

import {
  base64ToBytes,
  bytesToBase64,
  bytesToHex,
  concatBytes,
  hexToBytes,
  indexOfBytes,
  joinParts,
  partsLength,
  sliceParts,
  utf8ToBytes,
} from '@cinnabar/core/bytes';

describe('bytes', () => {
  it('round-trips base64 of every length (RFC 4648 vectors)', () => {
    for (const [text, encoded] of [
      ['', ''],
      ['f', 'Zg=='],
      ['fo', 'Zm8='],
      ['foo', 'Zm9v'],
      ['foob', 'Zm9vYg=='],
    ] as const) {
      assert.equal(bytesToBase64(utf8ToBytes(text)), encoded);
      assert.deepEqual(base64ToBytes(encoded), utf8ToBytes(text));
    }
  });

  it('refuses malformed hex and base64 by code', () => {
    assert.throws(() => hexToBytes('abc'), /hexadecimal/);
    assert.throws(() => hexToBytes('zz'), /hexadecimal/);
    assert.throws(() => base64ToBytes('a b='), /base64/);
    assert.equal(bytesToHex(hexToBytes('00FFa0')), '00ffa0');
  });

  it('slices parts across their borders without copying', () => {
    const parts = [utf8ToBytes('hello '), utf8ToBytes('wor'), utf8ToBytes('ld')];
    const slices = sliceParts(parts, 4, 10);
    assert.equal(new TextDecoder().decode(concatBytes(...slices)), 'o worl');
    assert.strictEqual(slices[0]?.buffer, parts[0]?.buffer);
    assert.equal(partsLength(parts), joinParts(parts).length);
  });

  it('finds bytes at and after an offset', () => {
    const haystack = utf8ToBytes('abcabcab');
    assert.equal(indexOfBytes(haystack, utf8ToBytes('abc'), 1), 3);
    assert.equal(indexOfBytes(haystack, utf8ToBytes('abcd')), -1);
  });
});
