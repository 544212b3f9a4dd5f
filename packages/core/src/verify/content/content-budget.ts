import { isCinnabarError } from '../../error/index.ts';
import type { PdfDocument, PdfStream } from '../../pdf/index.ts';

/** Bytes of content that are read for one file, and of one stream. */
const limits = { all: 8 << 20, stream: 2 << 20 };

/** What reading drawings of one file may cost: whatever it draws again is read again. */
export class ContentBudget {
  #left = limits.all;

  get spent(): boolean {
    return this.#left <= 0;
  }

  /** The stream's content, undefined when it is too much or cannot be read. */
  decode(document: PdfDocument, stream: PdfStream): Uint8Array | undefined {
    const limit = Math.min(limits.stream, this.#left);
    if (limit <= 0) return undefined;
    try {
      const bytes = document.decode(stream, limit);
      // Empty streams cost something too.
      this.#left -= bytes.length + 100;
      return bytes;
    } catch (cause) {
      if (!isCinnabarError(cause)) throw cause;
      this.#left -= limit;
      return undefined;
    }
  }
}
