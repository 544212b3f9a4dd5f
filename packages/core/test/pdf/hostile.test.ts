import { assert } from 'chai';

import { bytesToLatin1, latin1ToBytes } from '@cinnabar/core/bytes';
import { isCinnabarError } from '@cinnabar/core/error';
import { openPdf, PdfRef, PdfString, type PdfDocument, type PdfLimits } from '@cinnabar/core/pdf';

import { minimalObjects, PdfBuilder, pdfWith } from './pdf-builder.ts';
import { walk } from './walk.ts';

/** Found by thinking; what mutations find is in `../fuzz`. */
describe('pdf hostile input', () => {
  it('does not let many object streams add up beyond the budget', () => {
    const builder = new PdfBuilder();
    const filler = `(${'x'.repeat(60_000)})`;
    for (let i = 0; i < 20; i++) builder.objectStream(20 + i, { [50 + i]: filler });
    builder.object(1, '<< /Type /Catalog /Pages 2 0 R >>').object(2, '<< /Type /Pages /Kids [] >>');
    const bytes = builder.xrefStream(90, '/Root 1 0 R /Size 99').build();
    const read = (objectStreamBytes: number): string => {
      try {
        walk(openPdf(bytes, { limits: { objectStreamBytes } }));
        return 'reads';
      } catch (error) {
        return isCinnabarError(error) ? error.code : String(error);
      }
    };
    assert.equal(read(1_000_000), 'PDF_LIMIT');
    assert.equal(read(2_000_000), 'reads');
  });

  it('bounds what a document may make it hold', () => {
    const code = (body: string, limits: Partial<PdfLimits> = {}): string => {
      try {
        openPdf(pdfWith(body), { limits }).get(PdfRef.of(4));
        return 'reads';
      } catch (error) {
        return isCinnabarError(error) ? error.code : String(error);
      }
    };
    const many = `[${'[]'.repeat(5000)}]`;
    assert.equal(code(many), 'reads');
    assert.equal(code(many, { items: 5000 }), 'PDF_LIMIT');
    assert.equal(code(`/${'x'.repeat(1024)}`), 'reads');
    assert.equal(code(`/${'x'.repeat(1025)}`), 'PDF_LIMIT');
    const subsections = bytesToLatin1(pdfWith('1')).replace('xref\n', `xref\n${'0 0\n'.repeat(1000)}`);
    assert.throws(() => openPdf(latin1ToBytes(subsections), { limits: { entries: 900 } }), /entries/);
  });

  it('does not read objects that overlap over and over', () => {
    const count = 3000;
    const overlapping = (separator: string, close: string): PdfDocument => {
      const builder = minimalObjects(new PdfBuilder());
      let body = '';
      for (let num = 4; num < count; num++) {
        builder.row(num, { type: 1, second: builder.length + body.length, third: 0 });
        body += `${num} 0 obj${separator}`;
      }
      body += `\n(x)${close.repeat(count)}`;
      return openPdf(builder.raw(body).table(`/Root 1 0 R /Size ${count}`).build());
    };
    for (const document of [overlapping('%', ' endobj\n'), overlapping('(', ') endobj\n'), overlapping('(', '')]) {
      const codes = new Set<string>();
      for (let num = 4; num < count; num++) {
        try {
          document.get(PdfRef.of(num));
        } catch (error) {
          codes.add(isCinnabarError(error) ? error.code : String(error));
        }
      }
      assert.include([...codes], 'PDF_LIMIT');
    }
  });

  it('does not read overlapping objects of an object stream over and over', () => {
    const count = 200;
    const data = latin1ToBytes(`${Array.from({ length: count }, (_, i) => `${i + 10} 0`).join(' ')} `);
    const builder = minimalObjects(new PdfBuilder());
    const body = `(${'x'.repeat(50_000)})`;
    builder.stream(5, `/Type /ObjStm /N ${count} /First ${data.length}`, bytesToLatin1(data) + body);
    for (let i = 0; i < count; i++) builder.row(i + 10, { type: 2, second: 5, third: i });
    const document = openPdf(builder.xrefStream(6, '/Root 1 0 R /Size 999').build());
    assert.instanceOf(document.get(PdfRef.of(10)), PdfString);
    assert.throws(() => walk(document), /passes/);
  });
});
