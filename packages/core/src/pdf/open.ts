import { CinnabarError } from '../error/index.ts';
import {
  bytesToLatin1,
  indexOfBytes,
  latin1ToBytes,
  readBytes,
  sourceOf,
  type ByteSource,
  type Part,
} from '../bytes/index.ts';
import { damaged } from './errors.ts';
import { PdfDocument } from './document.ts';
import { defaultLimits, type PdfLimits } from './limits.ts';
import { readRevisions, type PdfWarning } from './revisions.ts';

/**
 * Opens a PDF strictly: objects are found through the cross-reference chain alone, the file is never repaired or
 * searched. Only its end and its cross-reference sections are read here; `file` is kept, not copied, and read on when
 * more is asked for. An encrypted file opens, too, but its content is withheld until `unlockPdf`.
 * @throws CinnabarError `PDF_NOT_A_PDF`, `PDF_DAMAGED` or `PDF_LIMIT`.
 */
export function openPdf(file: Part, options: { limits?: Partial<PdfLimits> } = {}): PdfDocument {
  const source = sourceOf(file);
  const limits = { ...defaultLimits, ...options.limits };
  const warnings: PdfWarning[] = [];
  const version = readHeader(source, warnings);
  const revisions = readRevisions(source, limits, (warning) => warnings.push(warning));
  const document = new PdfDocument(source, version, revisions, warnings, limits);
  if (revisions.some(({ trailer }) => trailer.has('Encrypt') !== document.encrypted)) {
    throw damaged('some of its revisions are encrypted and others are not');
  }
  // Of an encrypted file even the catalog may be out of reach.
  if (!document.encrypted) void document.catalog;
  return document;
}

const headerMark = latin1ToBytes('%PDF-');

/** The version of the header (ISO 32000-2 §7.5.2), which readers accept within the first 1,024 bytes. */
function readHeader(source: ByteSource, warnings: PdfWarning[]): string {
  const start = readBytes(source, 0, Math.min(1024, source.length));
  const offset = indexOfBytes(start, headerMark);
  if (offset === -1) throw new CinnabarError('PDF_NOT_A_PDF', 'The file is not a PDF.');
  const versionAt = offset + headerMark.length;
  const version = /^\d\.\d$/.exec(bytesToLatin1(start.subarray(versionAt, versionAt + 3)))?.[0];
  if (version === undefined) throw damaged('its header names no version');
  if (offset > 0) {
    warnings.push({ code: 'PDF_HEADER_OFFSET', message: `${offset} bytes stand before the header.`, offset });
  }
  return version;
}
