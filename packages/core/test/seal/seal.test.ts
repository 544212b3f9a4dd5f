import type { Artwork } from '@cinnabar/core/artwork';
import type { FontSet } from '@cinnabar/core/font';
import { roundSeal, squareNameSeal } from '@cinnabar/core/seal';
import { assert } from 'chai';

import { contractFonts } from '../support/fonts.ts';
import { thrownBy } from '../support/throws.ts';

const organization = '广州市朱砂信息科技有限公司';

/** End points of the letters and the star, about the seal's centre, in millimetres. */
function pointsOf(seal: Artwork): { x: number; y: number; radius: number }[] {
  return seal.paths[1]!.segments.flatMap((segment) => {
    if (segment[0] === 'Z') return [];
    const [x, y] = (segment.slice(-2) as [number, number]).map((value) => ((value - seal.width / 2) * 25.4) / 72);
    return [{ x: x!, y: y!, radius: Math.hypot(x!, y!) }];
  });
}

describe('roundSeal', () => {
  let fonts: FontSet;
  before(async function () {
    this.timeout(60_000);
    fonts = await contractFonts();
  });

  it('is 42 mm across its ring of 1.2 mm', () => {
    const seal = roundSeal({ organization }, fonts);
    assert.closeTo(seal.width, 119.055, 0.01);
    assert.closeTo(seal.height, 119.055, 0.01);
    const [ring] = seal.paths;
    assert.closeTo(ring!.strokeWidth!, (1.2 * 72) / 25.4, 0.001);
    const rightmost = Math.max(...ring!.segments.flatMap((s) => (s[0] === 'Z' ? [] : [s.at(-2) as number])));
    assert.closeTo(rightmost + ring!.strokeWidth! / 2, seal.width, 1e-6);
  });

  it('has a star of 14 mm, point up', () => {
    const starPoints = pointsOf(roundSeal({ organization }, fonts)).slice(0, 10);
    assert.closeTo(starPoints[0]!.y, 7, 0.001);
    assert.closeTo(starPoints[0]!.x, 0, 0.001);
    assert.closeTo(Math.max(...starPoints.map(({ radius }) => radius)), 7, 0.001);
  });

  it('keeps names of 2 to 50 characters between star and ring, the middle on top', () => {
    for (const length of [2, 3, 13, 25, 26, 50]) {
      const letters = pointsOf(roundSeal({ organization: '国'.repeat(length) }, fonts)).slice(10);
      assert.isBelow(Math.max(...letters.map(({ radius }) => radius)), 21 - 1.2, `${length} characters`);
      assert.isAbove(Math.min(...letters.map(({ radius }) => radius)), 7, `${length} characters`);
      const side = letters.reduce((sum, { x }) => sum + x, 0) / letters.length;
      assert.closeTo(side, 0, 0.6, `${length} characters`);
    }
  });

  it('keeps few characters together and leaves the foot of the seal free of many', () => {
    const angles = (length: number): number[] =>
      pointsOf(roundSeal({ organization: '国'.repeat(length) }, fonts))
        .slice(10)
        .map(({ x, y }) => Math.abs((Math.atan2(x, y) * 180) / Math.PI));
    assert.closeTo(Math.max(...angles(3)), 30, 4);
    assert.closeTo(Math.max(...angles(50)), 150, 4);
  });

  it('runs from left to right over the top', () => {
    const letters = pointsOf(roundSeal({ organization: '一二' }, fonts)).slice(10);
    const second = letters.findIndex(({ x }) => x > 0);
    assert.isAbove(second, 0, 'the first stands left');
    assert.isTrue(letters.slice(second).every(({ x }) => x > 0));
    assert.isTrue(letters.every(({ y }) => y > 0));
  });

  it('sets purpose below the star and serial on the lower arc', () => {
    const plain = pointsOf(roundSeal({ organization }, fonts)).length;
    const purpose = pointsOf(roundSeal({ organization, purpose: '合同专用章' }, fonts)).slice(plain);
    assert.isTrue(purpose.every(({ x, y }) => Math.abs(x) < 8 && y < -6.5 && y > -12));
    const serial = pointsOf(roundSeal({ organization, serial: '4401061234567' }, fonts)).slice(plain);
    assert.isTrue(serial.every(({ y, radius }) => y < -13 && radius < 19.8));
    assert.isBelow(serial[0]!.x, 0);
  });

  it('refuses what a seal cannot hold', async () => {
    const codeOf = async (options: Parameters<typeof roundSeal>[0]): Promise<string> =>
      (await thrownBy(() => roundSeal(options, fonts))).code;
    assert.equal(await codeOf({ organization: '国' }), 'SEAL_ORGANIZATION');
    assert.equal(await codeOf({ organization: '国'.repeat(51) }), 'SEAL_ORGANIZATION');
    assert.equal(await codeOf({ organization, purpose: '一二三四五六七八九' }), 'SEAL_PURPOSE');
    assert.equal(await codeOf({ organization, serial: '12-34' }), 'SEAL_SERIAL');
    assert.equal(await codeOf({ organization, diameterMm: 400 }), 'SEAL_DIAMETER');
    assert.equal(await codeOf({ organization, diameterMm: NaN }), 'SEAL_DIAMETER');
    assert.equal(await codeOf({ organization: '国'.repeat(26), serial: '1' }), 'SEAL_CROWDED');
    assert.equal(await codeOf({ organization: '😀有限公司' }), 'FONT_MISSING_GLYPH');
  });
});

describe('squareNameSeal', () => {
  let fonts: FontSet;
  before(async () => {
    fonts = await contractFonts();
  });

  it('is 20 mm wide and gives the surname of three characters the right half', () => {
    const seal = squareNameSeal({ name: '王小明' }, fonts);
    assert.closeTo(seal.width, 56.693, 0.001);
    const points = pointsOf(seal);
    const given = points.findIndex(({ x }) => x < 0);
    assert.isAbove(given, 0, 'the surname stands right');
    assert.isTrue(points.slice(given).every(({ x }) => x < 0));
    assert.isTrue(points.slice(0, given).some(({ y }) => y > 5) && points.slice(0, given).some(({ y }) => y < -5));
  });

  it('keeps 1 to 16 characters inside the frame', async () => {
    for (const name of ['王', '王伟', '𬭎㛃䶮', '欧阳小明', '阿卜杜拉·买买提', '阿卜杜热合曼·阿卜杜热依木·买']) {
      const inner = Math.max(
        ...pointsOf(squareNameSeal({ name }, fonts)).map(({ x, y }) => Math.max(Math.abs(x), Math.abs(y))),
      );
      assert.isBelow(inner, 10 - 0.9, name);
    }
    assert.equal((await thrownBy(() => squareNameSeal({ name: '' }, fonts))).code, 'SEAL_NAME');
    assert.equal((await thrownBy(() => squareNameSeal({ name: '王'.repeat(17) }, fonts))).code, 'SEAL_NAME');
    assert.equal((await thrownBy(() => squareNameSeal({ name: '王', sizeMm: 0 }, fonts))).code, 'SEAL_SIZE');
  });
});
