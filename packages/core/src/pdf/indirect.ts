import { partOf, sliceSource, type ByteSource } from '../bytes/index.ts';
import { isDigit, isRegular, isSpace } from './characters.ts';
import { damaged } from './errors.ts';
import { PdfDict, PdfName, PdfStream, type ByteSpan, type PdfObject } from './objects.ts';
import { parseAt } from './parse-at.ts';
import type { PdfParser, ParserOptions } from './parser.ts';

/** An indirect object as it stands in the file. */
export interface IndirectObject extends ByteSpan {
  readonly num: number;
  readonly gen: number;
  readonly object: PdfObject;
}

/**
 * Reads `n g obj … endobj` at `offset` (ISO 32000-2 §7.3.10).
 * @param resolveLength yields the /Length of a stream when that is a reference.
 */
export function readIndirectObject(
  source: ByteSource,
  offset: number,
  options: ParserOptions,
  resolveLength: (length: PdfObject | undefined) => PdfObject,
): IndirectObject {
  options.scanned?.check();
  let reached = offset;
  const parse = <T>(from: number, step: (parser: PdfParser) => T): T =>
    parseAt(source, from, { ...options, keepSource: true }, (parser) => {
      try {
        return step(parser);
      } finally {
        reached = parser.offset;
      }
    });
  try {
    const { dataStart, ...read } = parse(offset, readBeginning);
    if (dataStart === undefined) return read;
    const dict = read.object as PdfDict;
    const dataEnd = endOfData(source, dataStart, resolveLength(dict.get('Length')));
    const end = parse(dataEnd, (parser) => readEnding(parser, dataStart, offset));
    if (!options.cipher || dict.get('Type') !== PdfName.of('XRef')) {
      const data = partOf(sliceSource(source, dataStart, dataEnd));
      return { ...read, object: new PdfStream(dict, data, options.cipher), end };
    }
  } finally {
    options.scanned?.spend(reached - offset);
  }
  // Not encrypted, nor are the strings of its dictionary (§7.5.8.2), which is known only now.
  return readIndirectObject(source, offset, { ...options, cipher: undefined }, resolveLength);
}

/** An object, or the dictionary of a stream and where its data begins. */
interface Beginning extends IndirectObject {
  readonly dataStart?: number;
}

function readBeginning(parser: PdfParser): Beginning {
  const { offset } = parser;
  const header = readObjectHeader(parser);
  if (!header) throw damaged('an object is not where the cross-reference says', { offset });
  // Nothing between the keywords is null, legal if odd.
  if (parser.acceptKeyword('endobj')) return { ...header, object: null, end: parser.offset };
  const object = parser.parseObject();
  if (object instanceof PdfDict && parser.acceptKeyword('stream')) {
    if (object.duplicateKeys.includes('Length')) throw damaged('a stream has two lengths', { offset });
    return { ...header, object, end: parser.offset, dataStart: startOfData(parser) };
  }
  if (!parser.acceptKeyword('endobj')) throw damaged('an object does not end', { offset });
  return { ...header, object, end: parser.offset };
}

/** Reads `n g obj` after optional white space; undefined when something else stands there. */
export function readObjectHeader(parser: PdfParser): { num: number; gen: number; start: number } | undefined {
  const { bytes } = parser;
  let at = parser.position;
  while (isSpace(bytes[at])) at++;
  parser.looked(at);
  parser.position = at;
  const start = parser.offset;
  // Inside a number: the offset points past the beginning of another object number.
  if (!isDigit(bytes[at]) || (at > 0 && isRegular(bytes[at - 1]))) return undefined;
  const num = parser.acceptInteger();
  const gen = num === undefined ? undefined : parser.acceptInteger();
  if (num === undefined || gen === undefined || !parser.acceptKeyword('obj')) return undefined;
  return { num, gen, start };
}

/** Moves over the line end after `stream`: carriage return and line feed, or line feed alone (§7.3.8.1). */
function startOfData(parser: PdfParser): number {
  const { bytes } = parser;
  if (bytes[parser.position] === 0x0d) parser.position++;
  parser.looked(parser.position);
  if (bytes[parser.position] !== 0x0a)
    throw damaged('a stream does not begin on its own line', { offset: parser.offset });
  parser.position++;
  return parser.offset;
}

function endOfData(source: ByteSource, start: number, length: PdfObject): number {
  if (typeof length === 'number' && Number.isInteger(length) && length >= 0 && start + length <= source.length) {
    return start + length;
  }
  throw damaged('the length of a stream is wrong', { offset: start });
}

function readEnding(parser: PdfParser, dataStart: number, offset: number): number {
  if (!parser.acceptKeyword('endstream')) throw damaged('the length of a stream is wrong', { offset: dataStart });
  if (!parser.acceptKeyword('endobj')) throw damaged('an object does not end', { offset });
  return parser.offset;
}
