import { windowOf, type ByteSource } from '../bytes/index.ts';
import { PdfParser, type ParserOptions } from './parser.ts';

/** What is asked for at first, in bytes: as much as is at hand comes anyway. */
const firstLength = 64;

/**
 * What `parse` makes of the file from `offset` on. It is given as much of the file as is at hand; when it looks beyond,
 * whatever it made of that counts for nothing and it is called again with more.
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
  for (let length = firstLength; ; length *= 4) {
    const window = windowOf(source, start, Math.min(source.length, offset + length));
    const parser = new PdfParser(window, offset, options);
    const isAll = window.start + window.bytes.length === source.length;
    try {
      const parsed = parse(parser);
      if (isAll || !parser.ranOut) return parsed;
    } catch (cause) {
      if (isAll || !parser.ranOut) throw cause;
    }
    items?.rewind(spent);
  }
}
