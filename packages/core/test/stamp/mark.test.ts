import type { Artwork } from '@cinnabar/core/artwork';
import { bytesToLatin1, joinParts } from '@cinnabar/core/bytes';
import type { FontSet } from '@cinnabar/core/font';
import { inkArtwork } from '@cinnabar/core/ink';
import { IncrementalWriter, openPdf, PdfDict, type PdfDocument } from '@cinnabar/core/pdf';
import { roundSeal } from '@cinnabar/core/seal';
import { markAppearance, prepareDocument, stampMarks, type Mark } from '@cinnabar/core/stamp';
import { assert } from 'chai';

import { contractFonts } from '../support/fonts.ts';
import { handwriting } from '../support/handwriting.ts';
import { thrownBy } from '../support/throws.ts';
import { appearanceOf, fieldOf, onePage, prepared } from './prepared.ts';

const place = { x: 100, y: 200, width: 200, height: 150 };
const square: Artwork = {
  width: 100,
  height: 100,
  paths: [{ segments: [['M', 0, 0], ['L', 100, 0], ['L', 100, 100], ['Z']], fill: [1, 0, 0] }],
};

describe('stampMarks', () => {
  let fonts: FontSet;
  let document: PdfDocument;
  before(async function () {
    this.timeout(60_000);
    fonts = await contractFonts();
    const widgets = [place, { ...place, y: 400 }].map((rect) => ({ page: 0, rect }));
    document = openPdf(
      joinParts(await prepareDocument(onePage(), [{ type: 'signature', name: 'sig', widgets }], fonts)),
    );
  });

  function stamp(...marks: readonly (Mark | undefined)[]): PdfDocument {
    const writer = new IncrementalWriter(document);
    stampMarks(writer, document, 'sig', marks);
    return openPdf(joinParts(writer.write().parts));
  }

  function matrixOf(stamped: PdfDocument, name = 'sig'): number[] {
    const { operators } = appearanceOf(stamped, fieldOf(stamped, name));
    return /((?:\S+ ){6})cm/.exec(operators)![1]!.trim().split(' ').map(Number);
  }

  it('sets a seal at its true size, in the middle of its place', () => {
    const stamped = stamp(roundSeal({ organization: '广州市朱砂信息科技有限公司' }, fonts));
    const [a, b, c, d, e, f] = matrixOf(stamped);
    assert.deepEqual([a, b, c, d], [1, 0, 0, 1]);
    assert.closeTo(e!, (200 - 119.055) / 2, 0.001);
    assert.closeTo(f!, (150 - 119.055) / 2, 0.001);
    const { form, operators } = appearanceOf(stamped, fieldOf(stamped, 'sig'));
    assert.deepEqual(form.dict.get('BBox'), [0, 0, 200, 150]);
    assert.include(operators, '/GS gs');
    assert.match(bytesToLatin1(joinParts([stamped.source])), /\/ca 0\.85/);
  });

  it('sets it where the signer put it, and nowhere over the edge', async () => {
    assert.deepEqual(matrixOf(stamp({ artwork: square, center: { x: 160, y: 260 } })).slice(4), [10, 10]);
    const error = await thrownBy(() => stamp({ artwork: square, center: { x: 149, y: 260 } }));
    assert.equal(error.code, 'SEAL_DOES_NOT_FIT');
    assert.equal((await thrownBy(() => stamp({ ...square, width: 201 }))).code, 'SEAL_DOES_NOT_FIT');
    assert.equal(
      (await thrownBy(() => stamp({ artwork: square, center: { x: NaN, y: 260 } }))).code,
      'SEAL_DOES_NOT_FIT',
    );
  });

  it('scales to the place only when asked', () => {
    assert.deepEqual(matrixOf(stamp({ artwork: square, fit: true })), [1.5, 0, 0, 1.5, 25, 0]);
  });

  it('draws handwriting as vectors without transparency', () => {
    const stamped = stamp(inkArtwork(handwriting(), place));
    assert.notInclude(appearanceOf(stamped, fieldOf(stamped, 'sig')).operators, 'gs');
    assert.notMatch(bytesToLatin1(joinParts([stamped.source])), /ExtGState/);
  });

  it('fills the places of a signature in order and leaves those without a mark', () => {
    const stamped = stamp(undefined, square);
    assert.isFalse(fieldOf(stamped, 'sig').dict.has('AP'));
    assert.deepEqual(matrixOf(stamped, 'sig-mark-2').slice(4), [50, 25]);
  });

  it('changes the fields of the places only', () => {
    const stamped = stamp(square, square);
    const changed = [...stamped.revisions.at(-1)!.entries].filter((num) => num !== 0 && num < document.size);
    assert.sameMembers(changed, [fieldOf(document, 'sig').ref.num, fieldOf(document, 'sig-mark-2').ref.num]);
  });

  it('keeps what is pending for the same field', () => {
    const writer = new IncrementalWriter(document);
    const { ref, dict } = fieldOf(document, 'sig');
    writer.set(ref, dict.clone().set('V', writer.add(new PdfDict())));
    stampMarks(writer, document, 'sig', [square]);
    const written = openPdf(joinParts(writer.write().parts));
    assert.isTrue(fieldOf(written, 'sig').hasValue);
    assert.isTrue(fieldOf(written, 'sig').dict.has('AP'));
  });

  it('refuses places and fields that are not there, by code', async () => {
    assert.equal((await thrownBy(() => stamp(square, square, square))).code, 'FIELD_UNKNOWN');
    const text = await prepared(onePage(), [{ type: 'text', name: 'sig', page: 0, rect: place }], fonts);
    const onText = (): void => stampMarks(new IncrementalWriter(text.document), text.document, 'sig', [square]);
    assert.equal((await thrownBy(onText)).code, 'FIELD_NOT_SIGNATURE');
  });
});

describe('markAppearance', () => {
  it('puts a point of the page at the same point on turned pages', () => {
    // The same corner of the page, in the axes of the upright appearance.
    const rect = { x: 100, y: 200, width: 300, height: 150 };
    const center = { x: 160, y: 270 };
    for (const [rotation, matrix] of [
      [0, [10, 20]],
      [90, [20, 190]],
      [180, [190, 30]],
      [270, [30, 10]],
    ] as const) {
      const appearance = markAppearance(square, rect, { center }, rotation);
      const document = openPdf(onePage());
      const operators = bytesToLatin1(document.decode(appearance));
      assert.include(operators, `1 0 0 1 ${matrix[0]} ${matrix[1]} cm`, String(rotation));
    }
  });
});
