import { PdfJsEngine } from '../../packages/elements/src/pdf-engine/index.ts';

/** Storybook hands out the renderer's files under `pdfjs/` (see `staticDirs`). */
export function useStoryAssets(): void {
  PdfJsEngine.configure({
    assetBase: 'pdfjs/',
    worker: 'build/pdf.worker.min.mjs',
    renderer: 'build/pdf.renderer.min.mjs',
  });
}
