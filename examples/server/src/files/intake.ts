import { CinnabarError, isCinnabarError } from '@cinnabar/core/error';
import { openPdf, PdfDict, PdfName, type PdfDocument, type PdfObject } from '@cinnabar/core/pdf';

export const maxFileSize = 10 * 1024 * 1024;

/**
 * Checks an upload before anything else touches it and counts its pages.
 * @throws CinnabarError `FILE_TOO_LARGE`, `FILE_NOT_PDF`, `FILE_DAMAGED`, `FILE_ENCRYPTED`, `FILE_ACTIVE_CONTENT`,
 * `FILE_ALREADY_SIGNED`, `FILE_TOO_MANY_PAGES`.
 */
export function inspectUpload(bytes: Uint8Array): { pages: number } {
  if (bytes.length > maxFileSize) throw new CinnabarError('FILE_TOO_LARGE', 'The file is larger than 10 MB.');
  try {
    const document = openPdf(bytes);
    if (document.encrypted) throw new CinnabarError('FILE_ENCRYPTED', 'Remove the protection of the file first.');
    const pages = document.pages().length;
    if (pages === 0) throw new CinnabarError('FILE_DAMAGED', 'The file has no pages.');
    if (pages > 2000) throw new CinnabarError('FILE_TOO_MANY_PAGES', 'The file has more than 2,000 pages.');
    refuseActiveContent(document);
    return { pages };
  } catch (error) {
    if (isCinnabarError(error) && error.code.startsWith('PDF_')) throw asFileError(error);
    throw error;
  }
}

/** Walks everything reachable, for a script may hang on any object; budgets of the reader bound the walk. */
function refuseActiveContent(document: PdfDocument): void {
  const form = document.resolve(document.catalog.get('AcroForm'));
  if (form instanceof PdfDict && form.has('XFA')) throw activeContent('XFA');

  const seen = new Set<PdfObject>();
  const queue: PdfObject[] = [document.catalog];
  for (let object = queue.pop(); object !== undefined; object = queue.pop()) {
    const value = document.resolve(object);
    if (value === null || typeof value !== 'object' || seen.has(value)) continue;
    seen.add(value);
    if (seen.size > maxObjects) throw new CinnabarError('FILE_DAMAGED', 'The file has too many objects.');
    if (Array.isArray(value)) {
      queue.push(...value);
      continue;
    }
    const dict = value instanceof PdfDict ? value : 'dict' in value ? value.dict : undefined;
    if (dict === undefined) continue;
    const action = document.resolve(dict.get('S'));
    if (action instanceof PdfName && forbiddenActions.has(action.value)) throw activeContent(action.value);
    if (dict.has('JS')) throw activeContent('JavaScript');
    const type = document.resolve(dict.get('FT'));
    if (type === PdfName.of('Sig') && document.resolve(dict.get('V')) !== null) {
      throw new CinnabarError(
        'FILE_ALREADY_SIGNED',
        'The file already carries a signature; upload the unsigned original.',
      );
    }
    queue.push(...dict.map.values());
  }
}

const maxObjects = 1_000_000;
const forbiddenActions: ReadonlySet<string> = new Set([
  'JavaScript',
  'Launch',
  'ImportData',
  'SubmitForm',
  'GoToE',
  'Rendition',
]);

function activeContent(kind: string): CinnabarError {
  return new CinnabarError(
    'FILE_ACTIVE_CONTENT',
    'The file contains scripts or actions; print it to a plain PDF first.',
    {
      details: { kind },
    },
  );
}

function asFileError(error: CinnabarError): CinnabarError {
  const [code, message] =
    {
      PDF_NOT_A_PDF: ['FILE_NOT_PDF', 'The file is not a PDF.'] as const,
      PDF_ENCRYPTED: ['FILE_ENCRYPTED', 'Remove the protection of the file first.'] as const,
    }[error.code] ?? (['FILE_DAMAGED', 'The file is damaged; make it again with the program it came from.'] as const);
  return new CinnabarError(code, message, { cause: error });
}
