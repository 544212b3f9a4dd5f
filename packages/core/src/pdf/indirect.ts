import { isDigit, isRegular, isSpace } from './characters.ts';
import type { ObjectCipher } from './encryption/cipher.ts';
import { damaged } from './errors.ts';
import { PdfDict, PdfName, PdfStream, type ByteSpan, type PdfObject } from './objects.ts';
import { PdfParser, type ParserOptions } from './parser.ts';

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
  bytes: Uint8Array,
  offset: number,
  options: ParserOptions,
  resolveLength: (length: PdfObject | undefined) => PdfObject,
): IndirectObject {
  const parser = new PdfParser(bytes, offset, { ...options, keepSource: true });
  options.scanned?.check();
  try {
    const read = readIndirect(parser, options.cipher, resolveLength);
    if (!options.cipher || !isXrefStream(read.object)) return read;
  } finally {
    options.scanned?.spend(parser.position - offset);
  }
  // Not encrypted, nor are the strings of its dictionary (§7.5.8.2), which is known only now.
  return readIndirectObject(bytes, offset, { ...options, cipher: undefined }, resolveLength);
}

function isXrefStream(object: PdfObject): boolean {
  return object instanceof PdfStream && object.dict.get('Type') === PdfName.of('XRef');
}

function readIndirect(
  parser: PdfParser,
  cipher: ObjectCipher | undefined,
  resolveLength: (length: PdfObject | undefined) => PdfObject,
): IndirectObject {
  const offset = parser.position;
  const header = readObjectHeader(parser);
  if (!header) throw damaged('an object is not where the cross-reference says', { offset });
  // Nothing between the keywords is null, legal if odd.
  if (parser.acceptKeyword('endobj')) return { ...header, object: null, end: parser.position };
  let object = parser.parseObject();
  if (object instanceof PdfDict && parser.acceptKeyword('stream')) {
    if (object.duplicateKeys.includes('Length')) throw damaged('a stream has two lengths', { offset });
    object = new PdfStream(object, streamData(parser, resolveLength(object.get('Length'))), cipher);
  }
  if (!parser.acceptKeyword('endobj')) throw damaged('an object does not end', { offset });
  return { ...header, object, end: parser.position };
}

/** Reads `n g obj` after optional white space; undefined when something else stands there. */
export function readObjectHeader(parser: PdfParser): { num: number; gen: number; start: number } | undefined {
  const { bytes } = parser;
  while (isSpace(bytes[parser.position])) parser.position++;
  const start = parser.position;
  // Inside a number: the offset points past the beginning of another object number.
  if (!isDigit(bytes[start]) || (start > 0 && isRegular(bytes[start - 1]))) return undefined;
  const num = parser.acceptInteger();
  const gen = num === undefined ? undefined : parser.acceptInteger();
  if (num === undefined || gen === undefined || !parser.acceptKeyword('obj')) return undefined;
  return { num, gen, start };
}

function streamData(parser: PdfParser, length: PdfObject): Uint8Array {
  const { bytes } = parser;
  // Carriage return and line feed, or line feed alone (§7.3.8.1).
  if (bytes[parser.position] === 0x0d) parser.position++;
  if (bytes[parser.position] !== 0x0a)
    throw damaged('a stream does not begin on its own line', { offset: parser.position });
  const start = parser.position + 1;
  if (typeof length !== 'number' || !Number.isInteger(length) || length < 0 || start + length > bytes.length) {
    throw damaged('the length of a stream is wrong', { offset: start });
  }
  parser.position = start + length;
  while (isSpace(bytes[parser.position])) parser.position++;
  if (!parser.acceptKeyword('endstream')) throw damaged('the length of a stream is wrong', { offset: start });
  return bytes.subarray(start, start + length);
}
