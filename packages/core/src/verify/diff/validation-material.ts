import { equalBytes } from '../../bytes/index.ts';
import { PdfDict, PdfRef, PdfStream, type PdfDocument, type PdfObject } from '../../pdf/index.ts';
import type { Change } from './change.ts';

const material = new WeakMap<PdfDocument, readonly PdfStream[]>();

/**
 * Whether certificates or revocation data that the file held are gone. How they are listed (/VRI or not) is all the same
 * (ETSI EN 319 142-1 §5.4.2.3).
 */
export function losesMaterial({ step: { before, after } }: Change): boolean {
  const kept = new Set(materialOf(after).map(fingerprint));
  return materialOf(before).some(
    (stream) =>
      !kept.has(fingerprint(stream)) || !materialOf(after).some((other) => equalBytes(other.data, stream.data)),
  );
}

/** Streams of the DSS, all of its arrays and its /VRI together (ISO 32000-2 §12.8.4.3). */
function materialOf(document: PdfDocument): readonly PdfStream[] {
  const known = material.get(document);
  if (known) return known;
  const found: PdfStream[] = [];
  const seen = new Set<PdfRef>();
  const visit = (object: PdfObject | undefined): void => {
    if (object instanceof PdfRef) {
      if (seen.has(object)) return;
      seen.add(object);
    }
    const value = document.resolve(object);
    if (value instanceof PdfStream) found.push(value);
    else if (Array.isArray(value)) value.forEach(visit);
    else if (value instanceof PdfDict) value.map.forEach(visit);
  };
  visit(document.catalog.get('DSS'));
  material.set(document, found);
  return found;
}

/** Tells most streams apart without comparing them. */
function fingerprint({ data }: PdfStream): string {
  return `${data.length} ${data[data.length >> 1]} ${data.at(-1)}`;
}
