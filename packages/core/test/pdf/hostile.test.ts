import { assert } from 'chai';

import { bytesToLatin1, latin1ToBytes } from '@cinnabar/core/bytes';
import { isCinnabarError } from '@cinnabar/core/error';
import { openPdf, PdfRef, PdfString, type PdfDocument, type PdfLimits } from '@cinnabar/core/pdf';

import { minimalObjects, PdfBuilder, pdfWith } from './pdf-builder.ts';
import { walk } from './walk.ts';

const trailer = '/Root 1 0 R /Size 12 /ID [<00> <01>]';
const content = 'BT /F1 12 Tf (Hello) Tj ET';

/** Small files of every form, dense with what mutations can hit. */
const seeds: Record<string, () => Uint8Array> = {
  table: () =>
    minimalObjects(new PdfBuilder())
      .object(4, '<< /A [1 (two) <03> 4.5 /Five 2 0 R] /B << /C null /D true >> >>')
      .stream(5, '', content)
      .table(trailer)
      .object(4, '(updated)')
      .table(trailer)
      .build(),
  stream: () =>
    new PdfBuilder()
      .objectStream(5, {
        1: '<< /Type /Catalog /Pages 2 0 R >>',
        2: '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
        3: '<< /Type /Page /MediaBox [0 0 595 842] /Contents 7 0 R >>',
      })
      .stream(7, '/DecodeParms << /Predictor 12 /Columns 4 >> /Filter [/AHx]', `${content}>`)
      .xrefStream(6, trailer)
      .object(7, '[(updated)]')
      .xrefStream(8, trailer)
      .build(),
  hybrid: () =>
    minimalObjects(new PdfBuilder()).objectStream(5, { 4: '(hidden)' }).table(trailer, { hidden: 6 }).build(),
};

const tokens = [
  '<<', '>>', '[', ']', '(', ')', '<', '>', '/', '%', ' ', '\n', '0', '9999999999', '-1', '4294967296', '1 0 R', '3 0 R',
  '65535', 'obj', 'endobj', 'stream', 'endstream', 'xref', 'trailer', 'startxref', '/Prev 9', '/Length 5', '/Kids',
  '/Size 1', '/W [8 8 8]', '/Index [0 99999]', '/Filter /FlateDecode', '/Type', 'null', '\x00', '\xff',
]; // prettier-ignore

/** Mulberry32: the same cases every run. */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

function mutate(bytes: Uint8Array, pick: (below: number) => number): Uint8Array {
  let text = bytesToLatin1(bytes);
  for (let count = 1 + pick(3); count > 0; count--) {
    const at = pick(text.length);
    const token = tokens[pick(tokens.length)] as string;
    switch (pick(6)) {
      case 0: // one bit
        text = text.slice(0, at) + String.fromCharCode(text.charCodeAt(at) ^ (1 << pick(8))) + text.slice(at + 1);
        break;
      case 1: // a token over what stood there
        text = text.slice(0, at) + token + text.slice(at + token.length);
        break;
      case 2: // a token in between
        text = text.slice(0, at) + token + text.slice(at);
        break;
      case 3: // a piece removed
        text = text.slice(0, at) + text.slice(at + pick(40));
        break;
      case 4: // a piece repeated
        text = text.slice(0, at) + text.slice(Math.max(0, at - pick(200)));
        break;
      default: // another number
        text = replaceNumber(text, pick);
    }
  }
  return latin1ToBytes(text);
}

function replaceNumber(text: string, pick: (below: number) => number): string {
  const numbers = [...text.matchAll(/\d+/g)];
  const chosen = numbers[pick(Math.max(1, numbers.length))];
  if (!chosen) return text;
  const value = [String(pick(20)), String(pick(text.length)), '0', '99999999'][pick(4)] as string;
  return text.slice(0, chosen.index) + value + text.slice(chosen.index + chosen[0].length);
}

describe('pdf hostile input', () => {
  for (const [form, seed] of Object.entries(seeds)) {
    it(`takes 1,500 mutations of a file with cross-reference ${form}: typed errors, in time`, () => {
      const bytes = seed();
      walk(openPdf(bytes));
      const pick = random(form.length * 7919);
      const outcomes = { read: 0, refused: 0 };
      for (let i = 0; i < 1500; i++) {
        const mutant = mutate(bytes, pick);
        const started = performance.now();
        try {
          walk(openPdf(mutant));
          outcomes.read++;
        } catch (error) {
          if (!isCinnabarError(error)) throw new Error(`case ${i} threw ${String(error)}`, { cause: error });
          assert.match(error.code, /^PDF_/);
          outcomes.refused++;
        }
        assert.isBelow(performance.now() - started, 1000, `case ${i}, milliseconds`);
      }
      // Both happen, or the mutations are too wild or too tame to mean anything.
      assert.isAbove(outcomes.read, 50);
      assert.isAbove(outcomes.refused, 300);
    });
  }

  it('survives every truncation', () => {
    for (const seed of Object.values(seeds)) {
      const bytes = seed();
      for (let length = 0; length < bytes.length; length += 3) {
        try {
          walk(openPdf(bytes.subarray(0, length)));
        } catch (error) {
          if (!isCinnabarError(error)) throw error;
        }
      }
    }
  });

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
