import { assert } from 'chai';
import { deflateSync, zlibSync } from 'fflate';

import { bytesToLatin1, concatBytes, hexToBytes, latin1ToBytes } from '@cinnabar/core/bytes';
import { openPdf, PdfDict, PdfName, PdfStream, type PdfLimits, type PdfObject } from '@cinnabar/core/pdf';

import { assertCode } from './assert-code.ts';
import { pdfWith } from './pdf-builder.ts';

function decode(data: Uint8Array, entries: Record<string, PdfObject>, limits: Partial<PdfLimits> = {}): Uint8Array {
  return openPdf(pdfWith('null'), { limits }).decode(new PdfStream(new PdfDict(entries), data));
}

function filtered(filter: string, data: Uint8Array, parameters?: Record<string, PdfObject>): Uint8Array {
  const entries: Record<string, PdfObject> = { Filter: PdfName.of(filter) };
  if (parameters) entries['DecodeParms'] = new PdfDict(parameters);
  return decode(data, entries);
}

const text = latin1ToBytes('Hello, hello, hello – no: hello again. '.replace('–', '-').repeat(40));

describe('pdf stream filters (ISO 32000-2 §7.4)', () => {
  it('undoes FlateDecode, whatever follows the compressed data', () => {
    assert.deepEqual(filtered('FlateDecode', zlibSync(text)), text);
    assert.deepEqual(filtered('Fl', concatBytes(zlibSync(text, { level: 0 }), latin1ToBytes('\r\n'))), text);
    assert.deepEqual(decode(text, {}), text);
    assert.deepEqual(filtered('FlateDecode', zlibSync(new Uint8Array())), new Uint8Array());
  });

  it('round-trips a stream larger than one inflation step', () => {
    const noise = new Uint8Array(300_000);
    for (let i = 0, state = 1; i < noise.length; i++) {
      state = (Math.imul(state, 1103515245) + 12345) >>> 0;
      noise[i] = state >> 16;
    }
    const stream = PdfStream.flate(new PdfDict({ DecodeParms: null }), noise);
    assert.isFalse(stream.dict.has('DecodeParms'));
    assert.deepEqual(openPdf(pdfWith('null')).decode(stream), noise);
  });

  it('refuses malformed and cut-off compressed data', () => {
    const good = zlibSync(text);
    const wrongCheck = good.slice();
    wrongCheck[1] = (good[1] as number) ^ 1;
    for (const bad of [
      wrongCheck,
      new Uint8Array(),
      good.subarray(0, good.length / 2),
      deflateSync(text),
      hexToBytes('789c0000'),
    ]) {
      assertCode('PDF_DAMAGED', () => filtered('FlateDecode', bad));
    }
  });

  it('stops decompression bombs near the budget', () => {
    const bomb = zlibSync(new Uint8Array(10 << 20));
    const limits = { streamBytes: 1 << 20 };
    assertCode('PDF_LIMIT', () => decode(bomb, { Filter: PdfName.of('FlateDecode') }, limits));
    const twice = { Filter: [PdfName.of('FlateDecode'), PdfName.of('FlateDecode')] };
    assertCode('PDF_LIMIT', () => decode(zlibSync(bomb), twice, limits));
    assert.equal(decode(bomb, { Filter: PdfName.of('FlateDecode') }).length, 10 << 20);
  });

  it('undoes every PNG predictor', () => {
    const [columns, colors, rows] = [7, 3, 25];
    const plain = new Uint8Array(columns * colors * rows).map((_, i) => (i * i * 37 + i * 11) >> 3);
    const encoded = zlibSync(pngEncode(plain, columns * colors, colors));
    for (const predictor of [10, 12, 15]) {
      const parameters = { Predictor: predictor, Colors: colors, Columns: columns };
      assert.deepEqual(filtered('FlateDecode', encoded, parameters), plain);
    }
    assertCode('PDF_DAMAGED', () => filtered('FlateDecode', zlibSync(hexToBytes('0500')), { Predictor: 15 }));
  });

  it('undoes TIFF predictors of 1, 8 and 16 bits', () => {
    const tiff = (hex: string, parameters: Record<string, PdfObject>) => [
      ...filtered('FlateDecode', zlibSync(hexToBytes(hex)), { Predictor: 2, ...parameters }),
    ];
    assert.deepEqual(tiff('0102ff', { Columns: 3 }), [1, 3, 2]);
    assert.deepEqual(tiff('0a0b0101', { Columns: 2, Colors: 2 }), [10, 11, 11, 12]);
    assert.deepEqual(tiff('00ff0002', { Columns: 2, BitsPerComponent: 16 }), [0, 255, 1, 1]);
    assert.deepEqual(
      tiff('0001000200010001', { Columns: 2, Colors: 2, BitsPerComponent: 16 }),
      [0, 1, 0, 2, 0, 2, 0, 3],
    );
    assert.deepEqual(tiff('c0', { Columns: 8, BitsPerComponent: 1 }), [0x80]);
  });

  it('refuses predictors that make no sense', () => {
    const data = zlibSync(text);
    assertCode('PDF_UNSUPPORTED', () => filtered('FlateDecode', data, { Predictor: 7 }));
    for (const parameters of [{ Columns: 0 }, { Columns: 1e12 }, { Colors: -1 }, { BitsPerComponent: 3 }]) {
      assertCode('PDF_DAMAGED', () => filtered('FlateDecode', data, { Predictor: 12, ...parameters }));
    }
  });

  it('undoes ASCIIHexDecode and ASCII85Decode', () => {
    assert.equal(bytesToLatin1(filtered('ASCIIHexDecode', latin1ToBytes('48 65 6c\n6C6f7>ignored'))), 'Hellop');
    assertCode('PDF_DAMAGED', () => filtered('AHx', latin1ToBytes('4x>')));
    const ascii85 = latin1ToBytes('87cURD]i,"Ebo80~>');
    assert.equal(bytesToLatin1(filtered('ASCII85Decode', ascii85)), 'Hello World!');
    assert.deepEqual([...filtered('A85', latin1ToBytes('z!!~>'))], [0, 0, 0, 0, 0]);
    for (const bad of ['v~>', '!~>', 'uuuuu~>']) assertCode('PDF_DAMAGED', () => filtered('A85', latin1ToBytes(bad)));
  });

  it('undoes RunLengthDecode', () => {
    assert.deepEqual([...filtered('RunLengthDecode', Uint8Array.of(2, 1, 2, 3, 254, 9, 128, 7))], [1, 2, 3, 9, 9, 9]);
    assertCode('PDF_DAMAGED', () => filtered('RL', Uint8Array.of(5, 1)));
    assertCode('PDF_DAMAGED', () => filtered('RL', Uint8Array.of(200)));
  });

  it('undoes LZWDecode, the example of the standard and long runs', () => {
    assert.deepEqual(
      [...filtered('LZWDecode', hexToBytes('800b6050220c0c8501'))],
      [45, 45, 45, 45, 45, 65, 45, 45, 45, 66],
    );
    for (const earlyChange of [0, 1]) {
      const data = new Uint8Array(60_000).map((_, i) => (i * i) >> 7);
      const packed = lzw(data, earlyChange);
      assert.deepEqual(
        filtered('LZWDecode', packed, { EarlyChange: earlyChange }),
        data,
        `early change ${earlyChange}`,
      );
    }
    assertCode('PDF_DAMAGED', () => filtered('LZWDecode', hexToBytes('807fc0')));
  });

  it('applies filters in order, with indirect and missing parameters', () => {
    const data = latin1ToBytes(Array.from(zlibSync(text), (byte) => byte.toString(16).padStart(2, '0')).join(''));
    const filters = [PdfName.of('ASCIIHexDecode'), PdfName.of('FlateDecode')];
    assert.deepEqual(decode(data, { Filter: filters, DecodeParms: [null, null] }), text);
    assertCode('PDF_DAMAGED', () => decode(new Uint8Array(), { Filter: Array<PdfName>(20).fill(PdfName.of('AHx')) }));
    assertCode('PDF_DAMAGED', () => decode(data, { Filter: 12 }));
  });

  it('names what it does not read', () => {
    assertCode('PDF_UNSUPPORTED', () => filtered('DCTDecode', text));
    assertCode('PDF_UNSUPPORTED', () => filtered('Nonsense', text));
  });

  it('leaves decryption to whoever read the stream, and has it come first', () => {
    assert.equal(decode(text, { Filter: PdfName.of('Crypt') }), text);
    const filters = [PdfName.of('ASCIIHexDecode'), PdfName.of('Crypt')];
    assertCode('PDF_DAMAGED', () => decode(latin1ToBytes('00>'), { Filter: filters }));
  });
});

/** Applies the five filters of PNG (ISO/IEC 15948 §9) in turn, one per row. */
function pngEncode(plain: Uint8Array, rowBytes: number, pixelBytes: number): Uint8Array {
  const at = (row: number, column: number): number =>
    row < 0 || column < 0 ? 0 : (plain[row * rowBytes + column] as number);
  const output: number[] = [];
  for (let row = 0; row * rowBytes < plain.length; row++) {
    output.push(row % 5);
    for (let column = 0; column < rowBytes; column++) {
      const [a, b, c] = [at(row, column - pixelBytes), at(row - 1, column), at(row - 1, column - pixelBytes)];
      const nearest = [a, b, c].toSorted((x, y) => Math.abs(a + b - c - x) - Math.abs(a + b - c - y))[0] as number;
      const predicted = [0, a, b, Math.floor((a + b) / 2), nearest][row % 5] as number;
      output.push((at(row, column) - predicted) & 255);
    }
  }
  return Uint8Array.from(output);
}

/** A plain LZW encoder after §7.4.4.2, to test the decoder against. */
function lzw(data: Uint8Array, earlyChange: number): Uint8Array {
  const output: number[] = [];
  let held = 0n;
  let bits = 0;
  let table = new Map<string, number>();
  let next = 258;
  let width = 9;
  const emit = (code: number): void => {
    held = (held << BigInt(width)) | BigInt(code);
    for (bits += width; bits >= 8; bits -= 8) {
      output.push(Number((held >> BigInt(bits - 8)) & 255n));
    }
    held &= (1n << BigInt(bits)) - 1n;
  };
  const codeOf = (run: string): number => (run.length === 1 ? run.charCodeAt(0) : (table.get(run) as number));
  emit(256);
  let run = '';
  for (const byte of data) {
    const longer = run + String.fromCharCode(byte);
    if (longer.length === 1 || table.has(longer)) {
      run = longer;
      continue;
    }
    emit(codeOf(run));
    table.set(longer, next++);
    if (next + earlyChange > 1 << width && width < 12) width++;
    if (next === 4094) {
      emit(256);
      table = new Map();
      next = 258;
      width = 9;
    }
    run = String.fromCharCode(byte);
  }
  if (run) emit(codeOf(run));
  next++;
  if (next + earlyChange > 1 << width && width < 12) width++;
  emit(257);
  emit(0);
  return Uint8Array.from(output);
}
