import { isCinnabarError } from '@cinnabar/core/error';
import { assert } from 'chai';
import { withCorpus } from '../../../core/test/support/corpus.ts';
import { samplePdf } from '../../test/support/sample-pdf.ts';
import { configureAssets } from '../../test/support/viewer-fixture.ts';
import { PdfJsEngine } from './index.ts';
import { describePdfEngine } from './pdf-engine.conformance.ts';

describePdfEngine('PdfJsEngine', () => {
  configureAssets();
  return new PdfJsEngine();
});

describe('PdfJsEngine', () => {
  afterEach(configureAssets);

  it('says that its own files are missing instead of waiting for ever', async () => {
    PdfJsEngine.configure({ assetBase: '/nowhere/' });
    const engine = new PdfJsEngine();
    const error: unknown = await engine.open(samplePdf([{ lines: ['x'] }])).catch((reason: unknown) => reason);
    assert.isTrue(isCinnabarError(error) && error.code === 'VIEWER_ASSETS', String(error));
    await engine.dispose();
  });

  it(
    'says that a file needs a password',
    withCorpus('pyhanko/minimal-aes256-empty-encrypted-string.pdf', async (bytes) => {
      configureAssets();
      const engine = new PdfJsEngine();
      const error: unknown = await engine.open(bytes).catch((reason: unknown) => reason);
      assert.isTrue(isCinnabarError(error) && error.code === 'VIEWER_ENCRYPTED', String(error));
      await engine.dispose();
    }),
  );

  it('paints in the page when the painting worker is missing', async () => {
    configureAssets();
    PdfJsEngine.configure({ renderer: 'nowhere/renderer.mjs' });
    const engine = new PdfJsEngine();
    const file = await engine.open(samplePdf([{ lines: ['x'], block: [0, 0, 595, 842] }]));
    const canvas = document.createElement('canvas');
    await (await file.page(0)).render(canvas, { scale: 0.2 });
    assert.deepEqual(
      [...(canvas.getContext('2d') as CanvasRenderingContext2D).getImageData(9, 9, 1, 1).data],
      [255, 0, 0, 255],
    );
    await engine.dispose();
  });

  it('asks nothing of another origin', async () => {
    configureAssets();
    performance.clearResourceTimings();
    const engine = new PdfJsEngine();
    const file = await engine.open(samplePdf([{ lines: ['劳动合同'] }]));
    await (await file.page(0)).render(document.createElement('canvas'), { scale: 1 });
    const foreign = performance
      .getEntriesByType('resource')
      .filter((entry) => new URL(entry.name).origin !== location.origin);
    assert.deepEqual(
      foreign.map((entry) => entry.name),
      [],
    );
    await engine.dispose();
  });
});
