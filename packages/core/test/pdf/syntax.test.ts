import { assert } from 'chai';

import { bytesToLatin1, concatBytes, latin1ToBytes } from '@cinnabar/core/bytes';
import { isCinnabarError } from '@cinnabar/core/error';
import {
  openPdf,
  PdfDict,
  PdfName,
  PdfRef,
  PdfStream,
  PdfString,
  serializeObject,
  type PdfObject,
} from '@cinnabar/core/pdf';

import { assertCode } from './assert-code.ts';
import { pdfWith } from './pdf-builder.ts';

function parse(text: string): PdfObject {
  return openPdf(pdfWith(text)).get(PdfRef.of(4));
}

function parseString(text: string): string {
  const object = parse(text);
  assert.instanceOf(object, PdfString);
  return bytesToLatin1((object as PdfString).bytes);
}

describe('pdf syntax (ISO 32000-2 §7.2, §7.3)', () => {
  it('reads numbers in every legal spelling', () => {
    const legal: [string, number][] = [
      ['0', 0],
      ['+17', 17],
      ['-98', -98],
      ['34.5', 34.5],
      ['+.5', 0.5],
      ['-.002', -0.002],
      ['4.', 4],
      ['-0', 0],
      ['00012', 12],
      ['0.7117971179711797117971', 0.7117971179711797],
      ['1234567890123456', 1234567890123456],
    ];
    for (const [text, value] of legal) assert.strictEqual(parse(text), value, text);
  });

  it('refuses what is no number', () => {
    for (const text of ['--1', '+', '.', '1.2.3', '4e5', '1-2', '0x10', '9'.repeat(400)]) {
      assertCode('PDF_DAMAGED', () => parse(text), text);
    }
  });

  it('resolves escapes of literal strings (§7.3.4.2)', () => {
    assert.equal(parseString('(a (nested (deep)) b)'), 'a (nested (deep)) b');
    assert.equal(parseString('(\\n\\r\\t\\b\\f\\(\\)\\\\\\q)'), '\n\r\t\b\f()\\q');
    assert.equal(parseString('(\\0053 \\53 \\5x \\377\\400)'), '\x053 + \x05x \xff\x00');
    assert.equal(parseString('(one\\\ntwo\\\r\nthree)'), 'onetwothree');
    assert.equal(parseString('(a\r\nb\rc\nd)'), 'a\nb\nc\nd');
    assert.equal(parseString('()'), '');
  });

  it('reads hexadecimal strings with space and an odd digit (§7.3.4.3)', () => {
    assert.equal(parseString('<48 65\n6C 6c6F>'), 'Hello');
    assert.equal(parseString('<901FA>'), '\x90\x1f\xa0');
    assert.equal(parseString('<>'), '');
    assertCode('PDF_DAMAGED', () => parse('<4G>'));
    assert.isTrue((parse('<41>') as PdfString).hex);
  });

  it('reads names with number signs and interns them (§7.3.5)', () => {
    assert.strictEqual(parse('/A#42'), PdfName.of('AB'));
    assert.strictEqual(parse('/paired#28#29parentheses'), PdfName.of('paired()parentheses'));
    assert.strictEqual(parse('/A;Name_With-Various***Characters?'), PdfName.of('A;Name_With-Various***Characters?'));
    assert.strictEqual(parse('/ '), PdfName.of(''));
    assert.strictEqual(parse('/C#x'), PdfName.of('C#x'));
  });

  it('tells references from numbers', () => {
    assert.deepEqual(parse('[1 2 3 0 R 4 5 R]'), [1, 2, PdfRef.of(3), PdfRef.of(4, 5)]);
    assert.strictEqual(PdfRef.of(4, 5), PdfRef.of(4, 5));
    assert.equal(PdfRef.of(12).toString(), '12 0 R');
    assert.deepEqual(parse('[7 % comment\n0 %another\r R]'), [PdfRef.of(7)]);
    for (const wrong of ['[1 0 Rx]', '[99999999 0 R]', '[1 70000 R]'])
      assertCode('PDF_DAMAGED', () => parse(wrong), wrong);
  });

  it('reads dictionaries, drops null entries and reports duplicate keys', () => {
    const dict = parse('<</A 1/B<</C[/D(e)]>>/N null% gone\n/A 2>>') as PdfDict;
    assert.deepEqual([...dict.map.keys()], ['A', 'B']);
    assert.equal(dict.get('A'), 2);
    assert.deepEqual(dict.duplicateKeys, ['A']);
    assert.deepEqual((parse('<< /A 1 >>') as PdfDict).duplicateKeys, []);
    assert.deepEqual((parse('<< /A null /A 1 >>') as PdfDict).duplicateKeys, ['A']);
  });

  it('refuses malformed objects', () => {
    const malformed = [
      '<< /A >>',
      '<< (a) 1 >>',
      '[1 2',
      '<< /A 1',
      '(open',
      '<41',
      'True',
      'nul',
      '1 2',
      '>>',
      ')',
      '}',
    ];
    for (const text of malformed) assertCode('PDF_DAMAGED', () => parse(text), text);
  });

  it('bounds nesting', () => {
    const deep = `${'['.repeat(5000)}${']'.repeat(5000)}`;
    assertCode('PDF_LIMIT', () => parse(deep));
    assertCode('PDF_LIMIT', () => parse(`${'<</A'.repeat(5000)} 1 ${'>>'.repeat(5000)}`));
    assert.isArray(parse(`${'['.repeat(90)}${']'.repeat(90)}`));
  });

  it('knows where each string stands in the file', () => {
    const bytes = pdfWith('<< /Contents <0000> /T (x\\)y) >>');
    const dict = openPdf(bytes).get(PdfRef.of(4)) as PdfDict;
    const spelling = (key: string): string => {
      const { source } = dict.get(key) as PdfString;
      return bytesToLatin1(bytes.subarray(source?.start, source?.end));
    };
    assert.equal(spelling('Contents'), '<0000>');
    assert.equal(spelling('T'), '(x\\)y)');
  });

  it('takes streams by their length only, as views of the file', () => {
    const bytes = pdfWith('<< /Length 16 >>\nstream\r\nendstream endobj\nendstream');
    const stream = openPdf(bytes).get(PdfRef.of(4)) as PdfStream;
    assert.equal(bytesToLatin1(stream.data), 'endstream endobj');
    assert.strictEqual(stream.data.buffer, bytes.buffer);
    for (const wrong of [
      '<< /Length 3 >>\nstream\nabcdef\nendstream',
      '<< /Length 99999 >>\nstream\nabcdef\nendstream',
      '<< /Length -1 >>\nstream\nabcdef\nendstream',
      '<< /Length 2 /Length 6 >>\nstream\nabcdef\nendstream',
      '<< /Length (6) >>\nstream\nabcdef\nendstream',
      '<< >>\nstream\nabcdef\nendstream',
      '<< /Length 4 0 R >>\nstream\nabcdef\nendstream',
      '<< /Length 6 >>\nstream\rabcdef\nendstream',
    ]) {
      assertCode('PDF_DAMAGED', () => openPdf(pdfWith(wrong)).get(PdfRef.of(4)), wrong);
    }
  });

  it('writes every object so that it reads back the same', () => {
    const objects = [
      'null',
      'true',
      '-12.5',
      '/A#20name#2f#23#e9',
      '(par(en)s \\\\ \\r\\n \\) \\000\\377)',
      '<00ff10>',
      '[1 [2 0 R] <</K /V>> null]',
      '<</Z 1/A[(x)]/Sub<</B false>>>>',
    ];
    for (const text of objects) {
      const first = parse(text);
      const written = serializeObject(first);
      const again = openPdf(pdfWith(written)).get(PdfRef.of(4));
      assert.deepEqual(serializeObject(again), written, text);
      if (first instanceof PdfString) assert.deepEqual((again as PdfString).bytes, first.bytes);
      else if (!(first instanceof PdfDict)) assert.deepEqual(again, first, text);
    }
    const stream = new PdfStream(new PdfDict({ Length: PdfRef.of(9) }), latin1ToBytes('a\nb'));
    assert.equal(bytesToLatin1(serializeObject(stream)), '<< /Length 3 >>\nstream\na\nb\nendstream');
  });

  it('escapes what a name cannot hold as it is', () => {
    const spelled = bytesToLatin1(serializeObject(PdfName.of('A#42 (b)/\xe9')));
    assert.equal(spelled, '/A#2342#20#28b#29#2f#e9');
    assertCode('PDF_NAME', () => serializeObject(PdfName.of('印')));
  });

  it('writes numbers without exponents', () => {
    const written = (value: number): string => bytesToLatin1(serializeObject(value));
    assert.equal(written(1e21), '1000000000000000000000');
    assert.equal(written(1e-7), '0.0000001');
    assert.equal(written(-1e-12), '0');
    assert.equal(written(-0), '0');
    assert.equal(written(595.303937007874), '595.303937007874', 'as read');
    assertCode('PDF_NUMBER', () => written(NaN));
  });

  it('converts text strings both ways (§7.9.2.2)', () => {
    assert.deepEqual(PdfString.text('Plain (1)').bytes, latin1ToBytes('Plain (1)'));
    assert.deepEqual(PdfString.text('王').bytes, Uint8Array.of(0xfe, 0xff, 0x73, 0x8b));
    for (const text of ['Plain', '王𬭎', 'é€', 'tab\tline\n']) assert.equal(PdfString.text(text).toText(), text);
    assert.equal(new PdfString(Uint8Array.of(0xef, 0xbb, 0xbf, 0xe7, 0x8e, 0x8b)).toText(), '王');
    assert.equal(new PdfString(Uint8Array.of(0x80, 0x41, 0xa0, 0xe9, 0x18)).toText(), '•A€é˘');
    const language = concatBytes(Uint8Array.of(0xfe, 0xff, 0, 0x1b, 0, 0x65, 0, 0x6e, 0, 0x1b, 0, 0x41));
    assert.equal(new PdfString(language).toText(), 'A');
  });

  it('throws nothing but its own errors', () => {
    try {
      parse('<< /A');
      assert.fail('no error');
    } catch (error) {
      assert.isTrue(isCinnabarError(error));
    }
  });
});
