import type { ByteSource } from '../bytes/index.ts';
import { Budget } from './budget.ts';
import { damaged, limitExceeded } from './errors.ts';
import { decodeStream } from './filters/decode.ts';
import { readIndirectObject } from './indirect.ts';
import { maxObjectNumber } from './limits.ts';
import { PdfDict, PdfName, PdfRef, PdfStream, type PdfObject } from './objects.ts';
import { parseAt } from './parse-at.ts';
import type { PdfParser, ParserOptions } from './parser.ts';
import { entryType, XrefEntries } from './xref-entries.ts';

/** One cross-reference table or stream with its trailer. */
export interface XrefSection {
  readonly form: 'table' | 'stream';
  /** Offset of the keyword `xref` or of the object number. */
  readonly start: number;
  /** Offset after the trailer dictionary or after `endobj`. */
  readonly end: number;
  /** Trailer dictionary, or the stream's dictionary. */
  readonly trailer: PdfDict;
  readonly entries: XrefEntries;
}

/** Reads the section whose first byte is at `offset`. */
export function readXrefSection(
  source: ByteSource,
  offset: number,
  options: ParserOptions,
  budget: Budget,
): XrefSection {
  const { spent } = budget;
  const table = parseAt(source, offset, { ...options, keepSource: true }, (parser) => {
    budget.rewind(spent);
    const isTable = parser.bytes[parser.position] === 0x78 && parser.acceptKeyword('xref');
    return isTable ? readTable(parser, offset, budget) : undefined;
  });
  const section = table ?? readStream(source, offset, options, budget);
  if (section.trailer.duplicateKeys.length > 0) throw damaged('a trailer has an entry twice', { offset });
  return section;
}

const rowLength = 20;

/** A classic table (ISO 32000-2 §7.5.4). Rows are parsed as bytes, for there may be a hundred thousand of them. */
function readTable(parser: PdfParser, start: number, budget: Budget): XrefSection {
  const { bytes } = parser;
  const subsections: { first: number; count: number; row: number }[] = [];
  let total = 0;
  while (!parser.acceptKeyword('trailer')) {
    const first = parser.acceptInteger();
    const count = first === undefined ? undefined : parser.acceptInteger();
    if (first === undefined || count === undefined) {
      throw damaged('a cross-reference table is malformed', { offset: parser.offset });
    }
    if (first + count > maxObjectNumber + 1) throw limitExceeded('object number', maxObjectNumber);
    skipLineEnd(parser);
    subsections.push({ first, count, row: parser.position });
    budget.spend(count + 1);
    total += count;
    parser.position += rowLength * count;
    parser.looked(parser.position);
    if (parser.position > bytes.length) throw damaged('a cross-reference table is cut off', { offset: start });
  }
  const types = new Uint8Array(total);
  const second = new Float64Array(total);
  const third = new Uint32Array(total);
  const windowStart = parser.offset - parser.position;
  let at = 0;
  for (const { count, row } of subsections) {
    for (let i = 0, position = row; i < count; i++, at++, position += rowLength) {
      if (readRow(bytes, position, at, types, second, third)) continue;
      throw damaged('a row of the cross-reference table is malformed', { offset: windowStart + position });
    }
  }
  const trailer = parser.parseObject();
  if (!(trailer instanceof PdfDict)) throw damaged('a trailer is not a dictionary', { offset: parser.offset });
  const entries = new XrefEntries(subsections, types, second, third);
  return { form: 'table', start, end: parser.offset, trailer, entries };
}

/** Moves to the line after a subsection's head. */
function skipLineEnd(parser: PdfParser): void {
  const { bytes } = parser;
  let at = parser.position;
  while (bytes[at] === 0x20) at++;
  const carriageReturn = bytes[at] === 0x0d;
  if (carriageReturn) at++;
  parser.looked(at);
  const lineFeed = bytes[at] === 0x0a;
  parser.position = lineFeed ? at + 1 : at;
  if (!lineFeed && !carriageReturn) {
    throw damaged('a cross-reference table is malformed', { offset: parser.offset });
  }
}

/** @returns whether it is well-formed */
function readRow(
  bytes: Uint8Array,
  offset: number,
  at: number,
  types: Uint8Array,
  second: Float64Array,
  third: Uint32Array,
): boolean {
  // Negative as soon as one of the codes is no digit, without a branch for each.
  let sign = 0;
  let value = 0;
  let generation = 0;
  for (let at = offset; at < offset + 10; at++) {
    const digit = (bytes[at] as number) - 0x30;
    sign |= digit | (9 - digit);
    value = 10 * value + digit;
  }
  for (let at = offset + 11; at < offset + 16; at++) {
    const digit = (bytes[at] as number) - 0x30;
    sign |= digit | (9 - digit);
    generation = 10 * generation + digit;
  }
  const letter = bytes[offset + 17];
  const end = ((bytes[offset + 18] as number) << 8) | (bytes[offset + 19] as number);
  const wellFormed =
    sign >= 0 &&
    bytes[offset + 10] === 0x20 &&
    bytes[offset + 16] === 0x20 &&
    (letter === 0x6e || letter === 0x66) &&
    (end === 0x200a || end === 0x200d || end === 0x0d0a);
  types[at] = letter === 0x6e ? entryType.offset : entryType.free;
  second[at] = value;
  third[at] = generation;
  return wellFormed;
}

/** A cross-reference stream (§7.5.8). All it needs must be direct. */
function readStream(source: ByteSource, offset: number, options: ParserOptions, budget: Budget): XrefSection {
  const { object, start, end } = readIndirectObject(source, offset, options, directOnly);
  if (!(object instanceof PdfStream) || object.dict.get('Type') !== PdfName.of('XRef')) {
    throw damaged('there is no cross-reference section where one is announced', { offset });
  }
  const widths = integers(object.dict.get('W'), 'W');
  const [typeWidth, secondWidth, thirdWidth] = widths;
  if (typeWidth === undefined || secondWidth === undefined || thirdWidth === undefined || widths.some((w) => w > 8)) {
    throw damaged('the widths of a cross-reference stream are wrong', { offset });
  }
  const size = sizeOf(object.dict);
  const index = object.dict.has('Index') ? integers(object.dict.get('Index'), 'Index') : [0, size];
  if (index.length % 2 !== 0) throw damaged('the index of a cross-reference stream is wrong', { offset });
  const subsections: { first: number; count: number }[] = [];
  let total = 0;
  for (let i = 0; i < index.length; i += 2) {
    const [first = 0, count = 0] = index.slice(i, i + 2);
    if (first + count > maxObjectNumber + 1) throw limitExceeded('object number', maxObjectNumber);
    budget.spend(count + 1);
    subsections.push({ first, count });
    total += count;
  }
  const rowBytes = widths.reduce((sum, width) => sum + width, 0);
  // Twice for the predictor's input and output, and a little for rows beyond the index.
  const rows = decodeStream(object, directOnly, new Budget('streamBytes', 2 * total * (rowBytes + 1) + 65536));
  if (rowBytes === 0 || rows.length < total * rowBytes)
    throw damaged('a cross-reference stream is too short', { offset });

  const types = new Uint8Array(total);
  const second = new Float64Array(total);
  const third = new Uint32Array(total);
  for (let row = 0, at = 0; row < total; row++, at += rowBytes) {
    const type = typeWidth === 0 ? entryType.offset : field(rows, at, typeWidth);
    types[row] = Math.min(type, entryType.unknown);
    second[row] = field(rows, at + typeWidth, secondWidth);
    third[row] = Math.min(field(rows, at + typeWidth + secondWidth, thirdWidth), 0xffffffff);
  }
  const entries = new XrefEntries(subsections, types, second, third);
  return { form: 'stream', start, end, trailer: object.dict, entries };
}

/** Big-endian field; inexact beyond 2^53, where nothing valid lies. */
function field(bytes: Uint8Array, at: number, width: number): number {
  let value = 0;
  for (let i = 0; i < width; i++) value = 256 * value + (bytes[at + i] as number);
  return value;
}

function integers(object: PdfObject | undefined, key: string): number[] {
  if (!Array.isArray(object)) throw damaged(`a cross-reference stream lacks its /${key}`);
  return object.map((item) => {
    if (typeof item !== 'number' || !Number.isSafeInteger(item) || item < 0) {
      throw damaged(`the /${key} of a cross-reference stream is wrong`);
    }
    return item;
  });
}

/** /Size of a trailer: one more than the highest object number. */
export function sizeOf(trailer: PdfDict): number {
  const size = trailer.get('Size');
  if (typeof size !== 'number' || !Number.isInteger(size) || size < 1 || size > maxObjectNumber + 1) {
    throw damaged('a trailer has no valid /Size');
  }
  return size;
}

function directOnly(object: PdfObject | undefined): PdfObject {
  if (object instanceof PdfRef) {
    throw damaged('a cross-reference stream refers to other objects');
  }
  return object ?? null;
}
