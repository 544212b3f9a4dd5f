import { bytesToLatin1 } from '../../bytes/index.ts';
import { PdfDict, PdfRef, PdfStream, type PdfDocument, type PdfObject } from '../../pdf/index.ts';
import type { Change } from './change.ts';

const known = new WeakMap<PdfDocument, ReadonlySet<string>>();

/**
 * Whether certificates or revocation data that the file held are gone. How they are listed (/VRI or not) is all the same
 * (ETSI EN 319 142-1 §5.4.2.3).
 */
export function losesMaterial({ step: { before, after } }: Change): boolean {
  const kept = materialOf(after);
  return [...materialOf(before)].some((bytes) => !kept.has(bytes));
}

/** Contents of the streams of the DSS, of its arrays and its /VRI together (ISO 32000-2 §12.8.4.3). */
function materialOf(document: PdfDocument): ReadonlySet<string> {
  const before = known.get(document);
  if (before) return before;
  const found = new Set<string>();
  known.set(document, found);
  const seen = new Set<PdfRef>();
  const visit = (object: PdfObject | undefined): void => {
    if (object instanceof PdfRef) {
      if (seen.has(object)) return;
      seen.add(object);
    }
    const value = document.resolve(object);
    if (value instanceof PdfStream) found.add(bytesToLatin1(value.data));
    else if (Array.isArray(value)) for (const item of value) visit(item);
    else if (value instanceof PdfDict) for (const item of value.map.values()) visit(item);
  };
  visit(document.catalog.get('DSS'));
  return found;
}
