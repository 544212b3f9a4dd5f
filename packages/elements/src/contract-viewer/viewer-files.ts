import { bytesToHex } from '@cinnabar/core/bytes';
import { CinnabarError, isCinnabarError } from '@cinnabar/core/error';
import type { EngineDocument, PageBox, PdfEngine } from '../pdf-engine/index.ts';

/** One file of the contract as the viewer lists it; a `RoomFile` fits. */
export interface ViewerFile {
  readonly id: string;
  readonly name: string;
  /** Lower-case hex SHA-256 the bytes must have; others are not shown. */
  readonly digest?: string;
  /** All that was to be done in this file is done. */
  readonly done?: boolean;
}

/** Brings the exact bytes of a file. */
export type FileSource = (fileId: string, signal: AbortSignal) => Promise<Uint8Array>;

export interface OpenFile {
  readonly document: EngineDocument;
  /** Boxes of all pages; those beyond `known` are taken to be like the first. */
  readonly boxes: PageBox[];
  readonly known: number;
  /** Lower-case hex SHA-256 of the very bytes that are shown. */
  readonly digest: string;
}

/** So many page boxes are read before the first page shows; the others follow in the background. */
const boxesAtOnce = 50;

/** Fetches, checks and opens files; keeps their bytes, so that switching back needs no second fetch. */
export class ViewerFiles {
  readonly #bytes = new Map<string, { readonly bytes: Uint8Array; readonly expected: string | undefined }>();

  async open(file: ViewerFile, source: FileSource, engine: PdfEngine, signal: AbortSignal): Promise<OpenFile> {
    const kept = this.#bytes.get(file.id);
    const entry = kept ?? { bytes: await fetched(file, source, signal), expected: file.digest };
    signal.throwIfAborted();
    const digest = await sha256(entry.bytes);
    if (entry.expected !== undefined && entry.expected.toLowerCase() !== digest) {
      throw new CinnabarError(
        'VIEWER_DIGEST_MISMATCH',
        'The file that arrived is not the one that was announced; it is not shown.',
        {
          details: { fileId: file.id, expected: entry.expected, digest },
        },
      );
    }
    const document = await engine.open(entry.bytes, signal);
    this.#bytes.set(file.id, entry);
    const first = (await document.page(0)).box;
    const boxes = Array.from({ length: document.pageCount }, () => first);
    const known = Math.min(document.pageCount, boxesAtOnce);
    boxes.splice(0, known, ...(await pageBoxes(document, 0, known)));
    return { document, boxes, known, digest };
  }

  /** Shows `bytes` for a file from now on, instead of what its source brings. */
  replace(fileId: string, bytes: Uint8Array, digest: string | undefined): void {
    this.#bytes.set(fileId, { bytes, expected: digest });
  }

  forget(fileId: string): void {
    this.#bytes.delete(fileId);
  }

  clear(): void {
    this.#bytes.clear();
  }
}

/** Boxes of pages `from` to `to` (exclusive). */
export async function pageBoxes(document: EngineDocument, from: number, to: number): Promise<PageBox[]> {
  const pages = await Promise.all(Array.from({ length: to - from }, (_, offset) => document.page(from + offset)));
  return pages.map((page) => page.box);
}

/** Reads the boxes that were only taken on trust, a batch at a time. */
export async function* remainingBoxes(
  file: OpenFile,
  signal: AbortSignal,
): AsyncGenerator<{ from: number; boxes: PageBox[] }> {
  for (let from = file.known; from < file.document.pageCount; from += boxesAtOnce * 4) {
    const to = Math.min(file.document.pageCount, from + boxesAtOnce * 4);
    const boxes = await pageBoxes(file.document, from, to);
    if (signal.aborted) return;
    yield { from, boxes };
  }
}

async function fetched(file: ViewerFile, source: FileSource, signal: AbortSignal): Promise<Uint8Array> {
  try {
    return await source(file.id, signal);
  } catch (error) {
    if (signal.aborted) throw signal.reason;
    if (isCinnabarError(error)) throw error;
    throw new CinnabarError('VIEWER_LOAD_FAILED', 'The file could not be loaded.', {
      details: { fileId: file.id },
      cause: error,
    });
  }
}

async function sha256(bytes: Uint8Array): Promise<string> {
  return bytesToHex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytes as BufferSource)));
}
