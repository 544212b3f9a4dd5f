import { partOf, readBytes, type Part, type Parts } from '../bytes/index.ts';
import { CinnabarError } from '../error/index.ts';
import type { PdfDocument } from './document.ts';
import { encrypted, limitExceeded, unsupported } from './errors.ts';
import { maxObjectNumber } from './limits.ts';
import type { PdfDict, PdfVerbatim } from './objects.ts';
import { PdfRef, PdfString, type ByteSpan, type PdfObject } from './objects.ts';
import type { PdfRevision } from './revision.ts';
import { ByteSink, writeObject } from './serialize.ts';
import { fileIdentifiers } from './file-identifier.ts';
import { writeXrefStream, writeXrefTable, type WrittenObject } from './xref-writer.ts';

/** What {@link IncrementalWriter.write} yields. */
export interface WrittenPdf {
  /** `[original, increment]`: the original is what the document was opened from. It alone when nothing was changed. */
  readonly parts: Parts<Part>;
  /** What follows the original; empty when nothing was changed. */
  readonly increment: Uint8Array;
  /**
   * Where a verbatim object stands, as offsets into the whole file.
   * @throws CinnabarError `PDF_WRITE` when it was not written.
   */
  positionOf(part: PdfVerbatim): ByteSpan;
}

/** Trailer keys that belong to one section and are never carried over. */
const sectionKeys = ['Prev', 'XRefStm', 'Size', 'ID', 'Type', 'W', 'Index', 'Length', 'Filter', 'DecodeParms', 'F'];
/** Trailer keys that nobody but the writer decides on. */
const ownKeys = [...sectionKeys, 'Encrypt'];

/**
 * Collects changed objects and writes them as an incremental update (ISO 32000-2 §7.5.6): the original stays, byte for
 * byte, in front; the form of its last cross-reference section and all its trailer entries are kept. An update of a
 * hybrid file gets a plain table: the hidden stream stays reachable through /Prev, which is all the standard asks.
 * The free list is never touched. What is added to an encrypted file is encrypted as the file is.
 */
export class IncrementalWriter {
  readonly document: PdfDocument;
  readonly #changed = new Map<PdfRef, PdfObject>();
  readonly #trailer = new Map<string, PdfObject>();
  readonly #allocated = new Set<PdfRef>();
  #nextNumber: number;

  /**
   * @throws CinnabarError `PDF_ENCRYPTED` when the document is locked, for what is added has to be encrypted too;
   *   `PDF_UNSUPPORTED` when a code over every revision protects it (ISO/TS 32004), which an update would break.
   */
  constructor(document: PdfDocument) {
    if (document.locked) throw encrypted();
    if (document.encrypted && document.trailer.has('AuthCode')) {
      throw unsupported('The PDF has an integrity code that changes made here would break.', { entry: 'AuthCode' });
    }
    this.document = document;
    this.#nextNumber = document.size;
  }

  /** A reference to an object number never used before. */
  allocate(): PdfRef {
    if (this.#nextNumber > maxObjectNumber) throw limitExceeded('object number', maxObjectNumber);
    const ref = PdfRef.of(this.#nextNumber++);
    this.#allocated.add(ref);
    return ref;
  }

  /** Replaces an existing object, or gives an allocated one its value. */
  set(ref: PdfRef, object: PdfObject): void {
    const entry = this.document.entry(ref.num);
    const generation = entry?.kind === 'offset' ? entry.generation : entry?.kind === 'compressed' ? 0 : undefined;
    if (ref === this.document.trailer.get('Encrypt')) {
      throw new CinnabarError('PDF_WRITE', 'The encryption of a PDF cannot be changed by an update.');
    }
    if (!this.#allocated.has(ref) && generation !== ref.gen) {
      throw new CinnabarError('PDF_WRITE', `Object ${ref.num} does not exist and cannot be replaced.`);
    }
    this.#changed.set(ref, object);
  }

  /** Writes `object` under a new number. */
  add(object: PdfObject): PdfRef {
    const ref = this.allocate();
    this.set(ref, object);
    return ref;
  }

  /** The object as it will be: changed here, or as the document has it. */
  get(ref: PdfRef): PdfObject {
    const changed = this.#changed.get(ref);
    return changed === undefined ? this.document.get(ref) : changed;
  }

  /** Adds or replaces an entry of the new trailer, e.g. /Info. */
  setTrailerEntry(key: string, value: PdfObject): void {
    if (ownKeys.includes(key)) throw new CinnabarError('PDF_WRITE', `The trailer's /${key} is set by the writer.`);
    this.#trailer.set(key, value);
  }

  /** The file with the update appended; just the original when nothing was changed. Does not alter the writer. */
  write(): WrittenPdf {
    const { source } = this.document;
    const { length } = source;
    const original = partOf(source);
    const sink = new ByteSink();
    const positionOf = (part: PdfVerbatim): ByteSpan => {
      const mark = sink.markOf(part);
      if (!mark) throw new CinnabarError('PDF_WRITE', 'The object is not part of the written update.');
      return { start: length + mark.start, end: length + mark.end };
    };
    if (this.#changed.size === 0 && this.#trailer.size === 0)
      return { parts: [original], increment: new Uint8Array(), positionOf };

    const [lastByte] = readBytes(source, length - 1, length);
    if (lastByte !== 0x0a && lastByte !== 0x0d) sink.text('\n');
    const written: WrittenObject[] = [];
    for (const [ref, object] of this.#changed) {
      written.push({ ref, offset: length + sink.length });
      writeObject(sink.text(`${ref.num} ${ref.gen} obj\n`), object, this.document.cipherOf(ref));
      sink.text('\nendobj\n');
    }
    const newest = this.document.revisions.at(-1) as PdfRevision;
    const trailer = this.#newTrailer(newest, sink.view());
    const startxref = length + sink.length;
    if (newest.xrefForm === 'stream') {
      writeXrefStream(sink, written, trailer, { ref: PdfRef.of(this.#nextNumber), offset: startxref });
    } else {
      writeXrefTable(sink, written, trailer);
    }
    sink.text(`startxref\n${startxref}\n%%EOF\n`);
    const increment = sink.view();
    return { parts: [original, increment], increment, positionOf };
  }

  #newTrailer(newest: PdfRevision, increment: Uint8Array): PdfDict {
    const trailer = newest.trailer.clone();
    for (const key of sectionKeys) trailer.delete(key);
    for (const [key, value] of this.#trailer) trailer.set(key, value);
    const identifiers = fileIdentifiers(this.document, increment).map((bytes) => PdfString.hex(bytes));
    return trailer.set('ID', identifiers).set('Size', this.#nextNumber).set('Prev', newest.startxref);
  }
}
