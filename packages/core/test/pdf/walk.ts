import { isCinnabarError } from '@cinnabar/core/error';
import { PdfDict, PdfRef, PdfStream, PdfString, type PdfDocument, type PdfObject } from '@cinnabar/core/pdf';

/** Reads all of `document`: what the trailer reaches, streams decoded, every page, and every object a table names. */
export function walk(document: PdfDocument): { objects: number; withheld: number } {
  const seen = new Set<PdfRef>();
  const todo: PdfObject[] = [document.trailer];
  let withheld = 0;
  for (const revision of document.revisions) {
    for (const num of revision.entries) if (document.entry(num)?.kind !== 'free') todo.push(PdfRef.of(num));
  }
  while (todo.length > 0) {
    const object = todo.pop() as PdfObject;
    try {
      if (object instanceof PdfRef) {
        if (seen.has(object)) continue;
        seen.add(object);
        todo.push(document.get(object));
      } else if (Array.isArray(object)) {
        for (const item of object) todo.push(item);
      } else if (object instanceof PdfDict) {
        todo.push(...object.map.values());
      } else if (object instanceof PdfStream) {
        todo.push(object.dict);
        document.decode(object);
      } else if (object instanceof PdfString) {
        object.toText();
      }
    } catch (error) {
      if (!isCinnabarError(error)) throw error;
      if (error.code === 'PDF_ENCRYPTED') withheld++;
      // Images are for viewers to decode.
      else if (error.code !== 'PDF_UNSUPPORTED') throw error;
    }
  }
  document.pages();
  return { objects: seen.size, withheld };
}
