import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { CinnabarError } from '@cinnabar/core/error';
import type { PlacedGlyph } from './glyphs.ts';

/**
 * Reads the glyphs of documents in a thread of its own, one after another: a document that keeps pdf.js busy for ever
 * or eats its memory costs that thread, not the server.
 */
export class GlyphReader {
  readonly #timeout: number;
  #worker: Worker | undefined;
  #last: Promise<unknown> = Promise.resolve();

  /** @param timeout Milliseconds one document may take. */
  constructor(timeout = 15_000) {
    this.#timeout = timeout;
  }

  /** @throws CinnabarError `FILE_DAMAGED`, `FILE_TOO_COMPLEX`. */
  async read(bytes: Uint8Array): Promise<readonly PlacedGlyph[]> {
    const result = this.#last.then(() => this.#read(bytes));
    this.#last = result.catch(() => undefined);
    return result;
  }

  async #read(bytes: Uint8Array): Promise<readonly PlacedGlyph[]> {
    const worker = (this.#worker ??= newWorker());
    // Keeps the process alive only while a document is being read.
    worker.ref();
    worker.postMessage(bytes);
    try {
      const [{ glyphs }] = (await once(worker, 'message', { signal: AbortSignal.timeout(this.#timeout) })) as [
        { glyphs?: readonly PlacedGlyph[] },
      ];
      if (glyphs === undefined) throw new CinnabarError('FILE_DAMAGED', 'The text of the file cannot be read.');
      worker.unref();
      return glyphs;
    } catch (error) {
      if (error instanceof CinnabarError) {
        worker.unref();
        throw error;
      }
      this.#worker = undefined;
      worker.on('error', () => undefined);
      await worker.terminate();
      throw new CinnabarError('FILE_TOO_COMPLEX', 'Reading the text of the file takes too much time or memory.', {
        cause: error,
      });
    }
  }
}

function newWorker(): Worker {
  const worker = new Worker(new URL('./glyph-worker.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: 512 },
  });
  return worker;
}
