/** Where the renderer's own files lie. All are fetched from the host page's origin, never from a third party. */
export interface PdfAssets {
  /** Folder with `worker/`, `cmaps/`, `standard_fonts/`, `wasm/` and `iccs/`; relative to the page, or absolute. */
  readonly assetBase: string;
  /** Worker script, below `assetBase` unless absolute. */
  readonly worker: string;
  /** Script of the worker that paints, below `assetBase` unless absolute; undefined paints on the main thread. */
  readonly renderer: string | undefined;
}

export const defaultAssets: PdfAssets = {
  assetBase: 'cinnabar-assets/',
  worker: 'worker/pdf.worker.min.mjs',
  renderer: 'worker/pdf.renderer.min.mjs',
};

/** What a host copies: `from` inside the `pdfjs-dist` package, `to` below `assetBase`. A file or a whole folder. */
export const assetCopies: readonly { readonly from: string; readonly to: string }[] = [
  { from: 'legacy/build/pdf.worker.min.mjs', to: 'worker/pdf.worker.min.mjs' },
  { from: 'legacy/build/pdf.renderer.min.mjs', to: 'worker/pdf.renderer.min.mjs' },
  { from: 'cmaps', to: 'cmaps' },
  { from: 'standard_fonts', to: 'standard_fonts' },
  { from: 'wasm', to: 'wasm' },
  { from: 'iccs', to: 'iccs' },
];
