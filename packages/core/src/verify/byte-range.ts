import { readBytes, sliceSource, type ByteSource } from '../bytes/index.ts';
import type { Problem } from '../cms/index.ts';
import { PdfString, type PdfDict, type PdfDocument } from '../pdf/index.ts';
import { problem } from './problem.ts';
import type { Coverage } from './report.ts';

/** A ByteRange that can be trusted to say what was signed. */
export interface SignedRange {
  /** The two signed ranges, as parts of the file. */
  readonly parts: readonly [ByteSource, ByteSource];
  /** Offset after the last signed byte. */
  readonly end: number;
  /** Bytes of /Contents: the CMS and its padding. */
  readonly contents: Uint8Array;
}

/**
 * The ranges a signature dictionary says were signed, or what is wrong with them: exactly four direct integers that
 * start at 0 and lie in the file, and a gap that is exactly the dictionary's own /Contents, as a hexadecimal string
 * with its angle brackets, where the parser found it (ISO 32000-2 §12.8.1; ETSI EN 319 142-1 §5.3).
 */
export function readSignedRange(source: ByteSource, dict: PdfDict): SignedRange | Problem {
  if (dict.duplicateKeys.length > 0) {
    return problem('SIGNATURE_DICTIONARY_DUPLICATE_KEY');
  }
  const byteRange = dict.get('ByteRange');
  if (!Array.isArray(byteRange) || byteRange.length !== 4 || !byteRange.every(isOffset)) {
    return problem('BYTE_RANGE_MALFORMED');
  }
  const [start, gapStart, gapEnd, rest] = byteRange as [number, number, number, number];
  const end = gapEnd + rest;
  if (start !== 0 || gapStart === 0 || gapEnd <= gapStart || end > source.length) {
    return problem('BYTE_RANGE_OUT_OF_FILE');
  }
  const contents = dict.get('Contents');
  if (!(contents instanceof PdfString) || !contents.hex || !contents.source) {
    return problem('CONTENTS_MALFORMED');
  }
  const { rawBytes, source: place } = contents;
  if (place.start !== gapStart || place.end !== gapEnd || place.end - place.start !== 2 * rawBytes.length + 2) {
    return problem('BYTE_RANGE_GAP');
  }
  const parts = [sliceSource(source, 0, gapStart), sliceSource(source, gapEnd, end)] as const;
  return { parts, end, contents: rawBytes };
}

function isOffset(value: unknown): boolean {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
}

/** How far `range` reaches, and the index of the revision it was made over. */
export function coverageOf(
  document: PdfDocument,
  range: SignedRange,
): { coverage: Coverage; revision: number | undefined; tail: boolean } {
  const { source, revisions } = document;
  const revision = revisions.findIndex(
    ({ endOffset }) => range.end <= endOffset && onlyLineEnds(source, range.end, endOffset),
  );
  // Bytes after the newest revision that are not its line end belong to nothing: another reader may show them.
  const tail = !onlyLineEnds(source, (revisions.at(-1) as { endOffset: number }).endOffset, source.length);
  if (revision === -1) return { coverage: 'PARTIAL', revision: undefined, tail };
  const whole = revision === revisions.length - 1 && onlyLineEnds(source, range.end, source.length);
  return { coverage: whole ? 'WHOLE_FILE' : tail ? 'PARTIAL' : 'WHOLE_REVISION', revision, tail };
}

/** Readers look for the end in the last 1,024 bytes; where they do not find it, they show whatever they can find. */
const maxLineEnds = 64;

function onlyLineEnds(source: ByteSource, from: number, to: number): boolean {
  if (to - from > maxLineEnds) return false;
  return from >= to || readBytes(source, from, to).every((octet) => octet === 0x0a || octet === 0x0d);
}
