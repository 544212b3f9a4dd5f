import { isCinnabarError } from '@cinnabar/core/error';
import { assert } from 'chai';
import { samplePdf } from '../../test/support/sample-pdf.ts';
import type { EngineDocument, PdfEngine } from './engine.ts';

const twoPages = samplePdf([
  { lines: ['劳动合同', 'Second line'], block: [0, 0, 100, 100] },
  { lines: ['附件'], rotate: 90, origin: [10, 20], size: [400, 300] },
]);

/** What every `PdfEngine` must do; run it in a browser test with a fresh engine per test. */
export function describePdfEngine(name: string, make: () => PdfEngine): void {
  describe(`${name} as a PdfEngine`, () => {
    let engine: PdfEngine;
    let opened: EngineDocument | undefined;
    beforeEach(() => {
      engine = make();
    });
    afterEach(async () => {
      await opened?.destroy();
      opened = undefined;
      await engine.dispose();
    });
    const open = async (bytes = twoPages): Promise<EngineDocument> => (opened = await engine.open(bytes));

    it('tells the box of every page in its own user space', async () => {
      const document = await open();
      assert.equal(document.pageCount, 2);
      assert.deepEqual((await document.page(0)).box, { cropBox: [0, 0, 595, 842], rotate: 0, userUnit: 1 });
      assert.deepEqual((await document.page(1)).box, { cropBox: [10, 20, 410, 320], rotate: 90, userUnit: 1 });
    });

    it('leaves the caller its bytes', async () => {
      const bytes = twoPages.slice();
      await open(bytes);
      assert.deepEqual(bytes, twoPages);
    });

    it('paints at the asked scale', async () => {
      const page = await (await open()).page(0);
      const canvas = document.createElement('canvas');
      await page.render(canvas, { scale: 0.5 });
      assert.deepEqual([canvas.width, canvas.height], [297, 421]);
      assert.deepEqual(colour(canvas, 10, 410), [255, 0, 0], 'the block is in the lower left corner');
      assert.deepEqual(colour(canvas, 200, 200), [255, 255, 255], 'paper is white');
    });

    it('paints the stored appearance of a signature field', async () => {
      const sealed = samplePdf([{ lines: ['x'], seal: [100, 100, 80, 80] }]);
      const canvas = document.createElement('canvas');
      await (await (await open(sealed)).page(0)).render(canvas, { scale: 1 });
      assert.deepEqual(colour(canvas, 140, 842 - 140), [255, 0, 0]);
      assert.deepEqual(colour(canvas, 90, 842 - 140), [255, 255, 255]);
    });

    it('stops painting when told to, with the reason', async () => {
      const page = await (await open()).page(0);
      const stop = new AbortController();
      const painting = page.render(document.createElement('canvas'), { scale: 4, signal: stop.signal });
      const reason = new Error('scrolled away');
      stop.abort(reason);
      assert.equal(await painting.catch((error: unknown) => error), reason);
      await page.render(document.createElement('canvas'), { scale: 1 });
    });

    it('gives the text of a page, and an element for every run of it', async () => {
      const page = await (await open()).page(0);
      const runs = await page.text();
      assert.deepEqual(
        runs.map((run) => run.text).filter((text) => text.trim() !== ''),
        ['劳动合同', 'Second line'],
      );
      const container = document.createElement('div');
      document.body.append(container);
      const mounted = await page.mountText(container);
      assert.deepEqual(
        mounted.elements.map((element) => element.textContent),
        runs.map((run) => run.text),
      );
      mounted.remove();
      assert.equal(container.childElementCount, 0);
      container.remove();
    });

    it('tells what text and form fields take up of a page', async () => {
      const bounds = async (bytes: Uint8Array): Promise<number[]> => {
        const { x, y, width, height } = (await (await (await open(bytes)).page(0)).bounds())!;
        return [x, y, x + width, y + height].map(Math.round);
      };
      // Two lines from x = 72; 18 points of 劳动合同, then 12 points on a base line 24 lower.
      assert.deepEqual(await bounds(samplePdf([{ lines: ['劳动合同', 'Second'] }])), [72, 728, 144, 770]);
      assert.deepEqual(await bounds(samplePdf([{ lines: ['x'], seal: [100, 80, 90, 60] }])), [72, 80, 190, 770]);
      assert.isUndefined(await (await (await open(samplePdf([{ lines: [] }]))).page(0)).bounds());
    });

    it('has no structure for a file without tags', async () => {
      assert.isUndefined(await (await (await open()).page(0)).structure());
    });

    it('refuses what is no PDF with a typed error', async () => {
      const error: unknown = await engine
        .open(new TextEncoder().encode('<html></html>'))
        .catch((reason: unknown) => reason);
      assert.isTrue(isCinnabarError(error) && error.code === 'VIEWER_DAMAGED');
    });

    it('gives up opening when told to', async () => {
      const reason = new Error('another file');
      const error: unknown = await engine.open(twoPages, AbortSignal.abort(reason)).catch((caught: unknown) => caught);
      assert.equal(error, reason);
    });
  });
}

function colour(canvas: HTMLCanvasElement, x: number, y: number): number[] {
  // A canvas painted by a worker shows bitmaps and cannot be read itself.
  const copy = document.createElement('canvas');
  copy.width = canvas.width;
  copy.height = canvas.height;
  const context = copy.getContext('2d') as CanvasRenderingContext2D;
  context.drawImage(canvas, 0, 0);
  return [...context.getImageData(x, y, 1, 1).data.slice(0, 3)];
}
