import { windowOf, type ByteSource, type ByteWindow } from '../bytes/index.ts';
import { limitExceeded } from './errors.ts';
import { maxObjectLength } from './limits.ts';
import { PdfParser, type ParserOptions } from './parser.ts';

/** What is asked for at first, in bytes: as much as is at hand comes anyway. */
const firstLength = 64;

/**
 * What `parse` makes of the file from `offset` on. It is given as much of the file as is at hand; when it looks beyond,
 * whatever it made of that counts for nothing and it is called again with more.
 * @throws CinnabarError `PDF_LIMIT` when it looks further than any object reaches, and what `parse` throws
 */
export function parseAt<T>(
  source: ByteSource,
  offset: number,
  options: ParserOptions,
  parse: (parser: PdfParser) => T,
): T {
  const { items } = options;
  const spent = items?.spent ?? 0;
  // The byte before, for it tells whether a token begins here.
  const start = Math.min(Math.max(0, offset - 1), source.length);
  const most = Math.min(source.length, start + maxObjectLength);
  for (let length = firstLength; ; length *= 4) {
    const window = upTo(most, windowOf(source, start, Math.min(most, start + length)));
    const parser = new PdfParser(window, offset, options);
    const end = window.start + window.bytes.length;
    const isAll = end === source.length;
    try {
      const parsed = parse(parser);
      if (isAll || !parser.ranOut) return parsed;
    } catch (cause) {
      if (isAll || !parser.ranOut) throw cause;
    }
    if (end === most) throw limitExceeded('object length', maxObjectLength);
    items?.rewind(spent);
  }
}

/** The same window whatever is at hand: what is too long in one place is so in every other. */
function upTo(end: number, window: ByteWindow): ByteWindow {
  const { start, bytes } = window;
  return start + bytes.length <= end ? window : { start, bytes: bytes.subarray(0, end - start) };
}
