import type { Problem } from '../cms/index.ts';
import type { PdfDocument, PdfWarning } from '../pdf/index.ts';
import { problem } from './problem.ts';

const guesses: readonly PdfWarning['code'][] = ['PDF_HEADER_OFFSET', 'PDF_STARTXREF', 'PDF_REVISION_END'];

/** Places where reading the file took a guess that another reader may not take: nothing is certain then. */
export function ambiguitiesOf(document: PdfDocument): Problem[] {
  return document.warnings
    .filter(({ code }) => guesses.includes(code))
    .map(({ code, message }) => problem(code, message));
}
