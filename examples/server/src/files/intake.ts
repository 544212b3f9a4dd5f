import { CinnabarError, isCinnabarError } from '@cinnabar/core/error';
import { openPdf, PdfDict, PdfName, PdfStream, PdfString, type PdfDocument, type PdfObject } from '@cinnabar/core/pdf';
import { checkPreparable } from '@cinnabar/core/stamp';
import { rules } from '../context.ts';

/** Bytes. Catalogue: LIM-20. */
export const maxFileSize = rules.upload.maxFileBytes;

const maxObjects = 1_000_000;
/** What the pages may draw, decoded. A contract of 100 pages has some 2 MB; 64 MB of operators take readers minutes. */
const maxContentBytes = 64 * 1024 * 1024;

/**
 * Checks an upload before anything else touches it and counts its pages.
 * Catalogue: INI-14.
 * @throws CinnabarError `FILE_TOO_LARGE`, `FILE_NOT_PDF`, `FILE_DAMAGED`, `FILE_ENCRYPTED`, `FILE_ACTIVE_CONTENT`,
 * `FILE_ALREADY_SIGNED`, `FILE_AMBIGUOUS`, `FILE_ATTACHMENT`, `FILE_TOO_MANY_PAGES`, `FILE_TOO_COMPLEX`.
 */
export function inspectUpload(bytes: Uint8Array): { pages: number } {
  if (bytes.length > maxFileSize) throw new CinnabarError('FILE_TOO_LARGE', 'The file is larger than 10 MB.');
  try {
    const document = openPdf(bytes);
    checkPreparable(document);
    const pages = document.pages().length;
    if (pages === 0) throw new CinnabarError('FILE_DAMAGED', 'The file has no pages.');
    if (pages > 2000) throw new CinnabarError('FILE_TOO_MANY_PAGES', 'The file has more than 2,000 pages.');
    checkObjects(document);
    return { pages };
  } catch (error) {
    throw isCinnabarError(error) ? asFileError(error) : error;
  }
}

/**
 * Walks everything reachable for what may hang on any object: hidden scripts, players, attachments, addresses that are
 * no web addresses, and drawing that unpacks to more than a page can need.
 */
function checkObjects(document: PdfDocument): void {
  const seen = new Set<PdfObject>();
  const queue: PdfObject[] = [document.catalog];
  let content = 0;
  for (let object = queue.pop(); object !== undefined; object = queue.pop()) {
    const value = document.resolve(object);
    if (value === null || typeof value !== 'object' || seen.has(value)) continue;
    seen.add(value);
    if (seen.size > maxObjects) throw tooComplex();
    if (Array.isArray(value)) {
      for (const item of value) queue.push(item);
      continue;
    }
    const dict = value instanceof PdfDict ? value : value instanceof PdfStream ? value.dict : undefined;
    if (dict === undefined) continue;
    checkDict(document, dict);
    if (value instanceof PdfStream && isDrawing(document, dict)) {
      content += document.decode(value).length;
      if (content > maxContentBytes) throw tooComplex();
    }
    queue.push(...dict.map.values());
  }
}

const forbiddenActions: ReadonlySet<string> = new Set([
  'JavaScript',
  'Launch',
  'ImportData',
  'SubmitForm',
  'ResetForm',
  'GoToE',
  'Hide',
  'Rendition',
  'RichMediaExecute',
  'SetOCGState',
]);

/** Annotations that play something or carry a file. */
const players: ReadonlySet<string> = new Set(['3D', 'Movie', 'Projection', 'RichMedia', 'Screen', 'Sound']);

function checkDict(document: PdfDocument, dict: PdfDict): void {
  const nameOf = (key: string): string => {
    const value = document.resolve(dict.get(key));
    return value instanceof PdfName ? value.value : '';
  };
  const action = nameOf('S');
  if (forbiddenActions.has(action)) throw activeContent(action);
  if (dict.has('JS')) throw activeContent('JavaScript');
  const subtype = nameOf('Subtype');
  if (players.has(subtype) && (dict.has('Rect') || nameOf('Type') === 'Annot')) throw activeContent(subtype);
  if (subtype === 'FileAttachment' || nameOf('Type') === 'EmbeddedFile' || dict.has('EmbeddedFiles')) {
    throw new CinnabarError('FILE_ATTACHMENT', 'Other files are attached to the file; print it to a plain PDF first.');
  }
  const address = action === 'URI' ? document.resolve(dict.get('URI')) : null;
  if (address instanceof PdfString && !/^(https?:|mailto:|tel:|[^:]*$)/i.test(address.toText().trim())) {
    throw activeContent('URI');
  }
}

/** Page content and form XObjects have no type or say `Form`; images and fonts are unpacked by nobody here. */
function isDrawing(document: PdfDocument, dict: PdfDict): boolean {
  const subtype = document.resolve(dict.get('Subtype'));
  const font = dict.has('Length1') || dict.has('Length2');
  return !font && (subtype === null || subtype === PdfName.of('Form'));
}

function tooComplex(): CinnabarError {
  return new CinnabarError(
    'FILE_TOO_COMPLEX',
    'The file is too intricate to be handled; print it to a plain PDF first.',
  );
}

function activeContent(kind: string): CinnabarError {
  return new CinnabarError(
    'FILE_ACTIVE_CONTENT',
    'The file contains scripts or actions; print it to a plain PDF first.',
    { details: { kind } },
  );
}

const encrypted = ['FILE_ENCRYPTED', 'Remove the protection of the file first.'] as const;
const ambiguous = [
  'FILE_AMBIGUOUS',
  'Programs may show the file differently; print or save it to a new PDF first.',
] as const;
const scripts = [
  'FILE_ACTIVE_CONTENT',
  'The file contains scripts or actions; print it to a plain PDF first.',
] as const;

/** Core's codes, as a person who uploads a file understands them. */
const fileErrors: Readonly<Record<string, readonly [code: string, message: string]>> = {
  PDF_NOT_A_PDF: ['FILE_NOT_PDF', 'The file is not a PDF.'],
  PDF_ENCRYPTED: encrypted,
  PREPARE_ENCRYPTED: encrypted,
  PREPARE_HYBRID: ambiguous,
  PREPARE_AMBIGUOUS: ambiguous,
  PREPARE_SIGNED: ['FILE_ALREADY_SIGNED', 'The file already carries a signature; upload the unsigned original.'],
  PREPARE_XFA: scripts,
  PREPARE_SCRIPT: scripts,
  PDF_LIMIT: ['FILE_TOO_COMPLEX', 'The file is too intricate to be handled; print it to a plain PDF first.'],
};

function asFileError(error: CinnabarError): CinnabarError {
  if (!/^(PDF|PREPARE|STAMP)_/.test(error.code)) return error;
  const [code, message] = fileErrors[error.code] ?? [
    'FILE_DAMAGED',
    'The file is damaged; make it again with the program it came from.',
  ];
  return new CinnabarError(code, message, { cause: error });
}
