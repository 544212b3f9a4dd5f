import { indexInSource, latin1ToBytes, occurrencesIn, readBytes, type ByteSource } from '../../bytes/index.ts';
import { PdfDict, PdfName, PdfRef, PdfStream, type PdfDocument, type PdfObject } from '../../pdf/index.ts';
import type { ObjectGraph } from './object-graph.ts';

/** `12 0 obj` somewhere in a file. */
interface ObjectHeader {
  readonly num: number;
  readonly gen: number;
  readonly start: number;
}

/**
 * What a program finds that searches a file for objects instead of following its index, as most do when something about
 * the file displeases them: a reference that leads nowhere is enough. What they find must not be another document.
 */
export class UnlistedObjects {
  readonly #document: PdfDocument;
  readonly #listed = new Set<number>();

  constructor(document: PdfDocument) {
    this.#document = document;
    for (const revision of document.revisions) {
      this.#listed.add(revision.startxref);
      for (const num of revision.entries) {
        const entry = revision.entry(num);
        if (entry?.kind === 'offset') this.#listed.add(entry.offset);
      }
    }
  }

  /**
   * Whether bytes `from` to `to` hold a trailer of no revision, or an object that no index lists and that would take
   * the place of one of `document`, to which `graph` leads.
   */
  within(from: number, to: number, document: PdfDocument, graph: ObjectGraph): boolean {
    const { source } = this.#document;
    if (trailersIn(source, from, to) > this.#tablesWithin(from, to)) return true;
    for (const header of objectHeaders(source, from, to)) {
      const isPassedOver = this.#isListed(header.start) && !isLaterGeneration(header, document);
      if (!isPassedOver && replaces(header, document, graph)) return true;
    }
    return false;
  }

  #isListed(start: number): boolean {
    // Offsets may point to the white space before an object.
    const { source } = this.#document;
    for (let at = start; !this.#listed.has(at);) {
      const from = Math.max(0, at - longestGap);
      const before = readBytes(source, from, at);
      while (at > from && (before[at - 1 - from] as number) <= 0x20 && !this.#listed.has(--at));
      if (this.#listed.has(at)) return true;
      if (at > from || from === 0) return false;
    }
    return true;
  }

  #tablesWithin(from: number, to: number): number {
    const tables = this.#document.revisions.filter(
      ({ xrefForm, startxref }) => xrefForm !== 'stream' && startxref >= from && startxref < to,
    );
    // A linearized file has two in its first revision (Annex F).
    const { source } = this.#document;
    const isLinearized = from === 0 && indexInSource(source, linearized, 0, Math.min(1_024, source.length)) !== -1;
    return tables.length + (isLinearized ? 1 : 0);
  }
}

const linearized = latin1ToBytes('/Linearized');
const objectMark = latin1ToBytes('obj');
const trailerMark = latin1ToBytes('trailer');

/** Of white space and comments that are read past. */
const longestGap = 200;

/** A number is given again with a higher generation only (§7.5.4), so to some the highest one counts. */
function isLaterGeneration({ num, gen }: ObjectHeader, document: PdfDocument): boolean {
  const entry = document.entry(num);
  return entry?.kind === 'offset' && gen > entry.generation;
}

/** To those who search, the last one in the file counts. */
function replaces({ num, gen, start }: ObjectHeader, document: PdfDocument, graph: ObjectGraph): boolean {
  const entry = document.entry(num);
  if (entry?.kind === 'offset') return start > entry.offset || gen > entry.generation;
  if (entry?.kind === 'compressed') return true;
  const refs = [PdfRef.of(num), PdfRef.of(num, gen), ...graph.laterGenerations(num)];
  return refs.some((ref) => graph.places(ref).length > 0);
}

/** All that reads like the beginning of an object, whatever it is a part of. */
function* objectHeaders(source: ByteSource, from: number, to: number): Generator<ObjectHeader> {
  for (const at of occurrencesIn(source, objectMark, from, to)) {
    const least = Math.max(from, at - longestGap);
    const bytes = readBytes(source, least, at);
    const gen = numberBefore(bytes, bytes.length);
    const num = gen && numberBefore(bytes, gen.start);
    if (gen && num && num.end < gen.start) yield { num: num.value, gen: gen.value, start: least + num.start };
  }
}

/** The digits before `end`, white space and comments between them and it. */
function numberBefore(bytes: Uint8Array, end: number): { value: number; start: number; end: number } | undefined {
  let at = end;
  for (let comment: number | undefined = end; comment !== undefined;) {
    at = comment;
    let newLine = false;
    for (; at > 0 && (bytes[at - 1] as number) <= 0x20; at--) newLine ||= isLineEnd(bytes[at - 1]);
    comment = newLine ? commentBefore(bytes, at) : undefined;
  }
  const last = at;
  let value = 0;
  for (let unit = 1; at > 0 && isDigit(bytes[at - 1]); unit *= 10) value += unit * ((bytes[--at] as number) - 0x30);
  if (at === last || last - at > 10) return undefined;
  return { value, start: at, end: last };
}

/** Where the comment begins that goes to the end of its line, at `end`. */
function commentBefore(bytes: Uint8Array, end: number): number | undefined {
  let found: number | undefined;
  for (let at = end - 1; at >= 0 && !isLineEnd(bytes[at]); at--) if (bytes[at] === 0x25) found = at;
  return found;
}

function isLineEnd(code: number | undefined): boolean {
  return code === 0x0a || code === 0x0d;
}

function isDigit(code: number | undefined): boolean {
  return code !== undefined && code >= 0x30 && code <= 0x39;
}

function trailersIn(source: ByteSource, from: number, to: number): number {
  let count = 0;
  for (const at of occurrencesIn(source, trailerMark, from, to)) {
    const start = at + trailerMark.length;
    const bytes = readBytes(source, start, Math.min(to, start + longestGap + 2));
    let next = 0;
    for (let comment = false; next < longestGap; next++) {
      const code = bytes[next] ?? 0;
      if (code === 0x25) comment = true;
      else if (isLineEnd(code)) comment = false;
      else if (!comment && code > 0x20) break;
    }
    if (bytes[next] === 0x3c && bytes[next + 1] === 0x3c) count++;
  }
  return count;
}

const rootsOfDocuments = ['Catalog', 'Pages', 'Page', 'XRef'].map((type) => PdfName.of(type));

/** Whether an object to which nothing leads could be taken for the beginning of a document by those who search for one. */
export function posesAsRoot(document: PdfDocument, value: PdfObject): boolean {
  const dict = value instanceof PdfStream ? value.dict : value;
  if (!(dict instanceof PdfDict)) return false;
  const types = [dict.get('Type'), ...dict.overridden].map((type) => document.resolve(type));
  return rootsOfDocuments.some((root) => types.includes(root));
}
