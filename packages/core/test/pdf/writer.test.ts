import { assert } from 'chai';

import {
  bytesToLatin1,
  concatBytes,
  equalBytes,
  joinParts,
  latin1ToBytes,
  type Part,
  type Parts,
} from '@cinnabar/core/bytes';
import {
  IncrementalWriter,
  openPdf,
  PdfDict,
  PdfName,
  PdfRef,
  PdfStream,
  PdfString,
  PdfVerbatim,
} from '@cinnabar/core/pdf';

import { ByteSink } from '../../src/pdf/serialize.ts';
import { writeXrefStream, writeXrefTable } from '../../src/pdf/xref-writer.ts';
import { assertCode } from './assert-code.ts';
import { minimalObjects, PdfBuilder, pdfWith } from './pdf-builder.ts';

const id = '/ID [<00112233445566778899aabbccddeeff> <ffeeddccbbaa99887766554433221100>]';
const trailer = `/Root 1 0 R /Size 9 /Info << /Title (kept) >> /Custom [1 2] ${id}`;

const inputs: Record<string, () => Uint8Array> = {
  table: () => minimalObjects(new PdfBuilder()).object(4, '(old)').table(trailer).build(),
  stream: () => minimalObjects(new PdfBuilder()).object(4, '(old)').xrefStream(8, trailer).build(),
  hybrid: () => minimalObjects(new PdfBuilder()).objectStream(5, { 4: '(old)' }).table(trailer, { hidden: 6 }).build(),
};

function increment(parts: Parts<Part>): string {
  assert.equal(parts.length, 2);
  return bytesToLatin1(parts[1] as Uint8Array);
}

function idOf(dict: PdfDict): string[] {
  return (dict.get('ID') as PdfString[]).map((string) => bytesToLatin1(string.bytes));
}

describe('pdf incremental writer (ISO 32000-2 §7.5.6)', () => {
  for (const [form, input] of Object.entries(inputs)) {
    it(`updates a file with cross-reference ${form}`, () => {
      const bytes = input();
      const document = openPdf(bytes);
      const writer = new IncrementalWriter(document);
      writer.set(PdfRef.of(4), PdfString.text('新'));
      const added = writer.add(new PdfDict({ Type: PdfName.of('Extra'), Old: PdfRef.of(4) }));
      const stream = writer.add(PdfStream.flate(new PdfDict(), latin1ToBytes('0 0 m')));
      const { parts } = writer.write();

      assert.strictEqual(parts[0], bytes, 'the original itself, not a copy');
      const result = joinParts(parts);
      assert.isTrue(equalBytes(result.subarray(0, bytes.length), bytes));

      const updated = openPdf(result);
      assert.deepEqual(updated.warnings, []);
      assert.equal((updated.get(PdfRef.of(4)) as PdfString).toText(), '新');
      assert.strictEqual((updated.get(added) as PdfDict).get('Old'), PdfRef.of(4));
      assert.equal(bytesToLatin1(updated.decode(updated.get(stream) as PdfStream)), '0 0 m');
      assert.equal(updated.pages().length, 1);

      const [before, after] = updated.revisions;
      assert.equal(updated.revisions.length, 2);
      assert.equal(before?.endOffset, bytes.length);
      assert.equal(after?.endOffset, result.length);
      assert.equal(after?.xrefForm, form === 'stream' ? 'stream' : 'table');
      assert.equal((updated.at(0).get(PdfRef.of(4)) as PdfString).toText(), 'old');

      assert.equal(updated.trailer.get('Prev'), before?.startxref);
      assert.isFalse(updated.trailer.has('XRefStm'));
      assert.deepEqual(updated.trailer.get('Custom'), [1, 2]);
      assert.equal(((updated.trailer.get('Info') as PdfDict).get('Title') as PdfString).toText(), 'kept');
      assert.equal(idOf(updated.trailer)[0], idOf(document.trailer)[0], 'the permanent identifier');
      assert.notEqual(idOf(updated.trailer)[1], idOf(document.trailer)[1], 'the changing identifier');
      const expected = [4, added.num, stream.num, ...(form === 'stream' ? [stream.num + 1] : [])];
      assert.deepEqual(after?.entries, expected, 'nothing but what changed');
    });
  }

  it('writes table rows of exactly 20 bytes, in runs of consecutive numbers', () => {
    const writer = new IncrementalWriter(openPdf(inputs['table']?.() as Uint8Array));
    for (const num of [4, 2, 1]) writer.set(PdfRef.of(num), writer.get(PdfRef.of(num)));
    const text = increment(writer.write().parts);
    const table = text.slice(text.indexOf('xref\n') + 5, text.indexOf('trailer'));
    assert.match(table, /^1 2\n(\d{10} 00000 n \n){2}4 1\n\d{10} 00000 n \n$/);
    assert.notInclude(text, '65535', 'the free list is untouched');
  });

  it('writes the same bytes every time, others for other content', () => {
    const write = (text: string): string => {
      const writer = new IncrementalWriter(openPdf(inputs['table']?.() as Uint8Array));
      writer.set(PdfRef.of(4), PdfString.text(text));
      const first = increment(writer.write().parts);
      assert.equal(increment(writer.write().parts), first);
      return first;
    };
    assert.equal(write('a'), write('a'));
    const ids = ['a', 'b', 'c'].map((text) => /\/ID \[<\w+> <(\w+)>/.exec(write(text))?.[1]);
    assert.equal(new Set(ids).size, 3);
    for (const value of ids) assert.match(value ?? '', /^[0-9a-f]{32}$/);
  });

  it('makes file identifiers where there are none', () => {
    const writer = new IncrementalWriter(openPdf(pdfWith('null')));
    writer.add(1);
    const [first, second] = idOf(openPdf(joinParts(writer.write().parts)).trailer);
    assert.equal(first?.length, 16);
    assert.equal(second?.length, 16);
  });

  it('tells where verbatim parts stand', () => {
    const bytes = pdfWith('null');
    const writer = new IncrementalWriter(openPdf(bytes));
    const range = new PdfVerbatim(latin1ToBytes('[0 0000000000 0000000000 0000000000]'));
    const contents = new PdfVerbatim(latin1ToBytes(`<${'0'.repeat(64)}>`));
    writer.add(new PdfDict({ Type: PdfName.of('Sig'), ByteRange: range, Contents: contents }));
    const written = writer.write();
    const result = joinParts(written.parts);
    for (const part of [range, contents]) {
      const { start, end } = written.positionOf(part);
      assert.deepEqual(result.slice(start, end), part.text);
    }
    assert.equal(bytesToLatin1(result.subarray(written.positionOf(contents).start - 10)).slice(0, 10), '/Contents ');
    assertCode('PDF_WRITE', () => written.positionOf(new PdfVerbatim(range.text)));
  });

  it('begins on a fresh line whatever the file ends with', () => {
    const bytes = pdfWith('null');
    for (const ending of [bytes.subarray(0, bytes.length - 1), bytes, concatBytes(bytes, latin1ToBytes('\r'))]) {
      const writer = new IncrementalWriter(openPdf(ending));
      const ref = writer.add(7);
      const updated = openPdf(joinParts(writer.write().parts));
      assert.equal(updated.get(ref), 7);
      const before = joinParts([updated.source])[(updated.objectOffset(ref) ?? 0) - 1];
      assert.include([0x0a, 0x0d], before);
    }
  });

  it('writes nothing when nothing changed', () => {
    const bytes = pdfWith('null');
    const writer = new IncrementalWriter(openPdf(bytes));
    writer.allocate();
    assert.deepEqual(writer.write().parts, [bytes]);
  });

  it('keeps generations and refuses objects that do not exist', () => {
    const bytes = minimalObjects(new PdfBuilder())
      .object(4, '(old)', 3)
      .row(5, { type: 0, second: 0, third: 1 })
      .table('/Root 1 0 R /Size 6')
      .build();
    const writer = new IncrementalWriter(openPdf(bytes));
    writer.set(PdfRef.of(4, 3), 44);
    for (const ref of [PdfRef.of(4), PdfRef.of(5, 1), PdfRef.of(5), PdfRef.of(6), PdfRef.of(99)]) {
      assertCode('PDF_WRITE', () => writer.set(ref, 1), ref.toString());
    }
    assert.equal(openPdf(joinParts(writer.write().parts)).get(PdfRef.of(4, 3)), 44);
    assert.equal(writer.allocate().num, 6, 'a number beyond all others');
  });

  it('sees pending objects, and lets trailer entries be set', () => {
    const writer = new IncrementalWriter(openPdf(pdfWith('(old)')));
    writer.set(PdfRef.of(4), null);
    assert.isNull(writer.get(PdfRef.of(4)));
    const info = writer.add(new PdfDict({ Title: PdfString.text('t') }));
    writer.setTrailerEntry('Info', info);
    assertCode('PDF_WRITE', () => writer.setTrailerEntry('Prev', 1));
    assert.strictEqual(openPdf(joinParts(writer.write().parts)).trailer.get('Info'), info);
  });

  it('updates an update, ten times over', () => {
    let bytes = inputs['stream']?.() as Uint8Array;
    for (let i = 1; i <= 10; i++) {
      const writer = new IncrementalWriter(openPdf(bytes));
      writer.set(PdfRef.of(4), i);
      bytes = joinParts(writer.write().parts);
    }
    const document = openPdf(bytes);
    assert.deepEqual(
      document.revisions.map((_, i) => i && document.at(i).get(PdfRef.of(4))),
      [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
    );
  });

  it('refuses offsets that a row of ten digits cannot hold', () => {
    const objects = (offset: number) => [{ ref: PdfRef.of(1), offset }];
    const write = (offset: number) => writeXrefTable(new ByteSink(), objects(offset), new PdfDict());
    write(9_999_999_999);
    assertCode('PDF_LIMIT', () => write(10_000_000_000));
    const own = (offset: number) => ({ ref: PdfRef.of(2), offset });
    const sink = new ByteSink();
    writeXrefStream(sink, objects(9_999_999_998), new PdfDict({ Size: 2 }), own(9_999_999_999));
    assert.include(bytesToLatin1(sink.view()), '/W [1 5 2]');
    assert.include(bytesToLatin1(sink.view()), '\x01\x02\x54\x0b\xe3\xfe');
    assertCode('PDF_LIMIT', () => writeXrefStream(sink, objects(0), new PdfDict({ Size: 2 }), own(10_000_000_000)));
  });

  it('refuses encrypted files', () => {
    const bytes = minimalObjects(new PdfBuilder())
      .table('/Root 1 0 R /Size 4 /Encrypt << /Filter /Standard >>')
      .build();
    assertCode('PDF_ENCRYPTED', () => new IncrementalWriter(openPdf(bytes)));
  });
});
