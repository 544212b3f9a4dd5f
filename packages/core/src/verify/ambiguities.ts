import type { PdfDocument, PdfWarning } from '../pdf/index.ts';

const guesses: readonly PdfWarning['code'][] = ['PDF_HEADER_OFFSET', 'PDF_STARTXREF', 'PDF_REVISION_END'];

/** Places where reading the file took a guess that another reader may not take: nothing is certain then. */
export function ambiguitiesOf(document: PdfDocument): PdfWarning[] {
  return document.warnings.filter(({ code }) => guesses.includes(code));
}
