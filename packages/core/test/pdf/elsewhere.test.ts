import { assert } from 'chai';

import {
  bytesToLatin1,
  latin1ToBytes,
  SourceError,
  sourceOfParts,
  storedSource,
  type ByteSource,
  type Part,
  type ReadBytes,
} from '@cinnabar/core/bytes';
import { CinnabarError, isCinnabarError } from '@cinnabar/core/error';
import {
  IncrementalWriter,
  openPdf,
  PdfRef,
  PdfString,
  serializeObject,
  unlockPdf,
  type PdfStream,
} from '@cinnabar/core/pdf';
import { collectFacts, verifyDocument } from '@cinnabar/core/verify';

import { loadBases } from '../fuzz/bases.ts';
import { withCorpus } from '../support/corpus.ts';
import { miser } from '../support/miser.ts';
import { assertCode } from './assert-code.ts';
import { corpusExpectations } from './corpus-expectations.ts';
import { minimalObjects, PdfBuilder, pdfWith } from './pdf-builder.ts';
import { walk } from './walk.ts';

const at = new Date('2026-11-22T08:00:00Z');

/** All there is to be known of a file: what reading all of it says, and what verifying it finds out. */
export async function everythingAbout(file: Part): Promise<unknown> {
  return { read: await reading(file), facts: await collectFacts(file, { at }) };
}

async function reading(file: Part): Promise<unknown> {
  try {
    const document = await unlockPdf(openPdf(file));
    return [walk(document), document.warnings];
  } catch (error) {
    if (!isCinnabarError(error)) throw error;
    return [error.code, error.message, error.details];
  }
}

/** In parts of 1 to `most` bytes. */
function inParts(bytes: Uint8Array, most: number): Part {
  const parts: Uint8Array[] = [];
  let seed = 7;
  for (let start = 0; start < bytes.length; start += (parts.at(-1) as Uint8Array).length) {
    seed = (Math.imul(seed, 1_103_515_245) + 12_345) & 0x7fffffff;
    parts.push(bytes.subarray(start, start + 1 + (seed % most)));
  }
  return sourceOfParts(parts);
}

function copyFrom(bytes: Uint8Array): ReadBytes {
  return (target, offset) => target.set(bytes.subarray(offset, offset + target.length));
}

describe('pdf files that are not in memory', () => {
  for (const path of Object.keys(corpusExpectations)) {
    it(
      `${path}: read and verified alike`,
      withCorpus(path, async (bytes) => {
        if (bytes.length > 3_000_000) return;
        const expected = await everythingAbout(bytes);
        assert.deepEqual(await everythingAbout(miser(bytes)), expected);
        assert.deepEqual(await everythingAbout(inParts(bytes, 3_000)), expected);
      }),
    );
  }

  it('are read alike wherever they are cut in two', async () => {
    const { bytes } = (await loadBases()).find(({ name }) => name === 'once') as { bytes: Uint8Array };
    const expected = await reading(bytes);
    for (let cut = 0; cut < bytes.length; cut += bytes.length - cut < 1_500 ? 1 : 37) {
      const halves = [bytes.subarray(0, cut), bytes.subarray(cut)];
      assert.deepEqual(await reading(sourceOfParts(halves)), expected, `cut at ${cut}`);
    }
  });

  const long = 2_000;
  const tokens: Record<string, string> = {
    'a number': `${'0'.repeat(300)}17`,
    'a number with decimals': `3.${'0'.repeat(300)}`,
    'a name': `/${'N'.repeat(1_000)}`,
    'a string': `(${'x'.repeat(long)}\\)${'y'.repeat(long)})`,
    'a hexadecimal string': `<${'4 1'.repeat(long)}>`,
    'a reference': `[4${' '.repeat(long)}0${' '.repeat(long)}R]`,
    'an array': `[${'1 '.repeat(long)}]`,
    'a dictionary': `${' '.repeat(long)}<< /A ${' '.repeat(long)}<</B(c)>> >>`,
    'a comment before the end': `7 %${'x'.repeat(long)}\n`,
  };
  for (const [what, text] of Object.entries(tokens)) {
    it(`are read as far as ${what} reaches, wherever that is`, () => {
      for (let before = 0; before <= 80; before++) {
        const bytes = pdfWith(' '.repeat(before) + text);
        const expected = serializeObject(openPdf(bytes).get(PdfRef.of(4)));
        assert.deepEqual(serializeObject(openPdf(miser(bytes)).get(PdfRef.of(4))), expected, `after ${before} spaces`);
      }
    });
  }

  it('are refused alike where an offset points into a number', async () => {
    const start = minimalObjects(new PdfBuilder()).length;
    const builder = minimalObjects(new PdfBuilder()).raw('14 0 obj\nnull\nendobj\n');
    const bytes = builder
      .row(4, { type: 1, second: start + 1, third: 0 })
      .table('/Root 1 0 R /Size 5')
      .build();
    const expected = await reading(bytes);
    assert.include(JSON.stringify(expected), 'not where the cross-reference says');
    assert.deepEqual(await reading(miser(bytes)), expected);
  });

  it('cost no more budget than those that are', () => {
    const bytes = pdfWith(`[${'1 '.repeat(9_000)}]`);
    for (const file of [bytes, miser(bytes)]) {
      assert.lengthOf(openPdf(file, { limits: { items: 9_050 } }).get(PdfRef.of(4)) as unknown[], 9_000);
      assert.throws(() => openPdf(file, { limits: { items: 8_900 } }).get(PdfRef.of(4)), /items/);
    }
  });

  /** `count` cross-reference streams, one inside the other: the data of all reach to the same place, `room` bytes on. */
  function nested(count: number, room = 50_000, after = ''): Uint8Array {
    const headLength = 200;
    const builder = minimalObjects(new PdfBuilder());
    const start = builder.length;
    const end = start + count * headLength + room;
    for (let i = 0; i < count; i++) {
      const prev = i === 0 ? '' : ` /Prev ${start + (i - 1) * headLength}`;
      const length = end - (start + (i + 1) * headLength);
      const head = `9 0 obj << /Type /XRef /W [1 4 1] /Index [0 1] /Size 10 /Root 1 0 R${prev} /Length ${length} >>`;
      builder.raw(`${head.padEnd(headLength - 8)} stream\n`);
    }
    const startxref = start + (count - 1) * headLength;
    return builder.raw(`${'\0'.repeat(room)}\nendstream endobj\n${after}startxref\n${startxref}\n%%EOF\n`).build();
  }

  it('are refused alike where their cross-reference streams lie inside each other', async () => {
    const bytes = nested(3);
    const expected = await reading(bytes);
    assert.include(JSON.stringify(expected), 'sections overlap');
    assert.deepEqual(await reading(miser(bytes)), expected);
    assert.deepEqual(await reading(storedSource(bytes.length, copyFrom(bytes))), expected);
  });

  it('are read a few times their size at most, however often their cross-reference streams overlap', async () => {
    const bytes = nested(200);
    const expected = await reading(bytes);
    assert.include(JSON.stringify(expected), 'PDF_LIMIT');
    let count = 0;
    const file = storedSource(bytes.length, (target, offset) => {
      copyFrom(bytes)(target, offset);
      count += target.length;
    });
    assert.deepEqual(await reading(file), expected);
    assert.isBelow(count, 20 * bytes.length);
  });

  /** A file whose object 4 has `hole` bytes of white space in the middle. */
  function withHole(before: string, hole: number, after: string): Uint8Array {
    const builder = minimalObjects(new PdfBuilder());
    builder.row(4, { type: 1, second: builder.length, third: 0 }).raw(`4 0 obj ${before}`);
    const from = builder.length;
    builder.length += hole;
    const rest = builder.raw(`${after} endobj\n`).table('/Root 1 0 R /Size 5').build();
    const bytes = new Uint8Array(rest.length + hole);
    bytes.set(rest.subarray(0, from));
    bytes.set(rest.subarray(from), from + hole);
    return bytes;
  }

  it('are refused alike where one object is so long that reading it would fill the memory', () => {
    const most = 1 << 27;
    const bytes = withHole('[', most, '1 ]');
    let longest = 0;
    const file = storedSource(bytes.length, (target, offset) => {
      copyFrom(bytes)(target, offset);
      longest = Math.max(longest, target.length);
    });
    for (const each of [bytes, file]) assertCode('PDF_LIMIT', () => openPdf(each).get(PdfRef.of(4)));
    assert.isAtMost(longest, most + 100_000);
  }).timeout(20_000);

  it('are refused alike where the data of a stream would fill the memory; how long they are is known unread', () => {
    const hole = (1 << 28) + 1;
    const bytes = withHole(`<< /Length ${hole} >> stream\n`, hole, '\nendstream');
    let count = 0;
    const file = storedSource(bytes.length, (target, offset) => {
      copyFrom(bytes)(target, offset);
      count += target.length;
    });
    for (const each of [bytes, file]) {
      const stream = openPdf(each).get(PdfRef.of(4)) as PdfStream;
      assert.equal(stream.rawLength, hole);
      assertCode('PDF_LIMIT', () => stream.data);
    }
    assert.isBelow(count, 200_000);
  });

  it('are not searched for the end of a revision again and again, where many end in one place', async () => {
    const bytes = nested(100, 100, `%${'x'.repeat(1_000_000)}\n`);
    let count = 0;
    const file = storedSource(bytes.length, (target, offset) => {
      copyFrom(bytes)(target, offset);
      count += target.length;
    });
    assert.deepEqual(await reading(file), await reading(bytes));
    assert.isBelow(count, 20 * bytes.length);
  });

  it('are held in memory no further than what was read of them is used', () => {
    const inner = '5 0 (inside)';
    const head = '<< /Type /ObjStm /N 1 /First 4 /Length 12 >>';
    const bytes = pdfWith(`${head}\nstream\n${inner}\nendstream`);
    for (const file of [miser(bytes), storedSource(bytes.length, copyFrom(bytes))]) {
      const { data } = openPdf(file).get(PdfRef.of(4)) as PdfStream;
      assert.equal(bytesToLatin1(data), inner);
      assert.equal(data.buffer.byteLength, inner.length);
    }
    const inMemory = openPdf(bytes).get(PdfRef.of(4)) as PdfStream;
    assert.strictEqual(inMemory.data.buffer, bytes.buffer, 'not copied');
  });

  it('are an error when less comes than was asked for, not a loop', () => {
    const bytes = pdfWith('(hello)');
    const short: ByteSource = {
      ...miser(bytes),
      window: (start, end) => ({ start, bytes: bytes.slice(start, Math.min(end, start + 20)) }),
    };
    assert.throws(() => openPdf(short), SourceError);
  });

  it('get no verdict when any of their bytes cannot be read, whatever the reason is called', async () => {
    const bases = await loadBases();
    for (const { bytes } of bases.filter(({ name }) => ['twice', 'sig-no-signed-attrs'].includes(name))) {
      let left = 1_000;
      const failing = (cause: Error): ByteSource =>
        storedSource(bytes.length, (target, offset) => {
          if (left-- === 0) throw cause;
          copyFrom(bytes)(target, offset);
        });
      await verifyDocument(failing(new Error()));
      const reads = 1_000 - left;
      assert.isAbove(reads, 1);
      for (const cause of [new Error('EIO'), new CinnabarError('PDF_DAMAGED', 'So says the source.')]) {
        for (let fails = 0; fails < reads; fails++) {
          left = fails;
          const outcome = await verifyDocument(failing(cause)).catch((error: unknown) => error);
          assert.instanceOf(outcome, SourceError, `read ${fails}`);
          assert.strictEqual((outcome as SourceError).cause, cause);
        }
      }
    }
  });

  it('are read where it is needed: of a large file a few blocks', () => {
    const image = `<< /Length 5000000 >>\nstream\n${'\0'.repeat(5_000_000)}\nendstream`;
    const bytes = pdfWith(image);
    let count = 0;
    const file = storedSource(bytes.length, (target, offset) => {
      target.set(bytes.subarray(offset, offset + target.length));
      count += target.length;
    });
    const document = openPdf(file);
    assert.lengthOf(document.pages(), 1);
    document.get(PdfRef.of(4));
    assert.isBelow(count, 100_000);
  });

  it('may be larger than any array: objects beyond four gigabytes are read and written', () => {
    const [body, hole] = ['%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n', 5_000_000_000];
    const pages = '2 0 obj\n<< /Type /Pages /Kids [] /Count 0 >>\nendobj\n';
    const row = (offset: number): string => `${String(offset).padStart(10, '0')} 00000 n \n`;
    const table = `xref\n0 3\n0000000000 65535 f \n${row(9)}${row(hole)}trailer\n<< /Size 3 /Root 1 0 R >>\n`;
    const tail = latin1ToBytes(`${pages}${table}startxref\n${hole + pages.length}\n%%EOF\n`);
    const head = latin1ToBytes(body);
    const holey = storedSource(hole + tail.length, (target, offset) => {
      target.fill(0x20);
      for (const [start, bytes] of [
        [0, head],
        [hole, tail],
      ] as const) {
        const [from, to] = [Math.max(offset, start), Math.min(offset + target.length, start + bytes.length)];
        if (from < to) target.set(bytes.subarray(from - start, to - start), from - offset);
      }
    });
    const document = openPdf(holey);
    assert.equal(document.objectOffset(PdfRef.of(2)), hole);
    const writer = new IncrementalWriter(document);
    const added = writer.add(PdfString.text('新'));
    const updated = openPdf(sourceOfParts(writer.write().parts));
    assert.equal((updated.get(added) as PdfString).toText(), '新');
    assert.deepEqual(updated.warnings, []);
    assert.lengthOf(updated.revisions, 2);
    assert.isAbove(updated.objectOffset(added) as number, hole);
  });
});
