import { assert } from 'chai';

import type { PdfDict } from '@cinnabar/core/pdf';
import { openPdf, PdfRef, type PdfDocument, type PdfLimits } from '@cinnabar/core/pdf';

import { assertCode } from './assert-code.ts';
import { PdfBuilder } from './pdf-builder.ts';

/** A file whose objects from 2 on are `objects`, 2 being the page tree's root. */
function open(objects: readonly string[], limits: Partial<PdfLimits> = {}): PdfDocument {
  const builder = new PdfBuilder().object(1, '<< /Type /Catalog /Pages 2 0 R >>');
  for (const [i, body] of objects.entries()) builder.object(i + 2, body);
  return openPdf(builder.table(`/Root 1 0 R /Size ${objects.length + 2}`).build(), { limits });
}

describe('pdf pages (ISO 32000-2 §7.7.3)', () => {
  it('lists pages in order with what they inherit', () => {
    const document = open([
      '<< /Type /Pages /Kids [3 0 R 5 0 R] /Count 3 /MediaBox [0 0 100 200] /Rotate 90 /Resources << /Top 1 >> >>',
      '<< /Type /Pages /Parent 2 0 R /Kids [4 0 R 6 0 R] /Count 2 /CropBox [10 10 90 190] /Rotate 180 >>',
      '<< /Type /Page /Parent 3 0 R >>',
      '<< /Type /Page /Parent 2 0 R /MediaBox [300 400 0 0] /Rotate -90 >>',
      '<< /Type /Page /Parent 3 0 R /Rotate 0 /Resources << /Own 1 >> >>',
    ]);
    const pages = document.pages();
    assert.deepEqual(
      pages.map((page) => [page.index, page.ref.num, page.rotate]),
      [
        [0, 4, 180],
        [1, 6, 0],
        [2, 5, 270],
      ],
    );
    assert.deepEqual(pages[0]?.mediaBox, [0, 0, 100, 200]);
    assert.deepEqual(pages[0]?.cropBox, [10, 10, 90, 190]);
    assert.deepEqual(pages[2]?.mediaBox, [0, 0, 300, 400], 'corners in order');
    assert.deepEqual(pages[2]?.cropBox, [0, 0, 300, 400]);
    assert.isTrue((pages[0]?.inherited('Resources') as PdfDict).has('Top'));
    assert.isTrue((pages[1]?.inherited('Resources') as PdfDict).has('Own'));
    assert.isUndefined(pages[0]?.inherited('Annots'));
    assert.strictEqual(document.pages(), pages, 'walked once');
  });

  it('keeps the crop box within the media box', () => {
    const [page] = open([
      '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
      '<< /Type /Page /MediaBox [0 0 100 100] /CropBox [-50 20 80 500] >>',
    ]).pages();
    assert.deepEqual(page?.cropBox, [0, 20, 80, 100]);
  });

  it('assumes US Letter where there is no media box, and says so', () => {
    const document = open(['<< /Type /Pages /Kids [3 0 R] /Count 1 >>', '<< /Type /Page /MediaBox [0 0 0 0] >>']);
    assert.deepEqual(document.pages()[0]?.mediaBox, [0, 0, 612, 792]);
    assert.deepEqual(
      document.warnings.map((warning) => warning.code),
      ['PDF_PAGE'],
    );
  });

  it('refuses cycles, shared pages and kids that are no references', () => {
    const page = '<< /Type /Page /MediaBox [0 0 9 9] >>';
    for (const objects of [
      ['<< /Type /Pages /Kids [2 0 R] >>'],
      ['<< /Type /Pages /Kids [3 0 R] >>', '<< /Type /Pages /Kids [2 0 R] >>'],
      ['<< /Type /Pages /Kids [3 0 R 3 0 R] >>', page],
      [`<< /Type /Pages /Kids [${page}] >>`],
      ['<< /Type /Pages /Kids [3 0 R] >>', '(no page)'],
      ['<< /Type /Pages /Kids 7 >>'],
    ]) {
      assertCode('PDF_DAMAGED', () => open(objects).pages(), objects.join());
    }
  });

  it('bounds depth and number', () => {
    const chain = Array.from({ length: 300 }, (_, i) => `<< /Type /Pages /Kids [${i + 3} 0 R] >>`);
    assertCode('PDF_LIMIT', () => open([...chain, '<< /Type /Page >>']).pages());
    const kids = '<< /Type /Pages /Kids [3 0 R 4 0 R 5 0 R] >>';
    assertCode('PDF_LIMIT', () => open([kids, ...Array<string>(3).fill('<< /Type /Page >>')], { pages: 2 }).pages());
  });

  it('lists two thousand pages', () => {
    const count = 2000;
    const refs = Array.from({ length: count }, (_, i) => PdfRef.of(i + 3).toString()).join(' ');
    const document = open([
      `<< /Type /Pages /Kids [${refs}] /Count ${count} >>`,
      ...Array<string>(count).fill('<< /Type /Page /MediaBox [0 0 595 842] >>'),
    ]);
    assert.equal(document.pages().length, count);
    assert.equal(document.pages()[1999]?.ref.num, 2002);
  });
});
