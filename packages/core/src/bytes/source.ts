/** Some consecutive bytes of a document. */
export interface ByteWindow {
  /** Offset of the first of them in the document. */
  readonly start: number;
  /** Shared with whoever reads the same: never write into them. */
  readonly bytes: Uint8Array;
}

/**
 * A document whose bytes are read where they are asked for: it need not be in memory. They are taken to stay the same as
 * long as it is in use. Offsets count from 0, ends are exclusive, and both lie in the document.
 */
export interface ByteSource {
  /** In bytes. */
  readonly length: number;
  /** Bytes `start` to `end`, and as many around them as are at hand. */
  window(start: number, end: number): ByteWindow;
  /** Bytes `start` to `end` in order, a piece at a time, each of which is good until the next one is asked for. */
  chunks(start: number, end: number): Iterable<Uint8Array>;
}

/** A document or a part of one, in memory or elsewhere. */
export type Part = Uint8Array | ByteSource;

/** What a part of kind `P` can be divided into. */
export type SliceOf<P extends Part> = P extends Uint8Array ? Uint8Array : ByteSource;

/** An array as a source; its window is always the whole of it. */
class MemorySource implements ByteSource, ByteWindow {
  readonly start = 0;
  readonly bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
  }

  get length(): number {
    return this.bytes.length;
  }

  window(): ByteWindow {
    return this;
  }

  chunks(start: number, end: number): Iterable<Uint8Array> {
    return [this.bytes.subarray(start, end)];
  }
}

/**
 * What could not be read, or was not given as asked for. It says nothing about the document, so no verdict is made of it:
 * `cause` is what the source threw, if it did.
 */
export class SourceError extends Error {
  override readonly name = 'SourceError';

  static of(cause: unknown): SourceError {
    return cause instanceof SourceError ? cause : new SourceError('A document could not be read.', { cause });
  }
}

/** Fills `target` with the bytes of the document from `offset` on, or throws. */
export type ReadBytes = (target: Uint8Array, offset: number) => void;

/** What is read at once; about what a disk gives for the price of one byte. */
export const blockLength = 16_384;
const keptWindows = 32;
const chunkLength = 262_144;

/** A source that is read by a function, with the windows that were used last. */
class StoredSource implements ByteSource {
  readonly length: number;
  readonly #read: ReadBytes;
  #windows: readonly ByteWindow[] = [];

  constructor(length: number, read: ReadBytes) {
    this.length = length;
    this.#read = read;
  }

  window(start: number, end: number): ByteWindow {
    const known = this.#windows.find((kept) => kept.start <= start && end <= kept.start + kept.bytes.length);
    if (known) return known;
    const from = start - (start % blockLength);
    const to = Math.min(this.length, Math.ceil(Math.max(end, from + 1) / blockLength) * blockLength);
    const window = { start: from, bytes: new Uint8Array(to - from) };
    this.#read(window.bytes, from);
    if (window.bytes.length <= 4 * blockLength) this.#windows = [window, ...this.#windows.slice(0, keptWindows - 1)];
    return window;
  }

  *chunks(start: number, end: number): Iterable<Uint8Array> {
    const buffer = new Uint8Array(Math.min(chunkLength, end - start));
    for (let at = start; at < end; at += buffer.length) {
      const chunk = buffer.subarray(0, Math.min(buffer.length, end - at));
      this.#read(chunk, at);
      yield chunk;
    }
  }
}

/** Part of a source, as a source. */
class SourceSlice implements ByteSource {
  readonly length: number;
  readonly #whole: ByteSource;
  readonly #offset: number;

  constructor(whole: ByteSource, start: number, end: number) {
    this.#whole = whole;
    this.#offset = start;
    this.length = end - start;
  }

  window(start: number, end: number): ByteWindow {
    const wide = this.#whole.window(this.#offset + start, this.#offset + end);
    const from = Math.max(wide.start, this.#offset);
    const bytes = wide.bytes.subarray(from - wide.start, this.#offset + this.length - wide.start);
    return { start: from - this.#offset, bytes };
  }

  chunks(start: number, end: number): Iterable<Uint8Array> {
    return this.#whole.chunks(this.#offset + start, this.#offset + end);
  }
}

/** A source and where it lies in the whole. */
interface PlacedSource {
  readonly start: number;
  readonly end: number;
  readonly source: ByteSource;
}

/** Sources one after the other. */
class JoinedSource implements ByteSource {
  readonly length: number;
  readonly #parts: readonly PlacedSource[];

  constructor(sources: readonly ByteSource[]) {
    let end = 0;
    this.#parts = sources.map((source) => ({ source, start: end, end: (end += source.length) }));
    this.length = end;
  }

  window(start: number, end: number): ByteWindow {
    const part = this.#partAround(start, end);
    if (part) {
      const own = part.source.window(start - part.start, end - part.start);
      return { start: part.start + own.start, bytes: own.bytes };
    }
    const bytes = new Uint8Array(end - start);
    fill(bytes, this.chunks(start, end));
    return { start, bytes };
  }

  *chunks(start: number, end: number): Iterable<Uint8Array> {
    for (const part of this.#parts) {
      const from = Math.max(start, part.start);
      const to = Math.min(end, part.end);
      if (from < to) yield* part.source.chunks(from - part.start, to - part.start);
    }
  }

  slice(start: number, end: number): ByteSource {
    const part = this.#partAround(start, end);
    return part ? sliceSource(part.source, start - part.start, end - part.start) : new SourceSlice(this, start, end);
  }

  #partAround(start: number, end: number): PlacedSource | undefined {
    return this.#parts.find((part) => part.start <= start && end <= part.end);
  }
}

function fill(target: Uint8Array, chunks: Iterable<Uint8Array>): void {
  let at = 0;
  for (const chunk of chunks) {
    target.set(chunk, at);
    at += chunk.length;
  }
}

/** A document of `length` bytes that `read` gets from where it is stored. */
export function storedSource(length: number, read: ReadBytes): ByteSource {
  return new StoredSource(length, read);
}

/** A part as a source; an array is not copied. */
export function sourceOf(part: Part): ByteSource {
  return part instanceof Uint8Array ? new MemorySource(part) : part;
}

/** The array when it is in memory, for those who need one; else the source itself. */
export function partOf(source: ByteSource): Part {
  return source instanceof MemorySource ? source.bytes : source;
}

/** Consecutive parts as one source; nothing is copied. */
export function sourceOfParts(parts: readonly Part[]): ByteSource {
  const [only = new Uint8Array()] = parts;
  return parts.length < 2 ? sourceOf(only) : new JoinedSource(parts.map(sourceOf));
}

/** Bytes `start` to `end` of `part`, nothing copied; the part itself when that is all of it. */
export function slicePart<P extends Part>(part: P, start: number, end: number): SliceOf<P> {
  if (start === 0 && end === part.length) return part as SliceOf<P>;
  const slice = part instanceof Uint8Array ? part.subarray(start, end) : sliceSource(part, start, end);
  return slice as SliceOf<P>;
}

/** Bytes `start` to `end` of a source, as a source. */
export function sliceSource(source: ByteSource, start: number, end: number): ByteSource {
  if (source instanceof MemorySource) return new MemorySource(source.bytes.subarray(start, end));
  if (source instanceof JoinedSource) return source.slice(start, end);
  return new SourceSlice(source, start, end);
}

/**
 * `source.window`, held to what it promises: less than that would look like a damaged file, or be asked for without end.
 * @throws SourceError
 */
export function windowOf(source: ByteSource, start: number, end: number): ByteWindow {
  let window: ByteWindow;
  try {
    window = source.window(start, end);
  } catch (cause) {
    throw SourceError.of(cause);
  }
  if (window.start <= start && end <= window.start + window.bytes.length) return window;
  throw new SourceError('A source of bytes gave a window on less than was asked for.');
}

/**
 * `source.chunks`, held to what it promises.
 * @throws SourceError
 */
export function* chunksWithin(source: ByteSource, start: number, end: number): Iterable<Uint8Array> {
  let left = end - start;
  try {
    for (const chunk of source.chunks(start, end)) {
      left -= chunk.length;
      yield chunk;
    }
  } catch (cause) {
    throw SourceError.of(cause);
  }
  if (left !== 0) throw new SourceError('A source of bytes gave more or less than was asked for.');
}

/**
 * Bytes `start` to `end`, to be looked at: a view of memory where they are in memory, otherwise one of a window, which is
 * kept as long as it is.
 */
export function readBytes(source: ByteSource, start: number, end: number): Uint8Array {
  const window = windowOf(source, start, end);
  return window.bytes.subarray(start - window.start, end - window.start);
}

/**
 * All bytes of consecutive parts in order; see `ByteSource.chunks`.
 * @throws SourceError
 */
export function* chunksOf(parts: readonly Part[]): Iterable<Uint8Array> {
  for (const part of parts) {
    if (part instanceof Uint8Array) yield part;
    else yield* chunksWithin(part, 0, part.length);
  }
}
