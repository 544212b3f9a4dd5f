import { assert } from 'chai';

import { joinParts, latin1ToBytes } from '@cinnabar/core/bytes';
import type { PdfRef } from '@cinnabar/core/pdf';
import { IncrementalWriter, openPdf, PdfDict, PdfName, PdfStream, PdfString } from '@cinnabar/core/pdf';

import { withCorpus } from '../support/corpus.ts';
import { judge } from '../support/judges.ts';
import { minimalObjects, PdfBuilder } from './pdf-builder.ts';

const trailer = '/Root 1 0 R /Size 9 /ID [<00> <01>]';

/** `bytes` with a title and one line of text added to the first page. */
function updated(bytes: Uint8Array): Uint8Array {
  const document = openPdf(bytes);
  const writer = new IncrementalWriter(document);
  writer.setTrailerEntry('Info', writer.add(new PdfDict({ Title: PdfString.text('Arbeitsvertrag 劳动合同') })));
  const font = new PdfDict({
    Type: PdfName.of('Font'),
    Subtype: PdfName.of('Type1'),
    BaseFont: PdfName.of('Helvetica'),
  });
  const fonts = new PdfDict({ F1: writer.add(font) });
  const content = writer.add(PdfStream.flate(new PdfDict(), latin1ToBytes('BT /F1 24 Tf 50 50 Td (Appended) Tj ET')));
  const page = document.pages()[0];
  assert.isDefined(page);
  writer.set(
    page?.ref as PdfRef,
    page?.dict
      .clone()
      .set('Contents', content)
      .set('Resources', new PdfDict({ Font: fonts })) as PdfDict,
  );
  return joinParts(writer.write().parts);
}

function assertAccepted(test: Mocha.Context, bytes: Uint8Array): void {
  const qpdf = judge(test, 'qpdf', ['--check', '{file}'], bytes);
  assert.equal(qpdf.exitCode, 0, qpdf.output);
  assert.include(qpdf.output, 'No syntax or stream encoding errors found');
  const mutool = judge(test, 'mutool', ['info', '{file}'], bytes);
  assert.equal(mutool.exitCode, 0, mutool.output);
  assert.notMatch(mutool.output, /warning|error|repair/i);
  const pdfinfo = judge(test, 'pdfinfo', ['{file}'], bytes);
  assert.equal(pdfinfo.exitCode, 0, pdfinfo.output);
  assert.match(pdfinfo.output, /Title: +Arbeitsvertrag 劳动合同/);
  assert.notMatch(pdfinfo.output, /error|warning/i);
  const text = judge(test, 'pdftotext', ['-l', '1', '{file}', '-'], bytes);
  assert.include(text.output, 'Appended');
}

describe('pdf writer, judged by qpdf, MuPDF and poppler', () => {
  const inputs: Record<string, () => PdfBuilder> = {
    table: () => minimalObjects(new PdfBuilder()).table(trailer),
    stream: () => minimalObjects(new PdfBuilder()).xrefStream(8, trailer),
    hybrid: () => minimalObjects(new PdfBuilder()).objectStream(5, { 4: '(hidden)' }).table(trailer, { hidden: 6 }),
  };
  for (const [form, input] of Object.entries(inputs)) {
    it(`updates a file with cross-reference ${form}, twice`, function () {
      const once = updated(input().build());
      assertAccepted(this, once);
      assertAccepted(this, updated(once));
    });
  }

  it('updates a linearized file', function () {
    const plain = minimalObjects(new PdfBuilder()).table('/Root 1 0 R /Size 4').build();
    const linearized = judge(this, 'qpdf', ['--linearize', '{file}', '-'], plain);
    assert.equal(linearized.exitCode, 0, linearized.output);
    const { bytes } = linearized;
    assert.include(linearized.output, '/Linearized');
    assert.equal(openPdf(bytes).revisions.length, 1);
    assertAccepted(this, updated(bytes));
  });

  for (const path of [
    'inputs/labour-contract.libreoffice.pdf',
    'inputs/labour-contract.chromium.pdf',
    'pyhanko/minimal-xref.pdf',
    'pyhanko/minimal-hybrid-xref.pdf',
    'pyhanko/minimal-two-fields-signed-twice.pdf',
  ]) {
    it(`updates ${path}`, function () {
      return withCorpus(path, (bytes) => assertAccepted(this, updated(bytes))).call(this);
    });
  }
});
