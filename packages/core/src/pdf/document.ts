import { equalBytes, sliceSource, type ByteSource } from '../bytes/index.ts';
import { CinnabarError } from '../error/index.ts';
import { Budget } from './budget.ts';
import { lockedCipher, type FileCipher, type ObjectCipher, type PdfSecurity } from './encryption/cipher.ts';
import { damaged, limitExceeded } from './errors.ts';
import { decodeStream } from './filters/decode.ts';
import { readIndirectObject, readObjectHeader, type IndirectObject } from './indirect.ts';
import type { PdfLimits } from './limits.ts';
import { ObjectStream } from './object-stream.ts';
import { PdfDict, PdfName, PdfRef, PdfStream, type ByteSpan, type PdfArray, type PdfObject } from './objects.ts';
import { readPages, type PdfPage } from './pages.ts';
import { parseAt } from './parse-at.ts';
import type { PdfRevision } from './revision.ts';
import type { PdfWarning } from './revisions.ts';
import type { XrefEntry } from './xref-entries.ts';
import { serializeObject } from './serialize.ts';
import { sizeOf } from './xref-section.ts';

/**
 * A PDF, read on demand. Objects come from the cross-reference chain only and are parsed when first asked for, then
 * shared: treat them as immutable and `clone()` before changing. Every method may throw `PDF_DAMAGED`, `PDF_LIMIT` or,
 * where content of an encrypted file is asked for, `PDF_ENCRYPTED`.
 */
export class PdfDocument {
  /** The file. */
  readonly source: ByteSource;
  /** Oldest first. */
  readonly revisions: readonly PdfRevision[];
  /** Deviations that were read past, for a verdict or a person to weigh. Grows as more of the file is read. */
  readonly warnings: readonly PdfWarning[];
  readonly limits: PdfLimits;
  /** Encrypted as a file; its content can be read once it is unlocked (see `unlockPdf`). */
  readonly encrypted: boolean;
  readonly catalogRef: PdfRef;
  readonly #warnings: PdfWarning[];
  readonly #cipher: FileCipher | undefined;
  readonly #headerVersion: string;
  readonly #size: number;
  readonly #objects = new Map<PdfRef, PdfObject>();
  readonly #loading = new Set<PdfRef>();
  readonly #objectStreams = new Map<number, ObjectStream>();
  readonly #items: Budget;
  readonly #scanned: Budget;
  readonly #objectStreamBytes: Budget;
  readonly #wastedBytes: Budget;
  #pages: readonly PdfPage[] | undefined;

  /** Use `openPdf` and `unlockPdf`. */
  constructor(
    source: ByteSource,
    headerVersion: string,
    revisions: readonly PdfRevision[],
    warnings: readonly PdfWarning[],
    limits: PdfLimits,
    cipher?: FileCipher,
  ) {
    this.source = source;
    this.#cipher = cipher;
    this.revisions = revisions;
    this.#warnings = [...warnings];
    this.warnings = this.#warnings;
    this.limits = limits;
    this.#items = new Budget('items', limits.items);
    this.#scanned = new Budget('passes', limits.passes * source.length);
    this.#objectStreamBytes = new Budget('objectStreamBytes', limits.objectStreamBytes);
    this.#wastedBytes = new Budget('streamBytes', limits.streamBytes);
    this.#headerVersion = headerVersion;
    this.#size = sizeOf(this.trailer);
    this.encrypted = this.trailer.has('Encrypt');
    const root = this.trailer.get('Root');
    if (!(root instanceof PdfRef)) throw damaged('its trailer names no catalog');
    this.catalogRef = root;
  }

  /** Encrypted, and not unlocked: strings and streams are withheld by `PDF_ENCRYPTED`. */
  get locked(): boolean {
    return this.encrypted && !this.#cipher;
  }

  /** How the file is protected, once it is unlocked. */
  get security(): PdfSecurity | undefined {
    return this.#cipher?.security;
  }

  /** Trailer of the newest revision. */
  get trailer(): PdfDict {
    return (this.revisions.at(-1) as PdfRevision).trailer;
  }

  get catalog(): PdfDict {
    return this.dictAt(this.catalogRef, 'catalog');
  }

  /** The catalog's /Version where it is later than the header's (ISO 32000-2 §7.5.2), e.g. `1.7`. */
  get version(): string {
    const own = this.resolve(this.catalog.get('Version'));
    return own instanceof PdfName && own.value > this.#headerVersion ? own.value : this.#headerVersion;
  }

  /** One more than the highest object number. */
  get size(): number {
    return this.#size;
  }

  /** The object `ref` stands for; null when it is free or absent (§7.3.10). */
  get(ref: PdfRef): PdfObject {
    const known = this.#objects.get(ref);
    if (known !== undefined) return known;
    const object = this.#load(ref);
    this.#objects.set(ref, object);
    return object;
  }

  /** Follows references until a direct object comes; undefined is null. */
  resolve(object: PdfObject | undefined): PdfObject {
    let current = object ?? null;
    for (let steps = 0; current instanceof PdfRef; steps++) {
      if (steps === this.limits.chain) throw limitExceeded('chain', this.limits.chain);
      current = this.get(current);
    }
    return current;
  }

  /** Resolves what must be a dictionary; `what` names it in the error. */
  dictAt(object: PdfObject | undefined, what: string): PdfDict {
    const value = this.resolve(object);
    if (!(value instanceof PdfDict)) throw damaged(`its ${what} is not a dictionary`);
    return value;
  }

  /** Resolves what must be an array; `what` names it in the error. */
  arrayAt(object: PdfObject | undefined, what: string): PdfArray {
    const value = this.resolve(object);
    if (!Array.isArray(value)) throw damaged(`its ${what} is not an array`);
    return value;
  }

  /** All pages in order. Walks the page tree on first use. */
  pages(): readonly PdfPage[] {
    this.#pages ??= readPages(this, (warning) => this.#warnings.push(warning));
    return this.#pages;
  }

  /** The stream's bytes with all filters undone, within `limit` bytes; those of failed attempts add up to `limits.streamBytes`. */
  decode(stream: PdfStream, limit = this.limits.streamBytes): Uint8Array {
    this.#wastedBytes.check();
    const budget = new Budget('streamBytes', Math.min(limit, this.limits.streamBytes));
    try {
      return decodeStream(stream, (object) => this.resolve(object), budget);
    } catch (cause) {
      // Who reads past a bad stream would pay for each of thousands of tiny ones that inflate up to the limit.
      this.#wastedBytes.charge(budget.spent);
      throw cause;
    }
  }

  /** What the newest revision that mentions object `num` says about it. */
  entry(num: number): XrefEntry | undefined {
    for (let i = this.revisions.length - 1; i >= 0; i--) {
      const entry = this.revisions[i]?.entry(num);
      if (entry) return entry;
    }
    return undefined;
  }

  /** Numbers of the objects that the object stream `num` says it holds, whether the cross-reference knows of them or not. */
  numbersIn(num: number): readonly number[] {
    return this.#objectStream(num).numbers;
  }

  /** Offset of `n g obj`, or undefined when the object is absent or in an object stream. */
  objectOffset(ref: PdfRef): number | undefined {
    const entry = this.#offsetEntry(ref);
    if (!entry) return undefined;
    const header = parseAt(this.source, entry.offset, { depth: 0 }, readObjectHeader);
    if (header?.num !== ref.num || header.gen !== ref.gen) throw misplaced(ref);
    return header.start;
  }

  /** Offsets of `n g obj … endobj`, or undefined when the object is absent or in an object stream. */
  sourceRange(ref: PdfRef): ByteSpan | undefined {
    const entry = this.#offsetEntry(ref);
    if (!entry) return undefined;
    const { start, end } = this.#read(ref, entry.offset);
    return { start, end };
  }

  /** The document as revision `index` left it: a prefix of the file, nothing copied. */
  at(index: number): PdfDocument {
    const revision = this.revisions[index];
    if (!revision) throw new CinnabarError('PDF_REVISION', `The PDF has no revision ${index}.`);
    // The newest, and nothing after it: what was read of it need not be read again.
    if (index === this.revisions.length - 1 && revision.endOffset === this.source.length) return this;
    const source = sliceSource(this.source, 0, revision.endOffset);
    const revisions = this.revisions.slice(0, index + 1);
    const earlier = new PdfDocument(source, this.#headerVersion, revisions, this.warnings, this.limits);
    return this.#cipher && this.#isEncryptedAlike(earlier) ? earlier.unlockedBy(this.#cipher) : earlier;
  }

  /** The same document, read through `cipher`. Use `unlockPdf`. */
  unlockedBy(cipher: FileCipher): PdfDocument {
    return new PdfDocument(this.source, this.#headerVersion, this.revisions, this.warnings, this.limits, cipher);
  }

  /** What reads or writes the object `ref`; undefined when it is not encrypted. */
  cipherOf(ref: PdfRef): ObjectCipher | undefined {
    // Strings of the encryption dictionary itself are not encrypted (§7.6.1).
    if (!this.encrypted || ref === this.trailer.get('Encrypt')) return undefined;
    return this.#cipher?.objectCipher(ref, (object) => this.resolve(object)) ?? lockedCipher;
  }

  /** Whether an earlier state of this file was read with the same key. */
  #isEncryptedAlike(earlier: PdfDocument): boolean {
    const [before, now] = [earlier, this].map((document) =>
      serializeObject(document.resolve(document.trailer.get('Encrypt'))),
    ) as [Uint8Array, Uint8Array];
    return equalBytes(before, now);
  }

  #offsetEntry(ref: PdfRef): (XrefEntry & { kind: 'offset' }) | undefined {
    const entry = this.entry(ref.num);
    return entry?.kind === 'offset' && entry.generation === ref.gen ? entry : undefined;
  }

  #load(ref: PdfRef): PdfObject {
    const entry = this.entry(ref.num);
    if (!entry || entry.kind === 'free') return null;
    if (this.#loading.has(ref)) throw damaged('an object depends on itself', { object: ref.num });
    this.#loading.add(ref);
    try {
      if (entry.kind === 'offset') return entry.generation === ref.gen ? this.#read(ref, entry.offset).object : null;
      return ref.gen === 0 ? this.#objectStream(entry.stream).get(ref.num, entry.index) : null;
    } finally {
      this.#loading.delete(ref);
    }
  }

  #read(ref: PdfRef, offset: number): IndirectObject {
    const cipher = this.cipherOf(ref);
    const options = { depth: this.limits.depth, items: this.#items, scanned: this.#scanned, cipher };
    const read = readIndirectObject(this.source, offset, options, (length) => this.resolve(length));
    if (read.num !== ref.num || read.gen !== ref.gen) throw misplaced(ref);
    return read;
  }

  #objectStream(num: number): ObjectStream {
    const known = this.#objectStreams.get(num);
    if (known) return known;
    const entry = this.entry(num);
    const stream = entry?.kind === 'offset' ? this.get(PdfRef.of(num, entry.generation)) : null;
    if (!(stream instanceof PdfStream)) throw damaged('an object stream is missing', { object: num });
    const bytes = this.decode(stream);
    this.#objectStreamBytes.spend(bytes.length);
    const scanned = new Budget('passes', this.limits.passes * bytes.length);
    // Its strings are not encrypted once more (§7.5.7).
    const options = { depth: this.limits.depth, items: this.#items, scanned };
    const objectStream = new ObjectStream(stream.dict, bytes, (object) => this.resolve(object), options);
    this.#objectStreams.set(num, objectStream);
    return objectStream;
  }
}

function misplaced(ref: PdfRef): Error {
  return damaged('an object is not where the cross-reference says', { object: ref.num });
}
