import { assert } from 'chai';
import fc from 'fast-check';

import type { FontSet } from '@cinnabar/core/font';
import { layoutText, type TextBox, type TextLayout } from '@cinnabar/core/stamp';

import { contractFonts } from '../support/fonts.ts';

const textOf = (layout: TextLayout | undefined): string[] =>
  layout?.lines.map(({ clusters }) => clusters.map(({ text }) => text).join('')) ?? [];

describe('text in its box', () => {
  let fonts: FontSet;
  before(async function () {
    this.timeout(60_000);
    fonts = await contractFonts();
  });
  const box: TextBox = { width: 124, height: 200, multiline: true, align: 'left', fontSize: 10 };

  const pieces = fc.constantFrom(
    ...'中文字，。、（）“”《》；',
    ' ',
    '\n',
    'labour',
    'contract',
    '2026',
    '8,000.50',
    '——',
    '……',
    '㛃',
  );
  const text = fc.array(pieces, { maxLength: 40 }).map((all) => all.join(''));
  const boxes = fc.record({
    width: fc.integer({ min: 5, max: 300 }),
    height: fc.integer({ min: 3, max: 120 }),
    multiline: fc.boolean(),
    align: fc.constantFrom('left', 'center', 'right'),
    fontSize: fc.constantFrom(0, 6, 10.5, 30),
    minFontSize: fc.constantFrom(4, 6, 9),
  });

  it('never leaves it, loses no character and begins no line with what may not', () => {
    fc.assert(
      fc.property(text, boxes, (value, place) => {
        const written = place.multiline ? value : value.replaceAll('\n', '');
        const layout = layoutText(written, place, fonts);
        if (!layout) return;
        assert.isAtLeast(layout.fontSize, Math.min(place.minFontSize, place.fontSize || 12));
        for (const { x, width, baseline, clusters } of layout.lines) {
          assert.isAtLeast(x, -1e-6);
          assert.isAtMost(x + width, place.width + 1e-6);
          // Chinese glyphs fill a square from 0.12 below the baseline to 0.88 above it.
          if (clusters.length === 0) continue;
          assert.isAtLeast(baseline - 0.12 * layout.fontSize, -1e-6);
          assert.isAtMost(baseline + 0.88 * layout.fontSize, place.height + 1e-6);
        }
        const without = (words: string): string => words.replace(/\s/g, '');
        assert.equal(without(textOf(layout).join('')), without(written));
      }),
      { seed: 20261121, numRuns: 200 },
    );
  });

  it('[TPL-07] breaks between Chinese characters, between words, and never before closing or after opening marks', () => {
    const lines = textOf(layoutText('甲方与乙方（劳动者）应当按照《劳动合同法》的规定，签订本合同。', box, fonts));
    assert.isAbove(lines.length, 2);
    for (const line of lines) {
      assert.notMatch(line, /^[，。、；：？！）》”’…—]/u);
      assert.notMatch(line, /[（《“‘]$/u);
    }
    assert.deepEqual(textOf(layoutText('the employment contract of the worker', box, fonts)), [
      'the employment',
      'contract of the worker',
    ]);
    assert.deepEqual(
      textOf(layoutText('一二三四五六七八九十一——甲', box, fonts)),
      ['一二三四五六七八九十', '一——甲'],
      'a dash clings',
    );
    assert.deepEqual(textOf(layoutText('一二三四五六七八九十一8,000.50元', box, fonts)), [
      '一二三四五六七八九十一',
      '8,000.50元',
    ]);
    assert.deepEqual(textOf(layoutText('一二三四五六七八 2026-12-01', box, fonts)), ['一二三四五六七八', '2026-12-01']);
  });

  it('[TPL-07] keeps punctuation at the letters of a word too long for a line', () => {
    const word = (letters: number): string[] => textOf(layoutText(`${'x'.repeat(letters)}”，（乙）`, box, fonts));
    // However many letters there are, the marks behind them come with the last.
    for (let letters = 18; letters <= 30; letters++) {
      const lines = word(letters);
      for (const line of lines) assert.notMatch(line, /^[”，）]|（$/u, `${letters} letters: ${lines.join(' / ')}`);
    }
  });

  it('[TPL-07] shrinks to fit, no further than asked, and says when it does not', () => {
    const line = { ...box, multiline: false, height: 14, fontSize: 12 };
    assert.equal(layoutText('一二三四五', line, fonts)?.fontSize, 12);
    assert.equal(layoutText('一二三四五六七八九十一二', line, fonts)?.fontSize, 10);
    assert.isUndefined(layoutText('一二三四五六七八九十一二', { ...line, minFontSize: 10.5 }, fonts));
    assert.equal(layoutText('一'.repeat(30), { ...line, minFontSize: 4 }, fonts)?.fontSize, 4);
    assert.isUndefined(layoutText('一'.repeat(31), { ...line, minFontSize: 4 }, fonts));
  });

  it('[TPL-07] puts each character into the middle of its cell', () => {
    const cells = { ...box, width: 180, height: 20, multiline: false, cells: 18 };
    const layout = layoutText('11010519491231002X', cells, fonts)!;
    assert.lengthOf(layout.lines, 18);
    for (const [i, { x, width }] of layout.lines.entries()) assert.closeTo(x + width / 2, 10 * i + 5, 1e-6);
    const right = layoutText('12', { ...cells, align: 'right' }, fonts)!;
    assert.closeTo(right.lines[0]!.x + right.lines[0]!.width / 2, 165, 1e-6);
    assert.isUndefined(layoutText('1'.repeat(19), cells, fonts), 'one too many');
    assert.equal(layoutText('中', { ...cells, fontSize: 12 }, fonts)?.fontSize, 10, 'no wider than its cell');
  });

  it('[TPL-07] sets text in the face asked for, and what that lacks in another', () => {
    const faces = (font?: string): number[] => fonts.segment('中A', font).map(({ face }) => face);
    assert.deepEqual(faces(), [0, 0]);
    assert.deepEqual(faces('NotoSansHK-Regular'), [1, 1]);
    assert.deepEqual(faces('Nobody'), [0, 0]);
  });
});
