import { openPdf, PdfName, PdfRef, readFormFields, type PdfForm } from '@cinnabar/core/pdf';
import { assert } from 'chai';

import { assertCode } from './assert-code.ts';
import { PdfBuilder } from './pdf-builder.ts';

/** The form of a file whose /Fields are `fields` and whose objects from 3 on are `objects`. */
function read(
  fields: string,
  objects: readonly string[],
  more = '',
): PdfForm & { document: ReturnType<typeof openPdf> } {
  const builder = new PdfBuilder()
    .object(1, '<< /Type /Catalog /AcroForm 2 0 R >>')
    .object(2, `<< /Fields [${fields}] ${more} >>`);
  for (const [i, body] of objects.entries()) builder.object(i + 3, body);
  const document = openPdf(builder.table(`/Root 1 0 R /Size ${objects.length + 3}`).build());
  return { document, ...readFormFields(document) };
}

describe('pdf form fields (ISO 32000-2 §12.7.4)', () => {
  it('joins names and takes over what fields above, and the form, state', () => {
    const { document, fields } = read(
      '3 0 R',
      [
        '<< /T (person) /FT /Tx /Ff 1 /V (both) /MaxLen 9 /Kids [4 0 R 5 0 R] >>',
        '<< /T (name) /Parent 3 0 R /Subtype /Widget >>',
        '<< /T (choice) /FT /Ch /Ff 65536 /V null /Q 1 /Opt [(a)] /Parent 3 0 R /Kids [6 0 R 7 0 R] >>',
        '<< /Subtype /Widget /Parent 5 0 R >>',
        '<< /Subtype /Widget /Parent 5 0 R >>',
      ],
      '/DA (/Helv 0 Tf) /Q 2 /V (of no field)',
    );
    assert.deepEqual(
      fields.map(({ name, type, flags, readOnly }) => [name, type, flags, readOnly]),
      [
        ['person.name', 'Tx', 1, true],
        ['person.choice', 'Ch', 65536, false],
      ],
    );
    const [name, choice] = fields as [(typeof fields)[number], (typeof fields)[number]];
    assert.deepEqual([name.inherited(document, 'MaxLen'), name.inherited(document, 'Q')], [9, 2]);
    assert.deepEqual([choice.inherited(document, 'MaxLen'), choice.inherited(document, 'Q')], [9, 1]);
    assert.isTrue(choice.hasValue, 'a null value is an absent one');
    assert.isNull(name.inherited(document, 'Opt'));
    assert.deepEqual(name.widgets(document).map(String), ['4 0 R'], 'field and widget in one');
    assert.deepEqual(choice.widgets(document).map(String), ['6 0 R', '7 0 R']);
  });

  it('takes no value from the form itself', () => {
    const { fields } = read('3 0 R', ['<< /T (a) /FT /Tx >>'], '/V (x) /FT /Sig');
    assert.deepEqual(
      fields.map(({ type, hasValue }) => [type, hasValue]),
      [['Tx', false]],
    );
  });

  it('knows a push-button only by its type', () => {
    const { fields } = read('3 0 R 4 0 R', ['<< /T (a) /FT /Btn /Ff 65536 >>', '<< /T (b) /FT /Ch /Ff 65536 >>']);
    assert.deepEqual(
      fields.map(({ pushButton }) => pushButton),
      [true, false],
    );
  });

  it('does not lose a signature whose field got child fields, nor widgets beside them', () => {
    const { document, fields } = read('3 0 R 6 0 R', [
      '<< /T (sig) /FT /Sig /V 9 0 R /Kids [4 0 R 5 0 R] >>',
      '<< /T (below) /FT /Tx /Parent 3 0 R >>',
      '<< /Subtype /Widget /Parent 3 0 R >>',
      '<< /T (plain) /Kids [7 0 R] >>',
      '<< /T (x) /FT /Tx /Parent 6 0 R >>',
      'null',
      '<< /Type /Sig >>',
    ]);
    assert.deepEqual(
      fields.map(({ name }) => name),
      ['sig', 'sig.below', 'plain.x'],
    );
    assert.deepEqual(fields[0]?.widgets(document).map(String), ['5 0 R']);
  });

  it('says which names are shared, also by a field and a group of fields', () => {
    const { sharedNames } = read('3 0 R 4 0 R 5 0 R', [
      '<< /T (a) /FT /Tx >>',
      '<< /T (a) /Kids [6 0 R] >>',
      '<< /T (b) /FT /Tx >>',
      '<< /T (b) /FT /Tx /Parent 4 0 R >>',
    ]);
    assert.deepEqual([...sharedNames], ['a']);
  });

  it('says which fields stand in the form twice, and counts them once', () => {
    const { fields, severalParents } = read('3 0 R 4 0 R 5 0 R', [
      '<< /T (a) /Kids [5 0 R] >>',
      '<< /T (b) /Kids [5 0 R] >>',
      '<< /T (x) /FT /Tx >>',
    ]);
    assert.deepEqual(
      fields.map(({ name }) => name),
      ['a.x'],
    );
    assert.deepEqual([...severalParents], [PdfRef.of(5)]);
  });

  it('ends in an error for loops, depth, length and number', () => {
    assertCode('PDF_DAMAGED', () => read('3 0 R', ['<< /T (a) /Kids [4 0 R] >>', '<< /T (b) /Kids [3 0 R] >>']));
    const deep = Array.from({ length: 40 }, (_, i) => `<< /T (n) /Kids [${i + 4} 0 R] >>`);
    assertCode('PDF_LIMIT', () => read('3 0 R', [...deep, '<< /T (n) >>']));
    assertCode('PDF_LIMIT', () => read('3 0 R', [`<< /T (${'x'.repeat(1001)}) >>`]));
    // A list of kids that many fields share, which would cost each of them a pass.
    const kids = '5 0 R '.repeat(1000);
    const roots = Array.from({ length: 200 }, (_, i) => `${i + 6} 0 R`).join(' ');
    const sharing = Array.from({ length: 200 }, () => '<< /T (s) /Kids 3 0 R >>');
    assertCode('PDF_LIMIT', () => read(roots, [`[${kids}]`, 'null', '<< /Subtype /Widget >>', ...sharing]));
    assertCode('PDF_DAMAGED', () => read('3 0 R', ['[/no /field]']));
  });

  it('takes over what a later revision wrote', () => {
    const { document, fields } = read('3 0 R', ['<< /T (a) /FT /Tx >>']);
    const [field] = fields;
    const renewed = field?.dict.clone().set('Ff', 1).set('T', PdfName.of('odd'));
    field?.update(document, renewed!);
    assert.deepEqual([field?.name, field?.readOnly, field?.type], ['a', true, 'Tx']);
  });
});
