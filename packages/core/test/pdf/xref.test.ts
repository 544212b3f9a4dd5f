import { assert } from 'chai';

import { bytesToLatin1, concatBytes, latin1ToBytes, readBytes } from '@cinnabar/core/bytes';
import type { PdfStream } from '@cinnabar/core/pdf';
import { openPdf, PdfName, PdfRef, PdfString, type PdfDict } from '@cinnabar/core/pdf';

import { assertCode } from './assert-code.ts';
import { minimalObjects, PdfBuilder, pdfWith } from './pdf-builder.ts';

const trailer = '/Root 1 0 R /Size 9';

/** Replaces the only occurrence of `from` by `to` of equal length. */
function patch(bytes: Uint8Array, from: string, to: string): Uint8Array {
  const text = bytesToLatin1(bytes);
  assert.equal(text.split(from).length, 2, `${from} must occur once`);
  return latin1ToBytes(text.replace(from, to));
}

function textOf(object: unknown): string {
  assert.instanceOf(object, PdfString);
  return (object as PdfString).toText();
}

describe('pdf cross-reference', () => {
  it('reads a classic table', () => {
    const document = openPdf(pdfWith('(hello)'));
    assert.equal(document.version, '1.7');
    assert.isFalse(document.encrypted);
    assert.strictEqual(document.catalogRef, PdfRef.of(1));
    assert.strictEqual(document.catalog.get('Type'), PdfName.of('Catalog'));
    assert.equal(textOf(document.get(PdfRef.of(4))), 'hello');
    assert.isNull(document.get(PdfRef.of(0, 65535)), 'free');
    assert.isNull(document.get(PdfRef.of(4, 1)), 'other generation');
    assert.isNull(document.get(PdfRef.of(4000)), 'absent');
    assert.deepEqual(document.warnings, []);
    assert.equal(document.revisions[0]?.xrefForm, 'table');
  });

  it('reads cross-reference streams and object streams', () => {
    const bytes = new PdfBuilder()
      .objectStream(5, {
        1: '<< /Type /Catalog /Pages 2 0 R >>',
        2: '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
        3: '<< /Type /Page /MediaBox [0 0 10 10] >>',
        4: '(packed)',
      })
      .xrefStream(6, trailer)
      .build();
    const document = openPdf(bytes);
    assert.equal(textOf(document.get(PdfRef.of(4))), 'packed');
    assert.equal(document.pages().length, 1);
    assert.equal(document.revisions[0]?.xrefForm, 'stream');
    assert.isUndefined(document.objectOffset(PdfRef.of(4)));
    assert.isUndefined(document.sourceRange(PdfRef.of(4)));
  });

  it('reads hybrid files: the stream tells of objects the table hides', () => {
    const bytes = minimalObjects(new PdfBuilder())
      .objectStream(5, { 4: '(hidden)' })
      .table(trailer, { hidden: 6 })
      .build();
    const document = openPdf(bytes);
    assert.equal(document.revisions[0]?.xrefForm, 'hybrid');
    assert.equal(textOf(document.get(PdfRef.of(4))), 'hidden');
  });

  it('keeps revisions apart and opens each', () => {
    const builder = minimalObjects(new PdfBuilder()).object(4, '(first)').object(5, '(freed)').table(trailer);
    const firstEnd = builder.length;
    builder.object(4, '(second)').row(5, { type: 0, second: 0, third: 1 }).table(trailer);
    const secondEnd = builder.length;
    const bytes = builder.object(7, '(added)').xrefStream(8, trailer).build();

    const document = openPdf(bytes);
    assert.deepEqual(
      document.revisions.map((revision) => revision.endOffset),
      [firstEnd, secondEnd, bytes.length],
    );
    assert.deepEqual(
      document.revisions.map((revision) => revision.entries),
      [
        [0, 1, 2, 3, 4, 5],
        [4, 5],
        [7, 8],
      ],
    );
    assert.equal(textOf(document.get(PdfRef.of(4))), 'second');
    assert.isNull(document.get(PdfRef.of(5)));
    assert.equal(textOf(document.get(PdfRef.of(7))), 'added');

    const original = document.at(0);
    assert.equal(original.source.length, firstEnd);
    assert.strictEqual(readBytes(original.source, 0, firstEnd).buffer, bytes.buffer, 'nothing is copied');
    assert.equal(textOf(original.get(PdfRef.of(4))), 'first');
    assert.equal(textOf(original.get(PdfRef.of(5))), 'freed');
    assert.isNull(original.get(PdfRef.of(7)));
    assert.deepEqual(original.revisions, openPdf(bytes.subarray(0, firstEnd)).revisions);
  });

  it('gives byte ranges of objects', () => {
    const bytes = pdfWith('<< /A (endobj) >>');
    const document = openPdf(bytes);
    const range = document.sourceRange(PdfRef.of(4));
    assert.equal(bytesToLatin1(bytes.subarray(range?.start, range?.end)), '4 0 obj\n<< /A (endobj) >>\nendobj');
    assert.equal(document.objectOffset(PdfRef.of(4)), range?.start);
  });

  it('never looks at objects the chain does not name (anchor A-07)', () => {
    const bytes = concatBytes(pdfWith('(signed)'), latin1ToBytes('4 0 obj\n(forged)\nendobj\n'));
    const document = openPdf(bytes);
    assert.equal(textOf(document.get(PdfRef.of(4))), 'signed');
    assert.deepEqual(
      document.warnings.map((warning) => warning.code),
      ['PDF_TAIL'],
    );
    assert.isBelow(document.revisions[0]?.endOffset ?? Infinity, bytes.length);
  });

  it('reports a startxref that goes back to an older section as uncovered tail', () => {
    const builder = minimalObjects(new PdfBuilder()).object(4, '(old)').table(trailer);
    const end = builder.length;
    const first = openPdf(builder.build()).revisions[0]?.startxref ?? 0;
    builder.object(4, '(new)').table(trailer).raw(`startxref\n${first}\n%%EOF\n`);
    const document = openPdf(builder.build());
    assert.equal(document.revisions.length, 1);
    assert.equal(document.revisions[0]?.endOffset, end);
    assert.deepEqual(
      document.warnings.map((warning) => warning.code),
      ['PDF_TAIL'],
    );
  });

  it('reads linearized order as one revision, and only there', () => {
    const linearized = linearizedFile('<< /Linearized 1 /L 0 >>');
    const document = openPdf(linearized);
    assert.equal(document.revisions.length, 1);
    assert.equal(document.revisions[0]?.endOffset, linearized.length);
    assert.equal(document.pages().length, 1);
    assert.deepEqual(document.warnings, []);
    assertCode('PDF_DAMAGED', () => openPdf(linearizedFile('<< /Other 1 >>')));
  });

  it('refuses loops, long chains and offsets out of range', () => {
    const once = minimalObjects(new PdfBuilder()).table(trailer);
    const at = openPdf(once.build()).revisions[0]?.startxref ?? 0;
    assertCode('PDF_DAMAGED', () => openPdf(minimalObjects(new PdfBuilder()).table(`${trailer} /Prev ${at}`).build()));
    assertCode('PDF_DAMAGED', () => openPdf(minimalObjects(new PdfBuilder()).table(`${trailer} /Prev -5`).build()));
    assertCode('PDF_DAMAGED', () => openPdf(minimalObjects(new PdfBuilder()).table(`${trailer} /Prev 1 0 R`).build()));
    // Above 2^53, adding one to an offset may leave it as it is.
    for (const far of [Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER - 8]) {
      assertCode('PDF_DAMAGED', () =>
        openPdf(minimalObjects(new PdfBuilder()).table(`${trailer} /Prev ${far}`).build()),
      );
    }
    const many = minimalObjects(new PdfBuilder()).table(trailer);
    for (let i = 0; i < 5; i++) many.object(4, `(${i})`).table(trailer);
    assertCode('PDF_LIMIT', () => openPdf(many.build(), { limits: { revisions: 5 } }));
    assert.equal(openPdf(many.build()).revisions.length, 6);
  });

  it('refuses tables that can be read in two ways', () => {
    const good = pdfWith('(x)');
    const rows = /(\d{10}) 00000 n \n4 1\n/.exec(bytesToLatin1(good));
    assert.isNotNull(rows);
    const damages: [string, string][] = [
      ['4 1\n0', '3 1\n0'], // described twice
      ['0000000000 65535 f \n', '000000000  65535 f \n'],
      ['0000000000 65535 f \n', '0000000000 65535 f  '],
      ['0000000000 65535 f \n', '0000000000 65535 x \n'],
      ['0000000000 65535 f \n', '0000000000.65535 f \n'],
      ['trailer', 'trialer'],
      ['/Size 5', '/Size 4'],
      ['/Size 5', '/Size 0'],
      ['/Root 1 0 R', '/Root 1 0  '],
    ];
    for (const [from, to] of damages)
      assertCode('PDF_DAMAGED', () => openPdf(patch(good, from, to)), `${from} → ${to}`);
    const twice = minimalObjects(new PdfBuilder()).table(`${trailer} /Root 3 0 R`).build();
    assertCode('PDF_DAMAGED', () => openPdf(twice));
    const missing = patch(good, '4 0 obj', '5 0 obj');
    assertCode('PDF_DAMAGED', () => openPdf(missing).get(PdfRef.of(4)));
    const inside = minimalObjects(new PdfBuilder()).object(14, '(not 4)');
    const offset = bytesToLatin1(inside.build()).indexOf('14 0 obj') + 1;
    inside.row(4, { type: 1, second: offset, third: 0 });
    assertCode('PDF_DAMAGED', () => openPdf(inside.table('/Root 1 0 R /Size 15').build()).get(PdfRef.of(4)));
  });

  it('refuses cross-reference streams that can be read in two ways', () => {
    const objects = bytesToLatin1(minimalObjects(new PdfBuilder()).build());
    const offsets = [1, 2, 3].map((num) => objects.indexOf(`${num} 0 obj`));
    const rows = Uint8Array.from(offsets.flatMap((offset) => [1, 0, offset]));
    const at = (dict: string, data = rows) => {
      const builder = minimalObjects(new PdfBuilder());
      const start = builder.length;
      return openPdf(builder.stream(5, dict, data).close(start).build());
    };
    const common = '/Root 1 0 R /Size 9 /Index [1 3]';
    assert.equal(at(`/Type /XRef /W [1 2 0] ${common}`).pages().length, 1);
    const untyped = Uint8Array.from(offsets.flatMap((offset) => [0, offset]));
    assert.equal(at(`/Type /XRef /W [0 2 0] ${common}`, untyped).pages().length, 1, 'type 1 by default');
    for (const wrong of [
      `/Type /Other /W [1 2 0] ${common}`,
      `/Type /XRef /W [1 2] ${common}`,
      `/Type /XRef /W [1 2 9] ${common}`,
      `/Type /XRef /W [0 0 0] ${common}`,
      `/Type /XRef /W [1 2 1] ${common}`,
      `/Type /XRef /W [1 -2 1] ${common}`,
      `/Type /XRef /W [1 2 0] ${common} /Filter 4 0 R`,
      '/Type /XRef /W [1 2 0] /Root 1 0 R /Size 9 /Index [1 3 4]',
      '/Type /XRef /W [1 2 0] /Root 1 0 R /Size 9 /Index [1 2 2 1]',
      '/Type /XRef /W [1 2 0] /Root 1 0 R /Index [1 3]',
    ]) {
      assertCode('PDF_DAMAGED', () => at(wrong), wrong);
    }
    assertCode('PDF_LIMIT', () => at('/Type /XRef /W [1 2 0] /Root 1 0 R /Size 9 /Index [1 99999999]'));
  });

  it('finds the end of revisions that do not say where their section is', () => {
    const first = minimalObjects(new PdfBuilder()).table(trailer).build();
    const unclosed = latin1ToBytes(bytesToLatin1(first).replace('startxref', 'startxxxx'));
    const section = openPdf(first).revisions[0]?.startxref ?? 0;
    const update = (before: Uint8Array, prefix = '') => {
      const at = before.length + prefix.length;
      const text = `${prefix}xref\n0 0\ntrailer\n<< ${trailer} /Prev ${section} >>\nstartxref\n${at}\n%%EOF\n`;
      return openPdf(concatBytes(before, latin1ToBytes(text)));
    };
    const repaired = update(unclosed);
    assert.equal(repaired.revisions[0]?.endOffset, first.length, 'after its %%EOF');
    assert.deepEqual(
      repaired.warnings.map((warning) => warning.code),
      ['PDF_REVISION_END'],
    );
    const bare = first.subarray(0, bytesToLatin1(first).indexOf('startxref'));
    const open = update(bare, '% no end at all\n');
    assert.equal(open.revisions[0]?.endOffset, bare.length - 1, 'after its trailer');
    assert.deepEqual(
      open.warnings.map((warning) => warning.code),
      ['PDF_REVISION_END'],
    );
  });

  it('refuses a subsection beyond any object number without allocating for it', () => {
    const huge = patch(pdfWith('(x)'), '4 1\n0', '4 9999999999\n0');
    assertCode('PDF_LIMIT', () => openPdf(huge));
    assertCode('PDF_LIMIT', () => openPdf(pdfWith('(x)'), { limits: { entries: 9 } }));
    assert.equal(openPdf(pdfWith('(x)'), { limits: { entries: 10 } }).revisions.length, 1);
  });

  it('repairs a startxref that is a few bytes off, and says so', () => {
    const good = bytesToLatin1(pdfWith('(x)'));
    const offset = Number(/startxref\n(\d+)/.exec(good)?.[1]);
    const shifted = (by: number) => latin1ToBytes(good.replace(`startxref\n${offset}`, `startxref\n${offset + by}`));
    for (const by of [-3, 1, 2]) {
      const document = openPdf(shifted(by));
      assert.include(
        document.warnings.map((warning) => warning.code),
        'PDF_STARTXREF',
      );
      assert.equal(document.revisions[0]?.startxref, offset);
    }
    assertCode('PDF_DAMAGED', () => openPdf(shifted(-40)));
    assertCode('PDF_DAMAGED', () => openPdf(shifted(40)));
  });

  it('does not choose between two things near a wrong startxref', () => {
    const builder = minimalObjects(new PdfBuilder()).raw('7 0 obj\n');
    const xref = builder.length;
    const text = bytesToLatin1(builder.table(trailer).build());
    assertCode('PDF_DAMAGED', () =>
      openPdf(latin1ToBytes(text.replace(`startxref\n${xref}`, `startxref\n${xref - 3}`))),
    );
  });

  it('warns of an earlier revision that announces another section than its own', () => {
    const builder = minimalObjects(new PdfBuilder()).table(trailer);
    const first = openPdf(builder.build()).revisions[0]?.startxref ?? 0;
    const bytes = builder.object(4, '(new)').table(trailer).build();
    assert.deepEqual(openPdf(bytes).warnings, []);
    const forged = openPdf(patch(bytes, `startxref\n${first}`, `startxref\n${String(first - 100).padStart(3, '0')}`));
    assert.deepEqual(
      forged.warnings.map((warning) => warning.code),
      ['PDF_STARTXREF'],
    );
  });

  it('names what is no PDF, what is cut off and what has a preface', () => {
    assertCode('PDF_NOT_A_PDF', () => openPdf(new Uint8Array()));
    assertCode('PDF_NOT_A_PDF', () => openPdf(latin1ToBytes('PK\x03\x04 not a pdf')));
    assertCode('PDF_DAMAGED', () => openPdf(latin1ToBytes('%PDF-1.7\n')));
    const good = pdfWith('(x)');
    assertCode('PDF_DAMAGED', () => openPdf(good.subarray(0, good.length - 8)));
    assertCode('PDF_DAMAGED', () => openPdf(concatBytes(latin1ToBytes('junk before the header\n'), good)));
    const shifted = minimalObjects(new PdfBuilder('polyglot\n%PDF-1.7\n')).table(trailer).build();
    assert.deepEqual(
      openPdf(shifted).warnings.map((warning) => warning.code),
      ['PDF_HEADER_OFFSET'],
    );
  });

  it('takes the version of the catalog when it is later', () => {
    const catalog = '<< /Type /Catalog /Version /1.3 /Pages 2 0 R >>';
    const earlier = minimalObjects(new PdfBuilder('%PDF-1.4\n')).object(1, catalog);
    assert.equal(openPdf(earlier.table(trailer).build()).version, '1.4');
    const later = minimalObjects(new PdfBuilder('%PDF-1.4\n')).object(
      1,
      '<< /Type /Catalog /Version /2.0 /Pages 2 0 R >>',
    );
    assert.equal(openPdf(later.table(trailer).build()).version, '2.0');
  });

  it('reads the structure of encrypted files and withholds their content', () => {
    const bytes = minimalObjects(new PdfBuilder())
      .object(4, '(secret)')
      .object(5, '<< /Filter /Standard /V 1 /R 2 /O (owner) /U (user) /P -4 >>')
      .stream(6, '', 'secret')
      .table(`${trailer} /Encrypt 5 0 R`)
      .build();
    const document = openPdf(bytes);
    assert.isTrue(document.encrypted);
    assert.equal(document.pages().length, 1);
    assertCode('PDF_ENCRYPTED', () => (document.get(PdfRef.of(4)) as PdfString).bytes);
    assertCode('PDF_ENCRYPTED', () => document.decode(document.get(PdfRef.of(6)) as PdfStream));
    assert.equal(textOf((document.get(PdfRef.of(5)) as PdfDict).get('O')), 'owner', 'the handler needs these');
  });

  it('names a revision that is not there', () => {
    assertCode('PDF_REVISION', () => openPdf(pdfWith('1')).at(1));
  });

  it('bounds chains of references', () => {
    const builder = minimalObjects(new PdfBuilder()).object(4, '5 0 R').object(5, '4 0 R').table(trailer);
    const document = openPdf(builder.build());
    assertCode('PDF_LIMIT', () => document.resolve(PdfRef.of(4)));
    assert.isNull(document.resolve(undefined));
    assertCode('PDF_DAMAGED', () => document.dictAt(PdfRef.of(77), 'form'));
    assertCode('PDF_DAMAGED', () => document.arrayAt(document.catalog, 'kids'));
  });

  it('parses nothing before it is asked for', () => {
    const document = openPdf(pdfWith('<< /Broken'));
    assert.equal(document.pages().length, 1);
    assertCode('PDF_DAMAGED', () => document.get(PdfRef.of(4)));
  });
});

/** Two sections of one save in the order of Annex F; `first` is the first object of the file. */
function linearizedFile(first: string): Uint8Array {
  const row = (offset: number) => `${String(offset).padStart(10, '0')} 00000 n \n`;
  const compose = (offsets: {
    main: number;
    first: number;
    objects: number[];
  }): { text: string; seen: typeof offsets } => {
    let text = '%PDF-1.7\n';
    const objects: number[] = [];
    const object = (num: number, body: string) => {
      objects[num] = text.length;
      text += `${num} 0 obj\n${body}\nendobj\n`;
    };
    object(4, first);
    const firstAt = text.length;
    text += `xref\n3 2\n${row(offsets.objects[3] ?? 0)}${row(offsets.objects[4] ?? 0)}`;
    const main = String(offsets.main).padStart(6);
    text += `trailer\n<< /Size 5 /Root 1 0 R /Prev ${main} >>\nstartxref\n0\n%%EOF\n`;
    object(3, '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>');
    object(1, '<< /Type /Catalog /Pages 2 0 R >>');
    object(2, '<< /Type /Pages /Kids [3 0 R] /Count 1 >>');
    const mainAt = text.length;
    text += `xref\n0 3\n0000000000 65535 f \n${row(offsets.objects[1] ?? 0)}${row(offsets.objects[2] ?? 0)}`;
    text += `trailer\n<< /Size 3 >>\nstartxref\n${firstAt}\n%%EOF\n`;
    return { text, seen: { main: mainAt, first: firstAt, objects } };
  };
  const { seen } = compose({ main: 0, first: 0, objects: [] });
  return latin1ToBytes(compose(seen).text);
}
