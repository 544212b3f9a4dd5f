import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { joinParts } from '@cinnabar/core/bytes';
import { inkArtwork } from '@cinnabar/core/ink';
import { openPdf } from '@cinnabar/core/pdf';
import { roundSeal, squareNameSeal } from '@cinnabar/core/seal';
import { compileControls, compileFills, compileMarks, prepareDocument, type Mark } from '@cinnabar/core/stamp';
import { verifyDocument } from '@cinnabar/core/verify';
import { assert } from 'chai';

import { contractFonts } from '../support/fonts.ts';
import { handwriting } from '../support/handwriting.ts';
import { judge } from '../support/judges.ts';
import { sandbox, sign } from '../support/signing.ts';
import { allKinds, employerValues, exif, threePages, withSegment, workerValues } from './all-kinds.ts';
import { extentOf, readPixmap, type Pixmap } from './pixmap.ts';

const script = fileURLToPath(new URL('../judges/pyhanko_report.py', import.meta.url));
const python = process.env['CINNABAR_PYHANKO_PYTHON'] ?? 'python3';
const isRed = (red: number, green: number, blue: number): boolean => red > 150 && green < 110 && blue < 110;

/** A document with every kind of control, filled and signed by the employer and then by the worker. */
describe('every kind of control under two signatures, judged by others', () => {
  let folder: string;
  let file: Uint8Array;
  let root: Uint8Array;

  before(async function () {
    this.timeout(120_000);
    const fonts = await contractFonts();
    const bytes = threePages();
    const pages = openPdf(bytes).pages();
    const prepared = joinParts(await prepareDocument(bytes, compileControls(allKinds, { pages }), fonts));
    const organization = '广州市朱砂信息科技有限公司';
    const ink = { artwork: inkArtwork(handwriting(), { width: 150, height: 60 }), fit: true };
    const marks = new Map<string, Mark>([
      ['company-seal', roundSeal({ organization }, fonts)],
      ['cross-page-seal', roundSeal({ organization }, fonts)],
      ['legal-representative-seal', squareNameSeal({ name: '王小明' }, fonts)],
      ...(['signature', 'initials', 'remark'] as const).map((id) => [id, ink] as const),
    ]);
    // The camera was held upright, a quarter turn from how its pixels lie.
    const photo = { image: withSegment(0xe1, exif(6)) };
    const authority = await sandbox();
    const once = await sign(prepared, 'sig-employer', {
      fonts,
      request: {
        fills: compileFills(allKinds, employerValues),
        appearances: compileMarks(allKinds, 'employer', marks, pages),
      },
    });
    const twice = await sign(once.bytes, 'sig-worker', {
      fonts,
      request: {
        fills: compileFills(allKinds, workerValues, { images: photo }),
        appearances: compileMarks(allKinds, 'worker', marks, pages),
      },
    });
    file = twice.bytes;
    root = new TextEncoder().encode(authority.rootPem);
    folder = mkdtempSync(join(tmpdir(), 'cinnabar-kinds-'));
    writeFileSync(join(folder, 'root.pem'), root);
    writeFileSync(join(folder, 'twice.pdf'), file);
  });

  after(() => {
    if (folder) rmSync(folder, { recursive: true, force: true });
  });

  it('[TPL-08, SGN-02] our verifier: form filling and nothing else', async () => {
    const authority = await sandbox();
    const { signatures } = await verifyDocument(file, { trust: authority.trustAnchors });
    assert.deepEqual(
      signatures.map(({ integrity, modifications }) => [integrity, modifications.level]),
      [
        ['INTACT', 'FORM_FILLING'],
        ['INTACT', 'NONE'],
      ] as never,
    );
  });

  it('pyHanko: both trusted, only form filling in between', function () {
    this.timeout(60_000);
    const { output, exitCode } = judge(this, python, [script, join(folder, 'root.pem'), join(folder, 'twice.pdf')]);
    if (/No module named '?pyhanko/.test(output) && process.env['CI'] !== 'true') this.skip();
    assert.equal(exitCode, 0, output);
    const report = JSON.parse(output) as { modifications: string; bottomLine: boolean; coverage: string }[];
    assert.deepEqual(
      report.map(({ modifications, bottomLine, coverage }) => [modifications, bottomLine, coverage]),
      [
        ['FORM_FILLING', true, 'ENTIRE_REVISION'],
        ['NONE', true, 'ENTIRE_FILE'],
      ],
    );
  });

  it('pdfsig and MuPDF: both signatures valid', function () {
    const { output } = judge(this, 'pdfsig', ['-nocert', '{file}'], file);
    assert.lengthOf(output.match(/Signature Validation: Signature is Valid\./g) ?? [], 2, output);
    const mupdf = judge(this, 'mutool', ['sign', '-v', '{file}'], file).output;
    assert.match(mupdf, /The document is unchanged since signing/);
    assert.match(mupdf, /The signature is valid but there have been edits since signing/);
  });

  it('qpdf: no damage', function () {
    const { exitCode, output } = judge(this, 'qpdf', ['--check', '{file}'], file);
    assert.equal(exitCode, 0, output);
  });

  it('poppler finds the words of every control', function () {
    const { output } = judge(this, 'pdftotext', ['-raw', '-f', '1', '-l', '1', '{file}', '-'], file);
    const text = output.replace(/\s/g, '');
    const words = [
      'ABC公司',
      '壹拾万柒仟元伍角叁分',
      '11010519491231002X',
      '转正后的第一个月，含绩效工资',
      '体育西路1号',
    ];
    for (const word of [...words, '养老', '无固定期限']) assert.include(text, word);
  });

  for (const program of ['pdftoppm', 'mutool']) {
    const render = (test: Mocha.Context, page: number): Pixmap => {
      const path = join(folder, `${program}-${page}`);
      const args =
        program === 'pdftoppm'
          ? ['-r', '100', '-f', String(page), '-l', String(page), '-singlefile', '{file}', path]
          : ['draw', '-q', '-r', '100', '-o', `${path}.ppm`, '{file}', String(page)];
      judge(test, program, args, file);
      return readPixmap(readFileSync(`${path}.ppm`));
    };
    const part = (page: Pixmap, x: number, y: number, width: number, height: number): Pixmap => {
      const px = (points: number): number => Math.round((points * 100) / 72);
      const [left, top] = [px(x), page.height - px(y + height)];
      return { width: px(width), height: px(height), at: (cx, cy) => page.at(left + cx, top + cy) };
    };

    it(`[B17.3] the strips of the cross-page seal make one seal in ${program}`, function () {
      this.timeout(60_000);
      const extents = [1, 2, 3].map((number) => {
        const page = render(this, number);
        const width = (page.width / 100) * 72;
        // On the turned page, which is lower, the seal goes down to the upper edge.
        return extentOf(part(page, width - 40, number === 2 ? 475 : 500, 40, 120), isRed);
      });
      const total = 42 / 25.4; // inches across
      assert.closeTo(extents[1]!.height, total * 100, 2, 'the middle is as high as the seal');
      assert.closeTo(
        extents.reduce((sum, { width }) => sum + width, 0),
        total * 100,
        3,
      );
      assert.closeTo(extents[0]!.height, extents[2]!.height, 2, 'left and right are alike');
    });

    it(`[TPL-08] a photo stands upright in ${program}`, function () {
      this.timeout(60_000);
      // Its left third is red as it lies, its upper third when it stands: 51 by 76 points in the middle.
      const place = part(render(this, 1), 310, 444 - 56, 225, 76);
      const red = extentOf(place, isRed);
      assert.closeTo(red.width, (50.7 / 72) * 100, 3);
      assert.closeTo(red.height, (76 / 3 / 72) * 100, 8, 'but for the blur of its coding');
      assert.isBelow(red.top, 4);
    });
  }
});
