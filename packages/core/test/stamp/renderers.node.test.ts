import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { joinParts } from '@cinnabar/core/bytes';
import type { FontSet } from '@cinnabar/core/font';
import { inkArtwork } from '@cinnabar/core/ink';
import { IncrementalWriter, openPdf, PdfDict, PdfName } from '@cinnabar/core/pdf';
import { roundSeal } from '@cinnabar/core/seal';
import { fillFields, prepareDocument, stampMarks, type PreparedField } from '@cinnabar/core/stamp';
import { assert } from 'chai';

import { withCorpus } from '../support/corpus.ts';
import { contractFonts } from '../support/fonts.ts';
import { handwriting } from '../support/handwriting.ts';
import { judge } from '../support/judges.ts';
import { extentOf, readPixmap, type Pixmap } from './pixmap.ts';
import { fieldOf, onePage } from './prepared.ts';

const values = {
  name: '王𬭎㛃䶮',
  address: '广东省广州市天河区花城大道88号801室',
  cantonese: '搭𨋢上嚟',
  note: '甲方（“公司”）与乙方约定：试用期六个月，工资 8,000 元/月。',
};

const fields: readonly PreparedField[] = [
  { type: 'text', name: 'name', page: 0, rect: { x: 60, y: 780, width: 150, height: 18 }, value: values.name },
  { type: 'text', name: 'address', page: 0, rect: { x: 60, y: 750, width: 240, height: 18 } },
  { type: 'text', name: 'cantonese', page: 0, rect: { x: 60, y: 720, width: 240, height: 18 } },
  { type: 'text', name: 'note', page: 0, rect: { x: 60, y: 640, width: 180, height: 60 }, multiline: true },
  { type: 'signature', name: 'sig-employer', widgets: [{ page: 0, rect: { x: 60, y: 450, width: 160, height: 150 } }] },
  { type: 'signature', name: 'sig-worker', widgets: [{ page: 0, rect: { x: 300, y: 480, width: 170, height: 60 } }] },
];

/** A contract with every kind of field filled and marked, in two updates. */
async function signedLook(bytes: Uint8Array, fonts: FontSet): Promise<Uint8Array> {
  const document = openPdf(joinParts(await prepareDocument(bytes, fields, fonts)));
  const writer = new IncrementalWriter(document);
  const { address, cantonese, note } = values;
  const fills = Object.entries({ address, cantonese, note }).map(([name, value]) => ({ name, value }));
  await fillFields(writer, document, fills, fonts);
  stampMarks(writer, document, 'sig-employer', [roundSeal({ organization: '广州市朱砂信息科技有限公司' }, fonts)]);
  stampMarks(writer, document, 'sig-worker', [inkArtwork(handwriting(), { width: 170, height: 60 })]);
  // MuPDF draws the appearance of signature fields only when they have a value.
  for (const name of ['sig-employer', 'sig-worker']) {
    const { ref } = fieldOf(document, name);
    const value = writer.add(new PdfDict({ Type: PdfName.of('Sig'), Filter: PdfName.of('Adobe.PPKLite') }));
    writer.set(ref, (writer.get(ref) as PdfDict).clone().set('V', value));
  }
  return joinParts(writer.write().parts);
}

const isRed = (red: number, green: number, blue: number): boolean => red > 150 && green < 150 && blue < 150;
const isDark = (red: number, green: number, blue: number): boolean => Math.max(red, green, blue) < 128;

describe('stamped documents, judged by other programs', () => {
  let fonts: FontSet;
  let file: Uint8Array;
  before(async function () {
    this.timeout(60_000);
    fonts = await contractFonts();
    file = await signedLook(onePage(), fonts);
  });

  /** First page at 300 dots per inch. */
  const renderers: Readonly<Record<string, (test: Mocha.Context, path: string) => void>> = {
    pdftoppm: (test, path) => void judge(test, 'pdftoppm', ['-r', '300', '-singlefile', '{file}', path], file),
    mutool: (test, path) =>
      void judge(test, 'mutool', ['draw', '-q', '-r', '300', '-o', `${path}.ppm`, '{file}', '1'], file),
  };

  function render(test: Mocha.Context, program: string): Pixmap {
    const folder = mkdtempSync(join(tmpdir(), 'cinnabar-picture-'));
    try {
      renderers[program]!(test, join(folder, 'page'));
      return readPixmap(readFileSync(join(folder, 'page.ppm')));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  /** The part of the page, given in points, as a picture of its own. */
  function crop(page: Pixmap, x: number, y: number, width: number, height: number): Pixmap {
    const px = (points: number): number => Math.round((points * 300) / 72);
    const [left, top] = [px(x), page.height - px(y + height)];
    return { width: px(width), height: px(height), at: (cx, cy) => page.at(left + cx, top + cy) };
  }

  it('is well-formed to qpdf', function () {
    const { exitCode, output } = judge(this, 'qpdf', ['--check', '{file}'], file);
    assert.equal(exitCode, 0, output);
  });

  for (const producer of ['libreoffice', 'chromium']) {
    it(`is well-formed to qpdf in a contract made by ${producer}`, function () {
      return withCorpus(`inputs/labour-contract.${producer}.pdf`, async (bytes) => {
        const { exitCode, output } = judge(this, 'qpdf', ['--check', '{file}'], await signedLook(bytes, fonts));
        assert.equal(exitCode, 0, output);
      }).call(this);
    });
  }

  it('can be searched: poppler finds every value, rare characters included', function () {
    const { output } = judge(this, 'pdftotext', ['-raw', '{file}', '-'], file);
    const text = output.replace(/\s/g, '');
    for (const value of Object.values(values)) assert.include(text, value.replace(/\s/g, ''));
  });

  it('embeds every font as a subset of its own', function () {
    const { output } = judge(this, 'pdffonts', ['{file}'], file);
    const rows = output.split('\n').filter((row) => row.includes('+Noto'));
    assert.isAtLeast(rows.length, 2);
    for (const row of rows) assert.match(row, /^[A-Z]{6}\+Noto\S+ +CID TrueType +Identity-H +yes yes yes/);
  });

  for (const program of Object.keys(renderers)) {
    it(`shows the seal 42 mm across at 300 dpi in ${program}`, function () {
      this.timeout(30_000);
      const seal = extentOf(crop(render(this, program), 60, 450, 160, 150), isRed);
      assert.closeTo(seal.width, 496, 2);
      assert.closeTo(seal.height, 496, 2);
      // In the middle of its place: 333 by 312 pixels from its corner.
      assert.closeTo(seal.left + seal.width / 2, 333, 2);
      assert.closeTo(seal.top + seal.height / 2, 312, 2);
    });

    it(`shows every character and the handwriting in ${program}`, function () {
      this.timeout(30_000);
      const page = render(this, program);
      // Each of the four characters of the name covers its own square with a fair amount of ink.
      for (let i = 0; i < 4; i++) {
        const glyph = extentOf(crop(page, 62 + 12 * i, 783, 12, 12), isDark);
        assert.isAbove(glyph.count, 250, `character ${i + 1}`);
        assert.isBelow(glyph.count, 1200, `character ${i + 1}`);
      }
      const ink = extentOf(crop(page, 300, 480, 170, 60), isDark);
      assert.isAtLeast(ink.width, 600);
      assert.isAtLeast(ink.height, 240);
    });
  }
});
