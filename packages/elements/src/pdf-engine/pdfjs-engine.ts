import { CinnabarError } from '@cinnabar/core/error';
import type * as pdfjsLibrary from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { PDFWorker } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { defaultAssets, type PdfAssets } from './assets.ts';
import type { EngineDocument, PdfEngine } from './engine.ts';
import { PdfJsDocument } from './pdfjs-document.ts';
import { startWorker } from './trusted-worker.ts';

type PdfJs = typeof pdfjsLibrary;

let assets = defaultAssets;
let library: Promise<PdfJs> | undefined;

/** PDF.js behind the port: loaded on first use, its workers started by us, scripting absent. */
export class PdfJsEngine implements PdfEngine {
  /** Frees one document each. */
  readonly #releases = new Set<() => Promise<void>>();
  #reading: Promise<ReadingWorker> | undefined;
  #disposed = false;

  /** Says where the renderer's files lie, for every engine opened afterwards. */
  static configure(options: Partial<PdfAssets>): void {
    assets = { ...assets, ...options };
  }

  async open(bytes: Uint8Array, signal?: AbortSignal): Promise<EngineDocument> {
    signal?.throwIfAborted();
    const pdfjs = await (library ??= import('pdfjs-dist/legacy/build/pdf.mjs'));
    if (this.#disposed) throw new DOMException('The engine was disposed.', 'AbortError');
    const { worker, failed } = await (this.#reading ??= startReading(pdfjs));
    signal?.throwIfAborted();
    if (this.#disposed) throw new DOMException('The engine was disposed.', 'AbortError');

    const base = assetBase();
    const painting = startPainting(pdfjs, base);
    const task = pdfjs.getDocument({
      // The worker takes the buffer over; the caller keeps its own for the digest.
      data: bytes.slice(),
      worker,
      cMapUrl: new URL('cmaps/', base).href,
      standardFontDataUrl: new URL('standard_fonts/', base).href,
      wasmUrl: new URL('wasm/', base).href,
      iccUrl: new URL('iccs/', base).href,
      enableXfa: false,
      stopAtErrors: false,
      verbosity: pdfjs.VerbosityLevel.ERRORS,
    });
    const release = async (): Promise<void> => {
      if (!this.#releases.delete(release)) return;
      // A worker that never started does not answer the farewell.
      await Promise.race([task.destroy(), failed]).catch(() => undefined);
      painting?.terminate();
    };
    this.#releases.add(release);
    const aborted = abortion(signal);
    try {
      const proxy = await Promise.race([task.promise, failed, aborted.promise]);
      return new PdfJsDocument(pdfjs, proxy, release);
    } catch (error) {
      await release();
      throw openError(pdfjs, error, signal);
    } finally {
      aborted.forget();
    }
  }

  async dispose(): Promise<void> {
    this.#disposed = true;
    await Promise.all([...this.#releases].map((release) => release()));
    const reading = await this.#reading;
    reading?.worker.destroy();
    reading?.port.terminate();
  }
}

interface ReadingWorker {
  readonly worker: PDFWorker;
  readonly port: Worker;
  /** Rejects when the script cannot be loaded; PDF.js itself would wait for ever. */
  readonly failed: Promise<never>;
}

async function startReading(pdfjs: PdfJs): Promise<ReadingWorker> {
  const base = assetBase();
  const url = new URL(assets.worker, base);
  const port = startWorker(url, base);
  const failed = new Promise<never>((_, reject) => {
    port.addEventListener('error', (event) => {
      event.preventDefault();
      reject(missingAsset(url));
    });
  });
  failed.catch(() => undefined);
  return { worker: pdfjs.PDFWorker.create({ port }), port, failed };
}

/** A worker that paints, for the document opened next. Keeps scrolling smooth; without it pages are painted in the page. */
function startPainting(pdfjs: PdfJs, base: URL): Worker | undefined {
  if (!assets.renderer || typeof OffscreenCanvas === 'undefined') return undefined;
  const port = startWorker(new URL(assets.renderer, base), base);
  // PDF.js then falls back to painting in the page.
  port.addEventListener('error', (event) => event.preventDefault());
  pdfjs.GlobalWorkerOptions.rendererPorts = [port];
  return port;
}

function assetBase(): URL {
  return new URL(assets.assetBase.replace(/\/?$/, '/'), document.baseURI);
}

function missingAsset(url: URL): CinnabarError {
  return new CinnabarError('VIEWER_ASSETS', 'The document viewer’s own files could not be loaded.', {
    details: { url: url.href },
  });
}

function openError(pdfjs: PdfJs, error: unknown, signal: AbortSignal | undefined): unknown {
  if (signal?.aborted) return signal.reason;
  if (error instanceof CinnabarError) return error;
  if (error instanceof pdfjs.PasswordException) {
    return new CinnabarError('VIEWER_ENCRYPTED', 'The file is protected by a password and cannot be shown.', {
      cause: error,
    });
  }
  return new CinnabarError('VIEWER_DAMAGED', 'The file is damaged and cannot be shown.', { cause: error });
}

function abortion(signal: AbortSignal | undefined): { promise: Promise<never>; forget(): void } {
  let listener = (): void => undefined;
  const promise = new Promise<never>((_, reject) => {
    listener = () => reject(signal?.reason as Error);
    signal?.addEventListener('abort', listener, { once: true });
  });
  promise.catch(() => undefined);
  return { promise, forget: () => signal?.removeEventListener('abort', listener) };
}
