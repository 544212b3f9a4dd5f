import { CinnabarError, isCinnabarError } from '../error/index.ts';
import { PdfDict, readFormFields, type FormField, type PdfDocument, type PdfForm, type PdfRef } from '../pdf/index.ts';

/** A field that can be written: it is an object of the file. */
export type WritableField = FormField & { readonly ref: PdfRef };

const fieldLimit = 20_000;

/**
 * The fields of a form that is put together as it should be, in document order.
 * @throws CinnabarError `STAMP_FORM` when the field tree is not a tree of objects within bounds.
 */
export function readForm(document: PdfDocument): WritableField[] {
  const { fields, severalParents } = readIntact(document);
  const writable = fields.filter((field): field is WritableField => field.ref !== undefined);
  if (severalParents.size > 0 || fields.length > fieldLimit || writable.length < fields.length) throw malformed();
  return writable;
}

function readIntact(document: PdfDocument): PdfForm {
  try {
    return readFormFields(document);
  } catch (cause) {
    if (isCinnabarError(cause) && (cause.code === 'PDF_DAMAGED' || cause.code === 'PDF_LIMIT')) throw malformed(cause);
    throw cause;
  }
}

/** The widget's rectangle in default user space, corners in order. */
export function widgetRect(
  document: PdfDocument,
  widget: PdfDict,
): { x: number; y: number; width: number; height: number } {
  const numbers = document.arrayAt(widget.get('Rect'), 'widget rectangle').map((item) => document.resolve(item));
  if (numbers.length !== 4 || !numbers.every((value) => typeof value === 'number')) throw malformed();
  const [a, b, c, d] = numbers as [number, number, number, number];
  return { x: Math.min(a, c), y: Math.min(b, d), width: Math.abs(c - a), height: Math.abs(d - b) };
}

/** How far the page of `widget` is turned clockwise when shown: 0, 90, 180 or 270. */
export function widgetRotation(document: PdfDocument, widget: PdfDict): number {
  let node = document.resolve(widget.get('P'));
  for (let depth = 0; node instanceof PdfDict && depth < document.limits.depth; depth++) {
    const angle = document.resolve(node.get('Rotate'));
    if (typeof angle === 'number') return angle % 90 === 0 ? ((angle % 360) + 360) % 360 : 0;
    node = document.resolve(node.get('Parent'));
  }
  return 0;
}

function malformed(cause?: unknown): CinnabarError {
  return new CinnabarError('STAMP_FORM', 'The form of the document is damaged.', { cause });
}
