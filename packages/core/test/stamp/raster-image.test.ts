import { concatBytes } from '@cinnabar/core/bytes';
import { readImage } from '@cinnabar/core/stamp';
import { assert } from 'chai';

import { thrownBy } from '../support/throws.ts';
import { exif, smallJpeg, smallPng, withSegment } from './all-kinds.ts';

describe('pictures', () => {
  it('are JPEG or PNG, with the size they say', () => {
    const jpeg = readImage(smallJpeg());
    assert.deepEqual([jpeg.width, jpeg.height, jpeg.turns, jpeg.data.type], [24, 16, 0, 'jpeg']);
    const png = readImage(smallPng());
    assert.deepEqual([png.width, png.height, png.turns, png.data.type], [8, 4, 0, 'png']);
  });

  it('are turned as the camera was held, and lose what else it noted', () => {
    const turned = readImage(withSegment(0xe1, exif(6)));
    assert.equal(turned.turns, 1);
    assert.equal(readImage(withSegment(0xe1, exif(3))).turns, 2);
    assert.equal(readImage(withSegment(0xe1, exif(8))).turns, 3);
    const noted = readImage(withSegment(0xe1, new TextEncoder().encode('Exif\0\0 GPS 23.13 N 113.26 E')));
    const commented = readImage(withSegment(0xfe, new TextEncoder().encode('taken at home')));
    for (const { data } of [turned, noted, commented]) {
      const kept = data.type === 'jpeg' ? new TextDecoder('latin1').decode(data.bytes) : '';
      assert.notMatch(kept, /Exif|GPS|home/);
      assert.isAbove(kept.length, 250);
    }
  });

  it('of other kinds, damaged or too large are refused', async () => {
    const png = smallPng();
    const edited = (at: number, ...bytes: number[]): Uint8Array => {
      const copy = concatBytes(png);
      copy.set(bytes, at);
      return copy;
    };
    const files: readonly [string, Uint8Array][] = [
      ['nothing', new Uint8Array()],
      ['GIF', new TextEncoder().encode('GIF89a..........')],
      ['cut in its header', smallJpeg().subarray(0, 60)],
      ['a PNG without end', png.subarray(0, png.length - 12)],
      ['a chunk longer than the file', edited(33, 0xff)],
      ['interlaced', edited(28, 1)],
      ['an unknown colour type', edited(25, 5)],
      ['no pixels', edited(16, 0, 0, 0, 0)],
      ['a side too long', edited(16, 0, 0, 0x80, 0)],
      ['too many bytes', concatBytes(png, new Uint8Array(10 << 20))],
      ['another way of coding', withSegment(0xc3, new Uint8Array(9))],
    ];
    for (const [what, bytes] of files) {
      assert.equal((await thrownBy(() => Promise.resolve().then(() => readImage(bytes)))).code, 'FIELD_IMAGE', what);
    }
  });
});
