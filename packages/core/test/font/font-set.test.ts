import { loadFontFaces, type FontSet } from '@cinnabar/core/font';
import { assert } from 'chai';

import { contractFonts } from '../support/fonts.ts';
import { thrownBy } from '../support/throws.ts';

const rare = '𬭎㛃䶮'; // U+2CB4E, U+36C3, U+4DAE: given names that many fonts lack
const line = '广东省广州市天河区珠江新城花城大道88号801室，𬭎㛃䶮（联系电话：13800138000）';

describe('FontSet', () => {
  let fonts: FontSet;
  before(async function () {
    this.timeout(60_000);
    fonts = await contractFonts();
  });

  it('finds glyphs for rare characters of names, surrogate pairs included', () => {
    const clusters = fonts.segment(rare);
    assert.deepEqual(
      clusters.map(({ text }) => text),
      ['𬭎', '㛃', '䶮'],
    );
    assert.isTrue(clusters.every(({ glyph }) => glyph > 0));
  });

  it('names every character no face has', async () => {
    const error = await thrownBy(() => fonts.segment('王😀\u{3fffd}明'));
    assert.equal(error.code, 'FONT_MISSING_GLYPH');
    assert.deepEqual(error.details['codePoints'], ['U+1F600', 'U+3FFFD']);
    assert.include(error.message, 'U+3FFFD');
  });

  it('refuses what nobody would see', async () => {
    for (const character of ['\n', '\u0000', '\u200b', '\u202e', '\u2028', '\u{e0041}']) {
      const error = await thrownBy(() => fonts.segment(`王${character}明`));
      assert.equal(error.code, 'FONT_MISSING_GLYPH', JSON.stringify(character));
    }
  });

  it('falls back to a later face for what the first lacks', () => {
    const cantonese = Array.from('嘅哋冇㗎咗𨋢𠸎').map((character) => fonts.segment(character)[0]!);
    assert.include(
      cantonese.map(({ face }) => face),
      1,
    );
  });

  it('keeps a variation selector with its character and never draws it', () => {
    const [cluster, ...rest] = fonts.segment('葛\u{e0100}');
    assert.isEmpty(rest);
    assert.equal(cluster?.text, '葛\u{e0100}');
    assert.equal(cluster?.advance, 1);
  });

  it('subsets a 50-character line into at most 10 KB of glyphs, the same bytes every time', () => {
    const [subset, ...others] = fonts.subset(fonts.segment(line));
    assert.isEmpty(others);
    assert.isBelow(subset!.program.length, 14_000); // deflates to about 9 KB
    assert.match(subset!.name, /^[A-Z]{6}\+NotoSerifSC-Regular$/);
    const again = fonts.subset(fonts.segment([...line].reverse().join('')))[0]!;
    assert.deepEqual(again.program, subset!.program);
    assert.equal(again.name, subset!.name);
    assert.deepEqual([...again.glyphs], [...subset!.glyphs]);
  });

  it('gives two characters that share a glyph one glyph and two entries', () => {
    const { glyphs } = fonts.subset(fonts.segment('方⽅'))[0]!; // U+65B9 and the radical U+2F45
    assert.equal(glyphs.size, 2);
    assert.equal(glyphs.get('方'), glyphs.get('⽅'));
  });

  it('outlines text along the baseline', () => {
    const { segments, width } = fonts.outline('王小明', 12);
    assert.equal(width, 36);
    const xs = segments.flatMap((segment) => (segment[0] === 'Z' ? [] : [segment.at(-2) as number]));
    assert.isAbove(Math.min(...xs), 0);
    assert.isBelow(Math.max(...xs), 36);
    assert.isAbove(Math.max(...xs), 30);
  });

  it('refuses what is not a TrueType font, and what is not the subsetter', async () => {
    const emptyModule = new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);
    const faces = [{ name: 'Nothing', data: new Uint8Array(100) }];
    assert.equal((await thrownBy(() => loadFontFaces(faces, { subsetWasm: emptyModule }))).code, 'FONT_UNSUPPORTED');
    assert.equal((await thrownBy(() => loadFontFaces(faces, { subsetWasm: new Uint8Array(9) }))).code, 'FONT_WASM');
    assert.equal((await thrownBy(() => loadFontFaces([]))).code, 'FONT_NONE');
    assert.equal((await thrownBy(() => loadFontFaces([{ name: 'a/b', data: faces[0]!.data }]))).code, 'FONT_NAME');
  });
});
